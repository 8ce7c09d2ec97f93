use jiff::{SignedDuration, Timestamp};
use locales::Phrase;
use serde::{Deserialize, Serialize};
use store::{Key, Record, Wake};
use telegram::Document;

use crate::{Draft, Kind, NoticeButton, Policy, Priority, Recipient};

/// When the monitor looks at an immediate notice that nobody handed over.
const OVERDUE: SignedDuration = SignedDuration::from_secs(90);

/// How long a notice is kept after its end.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A notice's row: the truth about it. The queue only says that somebody should look.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct NoticeRow {
    /// Derived from the update that caused it, so that a repetition makes the same row, or from
    /// what it is about, so that it can be found again.
    pub id: String,
    /// How far it has come.
    pub status: Status,
    /// Whom it is for.
    pub to: Recipient,
    /// What it is about.
    pub kind: Kind,
    /// How much it may disturb.
    pub priority: Priority,
    /// The text; after its end only the key of it.
    pub text: Phrase,
    /// Rows of buttons under the text.
    #[serde(default)]
    pub buttons: Vec<Vec<NoticeButton>>,
    /// The file that it is; the text is its caption then.
    #[serde(default)]
    pub document: Option<Document>,
    /// Whom the text names, if somebody else than the recipient; nobody after its end.
    #[serde(default)]
    pub about: Option<i64>,
    /// What happens when the end of a send is unknown.
    pub policy: Policy,
    /// When it was written.
    pub created: Timestamp,
    /// Before this instant it is not sent.
    #[serde(default)]
    pub due: Option<Timestamp>,
    /// When somebody has to look at it again; `None` once it has come to its end.
    pub wake_at: Option<Timestamp>,
    /// After this instant it is not sent any more.
    pub valid_until: Option<Timestamp>,
    /// The number of the last ring: it is part of the queue's deduplication id, so whoever
    /// changes the row opens a new one.
    pub handoffs: u32,
    /// How often the monitor has rung since anybody looked.
    #[serde(default)]
    pub unheard: u32,
    /// How often a send was tried and failed.
    pub attempts: u32,
    /// Until when somebody is sending it. A lease that has run out without an end is a send
    /// whose end is unknown.
    #[serde(default)]
    pub lease_until: Option<Timestamp>,
    /// When it came to its end.
    #[serde(default)]
    pub ended: Option<Timestamp>,
    /// Whether its entry of the inbox was written when it was born.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_inbox: bool,
    /// Why it ended so; never what a person wrote.
    #[serde(default)]
    pub reason: Option<String>,
}

/// How far a notice has come.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Due at once, not sent yet.
    Pending,
    /// Due later.
    Scheduled,
    /// Telegram has it; or, for a role, everybody who has the role has a notice of their own.
    Sent,
    /// Telegram refused it, or five attempts failed.
    Failed,
    /// Nobody can know whether Telegram has it.
    Unknown,
    /// It was too late for it.
    Expired,
    /// What it was about has gone.
    Cancelled,
}

impl Status {
    /// Its name, as it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Scheduled => "scheduled",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing happens to the notice any more.
    #[must_use]
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Pending | Self::Scheduled)
    }
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
            document: draft.document,
            about: draft.about,
            policy,
            created: now,
            due: draft.due,
            wake_at: Some(draft.due.unwrap_or(now + OVERDUE)),
            valid_until: draft.valid_until,
            handoffs: 0,
            unheard: 0,
            attempts: 0,
            lease_until: None,
            ended: None,
            in_inbox: false,
            reason: None,
        }
    }

    /// The row of one person's share in a notice to a role.
    #[must_use]
    pub fn share(&self, person: i64, now: Timestamp) -> Self {
        let (id, to) = (format!("{}.{person}", self.id), Recipient::Person(person));
        let wake_at = Some(now + OVERDUE);
        Self {
            id,
            to,
            wake_at,
            handoffs: 0,
            unheard: 0,
            attempts: 0,
            lease_until: None,
            ..self.clone()
        }
    }

    /// The same row, come to its end. What it said goes: only the key of the text stays, without
    /// what filled it, so that nothing of a person is kept in what was sent.
    #[must_use]
    pub fn ended(self, status: Status, reason: Option<String>, now: Timestamp) -> Self {
        Self {
            status,
            reason,
            text: Phrase::new(self.text.key()),
            buttons: Vec::new(),
            document: None,
            about: None,
            ended: Some(now),
            wake_at: None,
            lease_until: None,
            ..self
        }
    }

    /// The same row, cancelled; `None` where it has ended or somebody has claimed it. A claim
    /// without an end is a send that may have happened, also after its lease.
    #[must_use]
    pub fn cancelled(self, now: Timestamp) -> Option<Self> {
        let waits = !self.status.is_final() && self.lease_until.is_none();
        waits.then(|| self.ended(Status::Cancelled, None, now))
    }

    /// Messages of one group stay in order: a chat's notices, or a role's.
    #[must_use]
    pub fn group(&self) -> String {
        match &self.to {
            Recipient::Person(id) => id.to_string(),
            Recipient::Role(role) => format!("role-{role}"),
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

    fn expires(&self) -> Option<Timestamp> {
        self.ended.map(|ended| ended + KEPT_FOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    fn scheduled() -> NoticeRow {
        let text = Phrase::new("request-rejected");
        let draft = Draft::new(Recipient::Person(42), Kind::Access, text);
        let due = now() + SignedDuration::from_hours(1);
        NoticeRow::new("reminder".into(), draft.due_at(due), now())
    }

    #[test]
    fn a_scheduled_notice_wakes_when_it_is_due() {
        let row = scheduled();
        assert_eq!((row.status, row.wake_at), (Status::Scheduled, row.due));
        assert_eq!(row.wake().map(|wake| wake.at), row.due);
    }

    #[test]
    fn what_an_ended_notice_said_is_gone() {
        let text = Phrase::new("request-notice").with("name", "Ann Lee");
        let button = NoticeButton {
            label: Phrase::new("request-button-reject"),
            data: "d:42:7:r".into(),
        };
        let document = Document::new("visit.ics", "text/calendar", "SUMMARY:Ann Lee").unwrap();
        let draft = Draft::new(Recipient::Person(1), Kind::Access, text);
        let draft = draft.with_buttons(vec![button]).with_document(document);
        let row = NoticeRow::new("7-0".into(), draft, now());
        for status in [Status::Sent, Status::Failed, Status::Expired] {
            let ended = row.clone().ended(status, None, now());
            assert_eq!(ended.text, Phrase::new("request-notice"));
            assert_eq!((ended.buttons, ended.document), (Vec::new(), None));
        }
        let cancelled = row.cancelled(now()).unwrap();
        assert_eq!(cancelled.text, Phrase::new("request-notice"));
    }

    #[test]
    fn a_cancelled_notice_leaves_the_index() {
        let cancelled = scheduled().cancelled(now()).unwrap();
        assert_eq!(cancelled.status, Status::Cancelled);
        assert_eq!(cancelled.wake(), None);
        assert_eq!(cancelled.expires(), Some(now() + KEPT_FOR));
    }

    #[test]
    fn what_was_begun_or_has_ended_is_not_cancelled() {
        let sent = scheduled().ended(Status::Sent, None, now());
        assert_eq!(sent.cancelled(now()), None);
        let claimed = NoticeRow {
            lease_until: Some(now() - SignedDuration::from_secs(1)),
            ..scheduled()
        };
        assert_eq!(claimed.cancelled(now()), None, "an ended lease, too");
    }
}
