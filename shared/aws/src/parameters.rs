use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_ssm::operation::get_parameter::GetParameterError;
use clock::SharedClock;
use secrecy::SecretString;
use settings::ParameterName;
use tokio::sync::OnceCell;

use crate::lacks_credentials;

type Value = Arc<OnceCell<Kept>>;

/// A value that turned out to be wrong is asked for again only this long after it was fetched:
/// whoever presents wrong secrets cannot make a request of each.
const SETTLED: Duration = Duration::from_secs(60);

/// The parameters of the Systems Manager that hold the secrets.
///
/// Each is asked for when it is first needed, and kept; [`Parameters::renewed`] is for a value that
/// may have been changed since. First uses side by side make one request.
#[derive(Debug)]
pub struct Parameters {
    client: Client,
    clock: SharedClock,
    values: Mutex<HashMap<String, Value>>,
}

/// A value, and when it was asked for last.
#[derive(Clone, Debug)]
struct Kept {
    text: SecretString,
    asked: Duration,
}

/// Why a parameter cannot be had. It never holds a value, nor an answer that might contain one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// No answer, throttling or a failure of the service: the next try may succeed.
    #[error("parameter {} cannot be read now: {cause}", .name.as_str())]
    Transient {
        /// The parameter's name.
        name: ParameterName,
        /// The service's error code, or what happened instead of an answer.
        cause: String,
    },
    /// There is no such parameter, or it has no value.
    #[error("there is no parameter {}", .name.as_str())]
    Missing {
        /// The parameter's name.
        name: ParameterName,
    },
    /// Our role may not read or decrypt it, or we have no credentials.
    #[error("parameter {} may not be read: {code}", .name.as_str())]
    Denied {
        /// The parameter's name.
        name: ParameterName,
        /// The service's error code.
        code: String,
    },
}

impl Parameters {
    /// Parameters that are read through `client`.
    #[must_use]
    pub fn new(client: Client, clock: SharedClock) -> Self {
        Self {
            client,
            clock,
            values: Mutex::default(),
        }
    }

    /// The decrypted value of a parameter.
    ///
    /// # Errors
    /// Says whether another try makes sense. Nothing is kept of a failure.
    pub async fn get(&self, name: &ParameterName) -> Result<SecretString, ParameterError> {
        let value = self.place(name.as_str());
        let kept = value.get_or_try_init(|| self.fetch(name)).await?;
        Ok(kept.text.clone())
    }

    /// The value anew, for whoever was told that the one they have is wrong. One that was asked
    /// for within the last minute is given as it is, and so is one that cannot be had now.
    ///
    /// # Errors
    /// As [`Parameters::get`], where no value is kept.
    pub async fn renewed(&self, name: &ParameterName) -> Result<SecretString, ParameterError> {
        let Some(kept) = self.place(name.as_str()).get().cloned() else {
            return self.get(name).await;
        };
        let now = self.clock.monotonic();
        if now.saturating_sub(kept.asked) < SETTLED {
            return Ok(kept.text);
        }
        let next = self
            .fetch(name)
            .await
            .unwrap_or(Kept { asked: now, ..kept });
        let text = next.text.clone();
        let mut values = self.values.lock().expect("finding a place does not panic");
        values.insert(
            name.as_str().to_owned(),
            Arc::new(OnceCell::new_with(Some(next))),
        );
        Ok(text)
    }

    fn place(&self, name: &str) -> Value {
        let mut values = self.values.lock().expect("finding a place does not panic");
        Arc::clone(values.entry(name.to_owned()).or_default())
    }

    async fn fetch(&self, name: &ParameterName) -> Result<Kept, ParameterError> {
        let asked = self.clock.monotonic();
        let request = self
            .client
            .get_parameter()
            .name(name.as_str())
            .with_decryption(true);
        let answer = request
            .send()
            .await
            .map_err(|error| refusal(name, &error))?;
        let value = answer.parameter.and_then(|parameter| parameter.value);
        let text = value.map(SecretString::from);
        let text = text.ok_or_else(|| ParameterError::Missing { name: name.clone() })?;
        Ok(Kept { text, asked })
    }
}

fn refusal<R>(name: &ParameterName, error: &SdkError<GetParameterError, R>) -> ParameterError
where
    R: std::fmt::Debug + 'static,
{
    let name = name.clone();
    let cause = cause(error);
    match cause.as_str() {
        "ParameterNotFound" | "ParameterVersionNotFound" | "ValidationException" => {
            ParameterError::Missing { name }
        }
        "AccessDeniedException"
        | "ExpiredTokenException"
        | "IncompleteSignature"
        | "InvalidKeyId"
        | "InvalidSignatureException"
        | "MissingAuthenticationToken"
        | "NoCredentials"
        | "UnrecognizedClientException" => ParameterError::Denied { name, code: cause },
        _ => ParameterError::Transient { name, cause },
    }
}

/// The error's code, or our own word where no code was answered.
fn cause<R>(error: &SdkError<GetParameterError, R>) -> String
where
    R: std::fmt::Debug + 'static,
{
    if lacks_credentials(error) {
        return "NoCredentials".to_owned();
    }
    error
        .code()
        .map_or_else(|| error.to_string(), str::to_owned)
}
