use jiff::Timestamp;
use locales::Phrase;
use serde::{Deserialize, Serialize};

/// A notice as a handler decides on it; the engine gives it an id and writes its row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Draft {
    /// Whom it is for.
    pub to: Recipient,
    /// What it is about.
    pub kind: Kind,
    /// How much it may disturb.
    pub priority: Priority,
    /// The text, rendered in the recipient's language when it is sent.
    pub text: Phrase,
    /// Rows of buttons under the text.
    pub buttons: Vec<Vec<NoticeButton>>,
    /// When it is due; `None` for at once.
    pub due: Option<Timestamp>,
    /// After this instant it is not sent any more.
    pub valid_until: Option<Timestamp>,
}

/// Whom a notice is for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// One person, by Telegram user id.
    Person(i64),
    /// Everybody with a role; the notifier makes one row a person of it.
    Role(String),
}

/// What a notice is about; each kind has a switch in a person's settings.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Requests to join the staff, and their decisions.
    Access,
    /// Something is broken, or works again.
    SystemMaintenance,
}

/// How much a notice may disturb.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Can wait.
    Low,
    /// The ordinary one.
    #[default]
    Normal,
    /// Soon.
    High,
    /// Ignores switches and quiet hours, and is sent again when its end is unknown.
    Urgent,
}

/// What happens when it is not known whether a send reached Telegram.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// It is recorded as unknown and not sent again: at most once.
    Record,
    /// It is sent again: at least once.
    SendAgain,
}

/// A button under a notice.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct NoticeButton {
    /// The label, rendered in the recipient's language.
    pub label: Phrase,
    /// The callback data, 1 to 64 bytes.
    pub data: String,
}

impl Draft {
    /// An ordinary notice, due at once, without buttons.
    #[must_use]
    pub fn new(to: Recipient, kind: Kind, text: Phrase) -> Self {
        Self {
            to,
            kind,
            priority: Priority::Normal,
            text,
            buttons: Vec::new(),
            due: None,
            valid_until: None,
        }
    }

    /// The same notice with one more row of buttons.
    #[must_use]
    pub fn with_buttons(mut self, row: Vec<NoticeButton>) -> Self {
        self.buttons.push(row);
        self
    }

    pub(crate) fn policy(&self) -> Policy {
        match self.priority {
            Priority::Urgent => Policy::SendAgain,
            Priority::Low | Priority::Normal | Priority::High => Policy::Record,
        }
    }
}
