use store::{Cause, StoreError};

/// Why a run of the monitor has failed. Lambda counts it as an error of the function, and the alarm
/// on these is heard where nobody hears the bot.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The table cannot be used, or a fault of ours ended the run.
    #[error("the monitor did not finish its run: {0}")]
    Store(#[from] StoreError),
    /// Superadmins do not hear what they have to.
    #[error("{0} alerts could not be sent by now")]
    AlertsWait(usize),
}

/// What a run has come to. Who was merely slower than somebody else has no trouble.
pub(crate) fn outcome(error: Option<StoreError>, waiting: usize) -> Result<(), Trouble> {
    match error.filter(|error| weight(error) > 0) {
        Some(error) => Err(error.into()),
        None if waiting > 0 => Err(Trouble::AlertsWait(waiting)),
        None => Ok(()),
    }
}

/// The one of them that says most: of several errors of a run one is logged.
pub(crate) fn worst<const N: usize>(errors: [Option<StoreError>; N]) -> Option<StoreError> {
    errors.into_iter().flatten().max_by_key(weight)
}

/// How bad an error is.
fn weight(error: &StoreError) -> u8 {
    match error {
        StoreError::Transient(Cause::Contended) => 0,
        StoreError::Fault(_) => 1,
        StoreError::Transient(_) => 2,
    }
}
