use std::io;

use aws::RootsError;
use settings::SettingsError;
use store::{Cause, StoreError};

/// Why something was not done: a sentence each, with the mend.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("The process cannot be set up ({0}): the system is short of something, try again.")]
    Process(io::Error),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Roots(#[from] RootsError),
    #[error(
        "AWS_ENDPOINT_URL is not set, so this would make table {0} at AWS itself, where the template makes it: set AWS_ENDPOINT_URL to a stand-in, or add --really."
    )]
    RealTable(String),
    #[error(
        "Nobody answers at {0}: start what should be there, or set AWS_ENDPOINT_URL to where it is."
    )]
    Unreachable(String),
    #[error(
        "{0} refused us: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to credentials that may make a table."
    )]
    Denied(String),
    #[error("{at} answered with an error ({source}): mend what it names, or try again later.")]
    Table { at: String, source: StoreError },
}

impl Failure {
    /// What went wrong at the DynamoDB that is `at` this address.
    pub(crate) fn of_store(source: StoreError, at: String) -> Self {
        match source {
            StoreError::Transient(Cause::Connection | Cause::TimeOut) => Self::Unreachable(at),
            StoreError::Transient(Cause::SetUp) => Self::Denied(at),
            StoreError::Transient(
                Cause::Server | Cause::Throttled | Cause::Contended | Cause::HalfAnswer,
            )
            | StoreError::Fault(_) => Self::Table { at, source },
        }
    }
}
