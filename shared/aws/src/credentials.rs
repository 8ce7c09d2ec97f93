use std::error::Error;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::future::ProvideCredentials as Provided;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};

use crate::causes::causes;

/// Whether a request failed because there are no credentials, so that it was never sent.
///
/// Takes an [`SdkError`](aws_smithy_runtime_api::client::result::SdkError) or anything that has
/// one among its causes.
#[must_use]
pub fn lacks_credentials(error: &(dyn Error + 'static)) -> bool {
    causes(error).any(|error| error.is::<CredentialsError>())
}

/// Hands out the credentials of the environment; without them each request fails.
pub(crate) fn provider(credentials: Option<&Credentials>) -> SharedCredentialsProvider {
    match credentials {
        Some(credentials) => SharedCredentialsProvider::new(credentials.clone()),
        None => SharedCredentialsProvider::new(Absent),
    }
}

#[derive(Debug)]
struct Absent;

#[derive(Debug, thiserror::Error)]
#[error("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set")]
struct Unset;

impl ProvideCredentials for Absent {
    fn provide_credentials<'a>(&'a self) -> Provided<'a>
    where
        Self: 'a,
    {
        Provided::ready(Err(CredentialsError::not_loaded(Unset)))
    }
}
