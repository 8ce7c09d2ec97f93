use std::sync::Arc;

use aws::{ParameterError, Parameters};
use secrecy::ExposeSecret as _;
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

    /// Compares in constant time over SHA-256 digests.
    pub(crate) async fn matches(&self, presented: &[u8]) -> Result<bool, SecretError> {
        match &self.source {
            Source::Value(digest) => Ok(digest.matches(presented)),
            Source::Parameter(name) => {
                let text = self.parameters.get(name).await?;
                let digest = SecretDigest::of_secret_text(text.expose_secret())
                    .map_err(|_| SecretError::Malformed)?;
                Ok(digest.matches(presented))
            }
        }
    }
}
