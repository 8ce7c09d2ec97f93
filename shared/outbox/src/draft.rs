use jiff::Timestamp;
use locales::Phrase;
use serde::{Deserialize, Serialize};
use telegram::Document;

/// A notice as a handler decides on it; the engine writes its row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Draft {
    /// The id, where the business has to find the notice again, to cancel or to move it; `None`
    /// derives it from the update.
    pub id: Option<String>,
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
    /// The file that it is; the text is its caption then.
    pub document: Option<Document>,
    /// When it is due; `None` for at once.
    pub due: Option<Timestamp>,
    /// After this instant it is not sent any more.
    pub valid_until: Option<Timestamp>,
    /// Whom the text names, if somebody else than the recipient: what is kept of it is erased
    /// with what is known of that person.
    pub about: Option<i64>,
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
    /// A booking was made, moved or cancelled by the other side.
    Booking,
    /// A booking comes near.
    Reminder,
    /// What came of a broadcast, for its author.
    Broadcast,
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

impl Kind {
    /// All of them, in the order in which settings list them.
    pub const ALL: [Self; 5] = [
        Self::Booking,
        Self::Reminder,
        Self::Access,
        Self::Broadcast,
        Self::SystemMaintenance,
    ];

    /// Its name, as it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::SystemMaintenance => "system_maintenance",
            Self::Booking => "booking",
            Self::Reminder => "reminder",
            Self::Broadcast => "broadcast",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl Draft {
    /// An ordinary notice, due at once, without buttons.
    #[must_use]
    pub fn new(to: Recipient, kind: Kind, text: Phrase) -> Self {
        Self {
            id: None,
            to,
            kind,
            priority: Priority::Normal,
            text,
            buttons: Vec::new(),
            document: None,
            due: None,
            valid_until: None,
            about: None,
        }
    }

    /// The same notice, whose text names a person who is not the recipient.
    #[must_use]
    pub fn about(mut self, person: i64) -> Self {
        self.about = Some(person);
        self
    }

    /// The same notice with one more row of buttons.
    #[must_use]
    pub fn with_buttons(mut self, row: Vec<NoticeButton>) -> Self {
        self.buttons.push(row);
        self
    }

    /// The same notice as a file, with the text as its caption: beyond 1024 characters that is
    /// cut, and loses its markup. The file lies in the notice's row, and goes with it.
    #[must_use]
    pub fn with_document(mut self, document: Document) -> Self {
        self.document = Some(document);
        self
    }

    /// The same notice under an id of the business's choice, by which it can be cancelled.
    ///
    /// It is written where there is none with that id, or over the one that the handler has
    /// looked at. So an id that nobody has looked at must be new: derived from a thing that is
    /// born in the same update, or with a time in it that the notice has for the first time.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The same notice, sent by the monitor's next run after `due`.
    #[must_use]
    pub fn due_at(mut self, due: Timestamp) -> Self {
        self.due = Some(due);
        self
    }

    /// The same notice, not sent any more after `end`.
    #[must_use]
    pub fn valid_until(mut self, end: Timestamp) -> Self {
        self.valid_until = Some(end);
        self
    }

    pub(crate) fn policy(&self) -> Policy {
        match self.priority {
            Priority::Urgent => Policy::SendAgain,
            Priority::Low | Priority::Normal | Priority::High => Policy::Record,
        }
    }
}
