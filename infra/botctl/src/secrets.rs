use aws::{Aws, AwsSettings, Connector, ParameterError, Parameters, RootsError};
use clock::SharedClock;
use secrecy::SecretString;
use settings::{ParameterName, TlsRoots};

/// Why a secret cannot be had that is a parameter.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SecretError {
    #[error(transparent)]
    Roots(#[from] RootsError),
    #[error(transparent)]
    Parameter(#[from] ParameterError),
}

/// The text of a parameter.
pub(crate) async fn fetch(
    name: &ParameterName,
    aws: &AwsSettings,
    roots: TlsRoots,
    clock: &SharedClock,
) -> Result<SecretString, SecretError> {
    let connector = Connector::new(roots, clock.clone())?;
    let aws = Aws::new(aws, connector.shared(), clock.clone());
    Ok(Parameters::new(aws.ssm(), clock.clone()).get(name).await?)
}
