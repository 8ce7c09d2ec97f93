use std::sync::Arc;

use aws::{ParameterError, Parameters};
use secrecy::{ExposeSecret as _, SecretString};
use settings::{SecretDigest, Source};

/// The webhook's secret: given by digest, or fetched from its parameter when first needed.
#[derive(Debug)]
pub(crate) struct WebhookSecret {
    source: Source<SecretDigest>,
    parameters: Arc<Parameters>,
}

/// The secret cannot be had now; nothing can be admitted without it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SecretError {
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    #[error("the webhook secret's parameter holds no valid secret: 1-256 of A-Z a-z 0-9 _ -")]
    Malformed,
}

impl WebhookSecret {
    pub(crate) fn new(source: Source<SecretDigest>, parameters: Arc<Parameters>) -> Self {
        Self { source, parameters }
    }

    /// Compares in constant time over SHA-256 digests. One that does not match may have been
    /// changed since it was fetched.
    pub(crate) async fn matches(&self, presented: &[u8]) -> Result<bool, SecretError> {
        match &self.source {
            Source::Value(digest) => Ok(digest.matches(presented)),
            Source::Parameter(name) => {
                let kept = digest(&self.parameters.get(name).await?)?;
                Ok(kept.matches(presented)
                    || digest(&self.parameters.renewed(name).await?)?.matches(presented))
            }
        }
    }
}

fn digest(text: &SecretString) -> Result<SecretDigest, SecretError> {
    SecretDigest::of_secret_text(text.expose_secret()).map_err(|_| SecretError::Malformed)
}
