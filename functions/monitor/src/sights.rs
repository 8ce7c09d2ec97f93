//! What a run sees of each cause: facts become a [`Finding`], without any request.

mod broadcasts;
mod heartbeat;
mod letters;
mod notices;
mod webhook;

use std::time::Duration;

use jiff::Timestamp;
use locales::Phrase;
use watch::{Cause, Sight};

pub(crate) use broadcasts::{BroadcastNow, broadcasts};
pub(crate) use heartbeat::heartbeat;
pub(crate) use letters::{dead_letters, parked};
pub(crate) use notices::{OldNotices, old_notices};
pub(crate) use webhook::webhook;

/// What a run sees of a cause, and how it is said.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) cause: Cause,
    pub(crate) sight: Sight,
    /// The text of an alert, to which times are added.
    pub(crate) text: Phrase,
    /// The numbers, for the log.
    pub(crate) numbers: String,
}

impl Finding {
    pub(crate) fn fine(cause: Cause) -> Self {
        Self::seen(cause, Sight::Fine)
    }

    pub(crate) fn unseen(cause: Cause) -> Self {
        Self::seen(cause, Sight::Unseen)
    }

    fn wrong(cause: Cause, since: Timestamp, patience: Duration) -> Self {
        Self::seen(cause, Sight::Wrong { since, patience })
    }

    fn seen(cause: Cause, sight: Sight) -> Self {
        Self {
            cause,
            sight,
            text: Phrase::new(&format!("alert-{}", cause.name())),
            numbers: String::new(),
        }
    }

    /// The same, said with these words.
    fn said(self, say: impl FnOnce(Phrase) -> Phrase, numbers: String) -> Self {
        Self {
            text: say(self.text),
            numbers,
            ..self
        }
    }
}
