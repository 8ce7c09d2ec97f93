use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_sdk_ssm::Client;
use aws_sdk_ssm::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_ssm::operation::get_parameter::GetParameterError;
use secrecy::SecretString;
use settings::ParameterName;
use tokio::sync::OnceCell;

use crate::lacks_credentials;

type Value = Arc<OnceCell<SecretString>>;

/// The parameters of the Systems Manager that hold the secrets.
///
/// Each is asked for when it is first needed and kept for the life of the process, so a changed
/// value needs new processes. First uses side by side make one request.
#[derive(Debug)]
pub struct Parameters {
    client: Client,
    values: Mutex<HashMap<String, Value>>,
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
    pub fn new(client: Client) -> Self {
        Self {
            client,
            values: Mutex::default(),
        }
    }

    /// The decrypted value of a parameter.
    ///
    /// # Errors
    /// Says whether another try makes sense. Nothing is kept of a failure.
    pub async fn get(&self, name: &ParameterName) -> Result<SecretString, ParameterError> {
        let value = self.place(name.as_str());
        value.get_or_try_init(|| self.fetch(name)).await.cloned()
    }

    fn place(&self, name: &str) -> Value {
        let mut values = self.values.lock().expect("finding a place does not panic");
        Arc::clone(values.entry(name.to_owned()).or_default())
    }

    async fn fetch(&self, name: &ParameterName) -> Result<SecretString, ParameterError> {
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
        value
            .map(SecretString::from)
            .ok_or_else(|| ParameterError::Missing { name: name.clone() })
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
