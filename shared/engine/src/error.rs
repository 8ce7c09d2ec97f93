//! What fails how, stated once.
//!
//! | class | what | answer | what happens to the update |
//! |---|---|---|---|
//! | rejected | the sender's fault, before the engine | 4xx | no work |
//! | refused | the person's request cannot be done | a clear text, 200 | an [`crate::Outcome`] like any other |
//! | transient | [`store::StoreError::Transient`], a closed list | 503, `Retry-After` at most 5 s | nothing is acknowledged, Telegram delivers it again |
//! | fault | everything else: bugs, panics, validation errors, items that cannot be read | an apology, 200 | parked, counted |

use store::{Cause, StoreError};

/// Why an update has no outcome.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EngineError {
    /// Trying again later can help.
    #[error("passing trouble: {0:?}")]
    Transient(Cause),
    /// Trying again cannot help: the update is parked.
    #[error("{0}")]
    Park(ParkReason),
}

/// Why an update is parked. Never holds what a person wrote.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ParkReason {
    /// The update's own content is not what the Bot API documents.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// A handler or the engine panicked.
    #[error("panicked")]
    Panicked,
    /// A handler did not end in time although nothing it asked for was slow.
    #[error("hung")]
    Hung,
    /// An old update that ended the process, or ran out of time, again and again.
    #[error("tried three times")]
    Exhausted,
    /// A bug that shows as an error of the table or of a codec.
    #[error("fault: {0}")]
    Fault(String),
}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Transient(cause) => Self::Transient(cause),
            StoreError::Fault(what) => Self::Park(ParkReason::Fault(what)),
        }
    }
}
