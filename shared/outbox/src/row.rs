use jiff::{SignedDuration, Timestamp};
use locales::Phrase;
use serde::{Deserialize, Serialize};
use store::{Key, Record, Wake};

use crate::{Draft, Kind, NoticeButton, Policy, Priority, Recipient};

/// When the monitor looks at an immediate notice that nobody handed over.
const OVERDUE: SignedDuration = SignedDuration::from_secs(90);

/// A notice's row: the truth about it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct NoticeRow {
    /// Derived from the update that caused it, so that a repetition makes the same row.
    pub id: String,
    /// How far it has come.
    pub status: Status,
    /// Whom it is for.
    pub to: Recipient,
    /// What it is about.
    pub kind: Kind,
    /// How much it may disturb.
    pub priority: Priority,
    /// The text.
    pub text: Phrase,
    /// Rows of buttons under the text.
    #[serde(default)]
    pub buttons: Vec<Vec<NoticeButton>>,
    /// What happens when the end of a send is unknown.
    pub policy: Policy,
    /// When it was written.
    pub created: Timestamp,
    /// When somebody has to look at it again; `None` once it has come to its end.
    pub wake_at: Option<Timestamp>,
    /// After this instant it is not sent any more.
    pub valid_until: Option<Timestamp>,
    /// How often it was handed to the queue.
    pub handoffs: u32,
    /// How often a send was tried and failed.
    pub attempts: u32,
}

/// How far a notice has come.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Due at once, not sent yet.
    Pending,
    /// Due later.
    Scheduled,
}

impl NoticeRow {
    /// The row of a notice that is born now.
    #[must_use]
    pub fn new(id: String, draft: Draft, now: Timestamp) -> Self {
        let policy = draft.policy();
        let status = if draft.due.is_some() {
            Status::Scheduled
        } else {
            Status::Pending
        };
        Self {
            id,
            status,
            to: draft.to,
            kind: draft.kind,
            priority: draft.priority,
            text: draft.text,
            buttons: draft.buttons,
            policy,
            created: now,
            wake_at: Some(draft.due.unwrap_or(now + OVERDUE)),
            valid_until: draft.valid_until,
            handoffs: 0,
            attempts: 0,
        }
    }
}

impl Record for NoticeRow {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::notice(&self.id)
    }

    fn wake(&self) -> Option<Wake> {
        self.wake_at.map(|at| Wake::new(&self.id, at))
    }
}
