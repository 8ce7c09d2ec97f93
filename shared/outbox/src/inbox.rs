use std::fmt;

use jiff::{SignedDuration, Timestamp};
use locales::Phrase;
use serde::{Deserialize, Serialize};
use store::{Key, Left, Record, Trace};

use crate::{Kind, NoticeButton, NoticeRow, Priority, Recipient, Status};

/// How long what was said is kept.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Milliseconds are counted down from here, so that the newest entry sorts first; 13 digits until
/// the year 2286.
const LAST: i64 = 9_999_999_999_999;

/// The kind of the traces that lead to an entry.
const KIND: &str = "inbox";

/// What a notice said, kept for its recipient: an entry of the inbox.
///
/// It is born in the transaction in which the notice comes to its end, so there is one for each
/// notice that was sent, has failed, or of which nobody knows. That of an alert is born with it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct InboxEntry {
    /// Whose it is: Telegram user id.
    pub person: i64,
    /// The notice's id.
    pub notice: String,
    /// The name of its kind, perhaps one of a later build.
    pub kind: String,
    /// How much it may disturb.
    pub priority: Priority,
    /// The text.
    pub text: Phrase,
    /// Rows of buttons under the text.
    #[serde(default)]
    pub buttons: Vec<Vec<NoticeButton>>,
    /// When the notice came to its end; of an alert, when it was written.
    pub at: Timestamp,
    /// When it was read; `None` while it is unread.
    #[serde(default)]
    pub read: Option<Timestamp>,
}

/// Where an entry stands in its inbox, read or not: 22 characters, the newest first.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct InboxPlace(String);

/// The text is no place of an inbox.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("there is no such place")]
pub struct NoSuchPlace;

impl InboxEntry {
    /// The entry of a notice that comes to this end; `None` where it does not go there. What has
    /// expired or was cancelled has nothing to say any more, a role has no inbox, and a file is
    /// sent to the one who has just asked for it. What has an entry since its birth gets no other.
    #[must_use]
    pub fn of(notice: &NoticeRow, end: Status, now: Timestamp) -> Option<Self> {
        let says = matches!(end, Status::Sent | Status::Failed | Status::Unknown);
        let goes_there = says && !notice.in_inbox && notice.document.is_none();
        goes_there.then(|| Self::at(notice, now)).flatten()
    }

    /// The entry of a notice that has to be there however its send goes, to be written in the
    /// transaction of its birth; `None` where `in_inbox` does not say so, or it is for a role.
    #[must_use]
    pub fn at_birth(notice: &NoticeRow) -> Option<Self> {
        let at = notice.created;
        notice.in_inbox.then(|| Self::at(notice, at)).flatten()
    }

    fn at(notice: &NoticeRow, at: Timestamp) -> Option<Self> {
        let Recipient::Person(person) = notice.to else {
            return None;
        };
        Some(Self {
            person,
            notice: notice.id.clone(),
            kind: notice.kind.as_str().to_owned(),
            priority: notice.priority,
            text: notice.text.clone(),
            buttons: notice.buttons.clone(),
            at,
            read: None,
        })
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> InboxPlace {
        let left = LAST.saturating_sub(self.at.as_millisecond());
        InboxPlace(format!("{left:013}#{:08x}", digest(&self.notice)))
    }

    /// What it is about; `None` for a kind of a later build.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::named(&self.kind)
    }

    /// The same entry, read.
    #[must_use]
    pub fn read_at(self, now: Timestamp) -> Self {
        Self {
            read: Some(now),
            ..self
        }
    }

    /// The row by which it is found when a person is forgotten whom it names.
    #[must_use]
    pub fn trace(&self, about: i64) -> Trace {
        let left = format!("{KIND}#{}#{}", self.person, self.place());
        Trace::new(about, Left::Other(left)).until(self.at + KEPT_FOR)
    }

    /// Whose entry a trace leads to, and where; `None` where it is of another kind.
    #[must_use]
    pub fn traced(text: &str) -> Option<(i64, InboxPlace)> {
        let rest = text.strip_prefix(KIND)?.strip_prefix('#')?;
        let (person, place) = rest.split_once('#')?;
        Some((person.parse().ok()?, InboxPlace::parse(place).ok()?))
    }
}

impl InboxPlace {
    /// The keys of an entry that stands there: while it is unread, and when it is read.
    #[must_use]
    pub fn keys(&self, person: i64) -> [Key; 2] {
        [
            Key::inbox_unread(person, &self.0),
            Key::inbox_read(person, &self.0),
        ]
    }

    /// Reads what was written as text.
    ///
    /// # Errors
    /// [`NoSuchPlace`].
    pub fn parse(text: &str) -> Result<Self, NoSuchPlace> {
        let (left, digest) = text.split_once('#').ok_or(NoSuchPlace)?;
        let number = left.len() == 13 && left.bytes().all(|byte| byte.is_ascii_digit());
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let digest = digest.len() == 8 && digest.bytes().all(is_hex);
        if number && digest {
            Ok(Self(text.to_owned()))
        } else {
            Err(NoSuchPlace)
        }
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for InboxPlace {
    type Error = NoSuchPlace;

    fn try_from(text: String) -> Result<Self, NoSuchPlace> {
        Self::parse(&text)
    }
}

impl From<InboxPlace> for String {
    fn from(place: InboxPlace) -> Self {
        place.0
    }
}

impl fmt::Display for InboxPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Record for InboxEntry {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        let [unread, read] = self.place().keys(self.person);
        if self.read.is_none() { unread } else { read }
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.at + KEPT_FOR)
    }
}

/// Tells the notices of a person apart that end in the same millisecond; short, since it stands in
/// buttons (FNV-1a, 32 bits).
fn digest(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |sum, byte| {
        (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use telegram::Document;

    use super::*;
    use crate::Draft;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn notice(id: &str) -> NoticeRow {
        let text = Phrase::new("request-rejected");
        let draft = Draft::new(Recipient::Person(42), Kind::Access, text);
        NoticeRow::new(id.into(), draft, at(0))
    }

    fn entry(id: &str, second: i64) -> InboxEntry {
        InboxEntry::of(&notice(id), Status::Sent, at(second)).unwrap()
    }

    #[test]
    fn unread_ones_come_first_and_then_the_newest() {
        let old = entry("1-0", 0);
        let new = entry("2-0", 1);
        let read = entry("3-0", 2).read_at(at(3));
        let mut keys = [&read, &old, &new].map(Record::key);
        keys.sort();
        assert_eq!(keys, [&new, &old, &read].map(Record::key));
    }

    #[test]
    fn what_ends_together_stands_apart() {
        assert_ne!(entry("1-0", 0).key(), entry("1-1", 0).key());
    }

    #[test]
    fn only_what_said_something_goes_there() {
        for (end, kept) in [
            (Status::Sent, true),
            (Status::Failed, true),
            (Status::Unknown, true),
            (Status::Expired, false),
            (Status::Cancelled, false),
        ] {
            let entry = InboxEntry::of(&notice("1-0"), end, at(0));
            assert_eq!(entry.is_some(), kept, "{end:?}");
        }
        let role = NoticeRow {
            to: Recipient::Role("manager".into()),
            ..notice("1-0")
        };
        assert_eq!(InboxEntry::of(&role, Status::Sent, at(0)), None);
        let file = NoticeRow {
            document: Document::new("a.ics", "text/calendar", "x").ok(),
            ..notice("1-0")
        };
        assert_eq!(InboxEntry::of(&file, Status::Sent, at(0)), None);
    }

    #[test]
    fn what_is_born_with_an_entry_gets_no_second() {
        let alert = NoticeRow {
            in_inbox: true,
            ..notice("1-0")
        };
        let entry = InboxEntry::at_birth(&alert).unwrap();
        assert_eq!((entry.at, entry.person), (alert.created, 42));
        assert_eq!(InboxEntry::of(&alert, Status::Failed, at(9)), None);
        assert_eq!(InboxEntry::at_birth(&notice("1-0")), None);
    }

    #[test]
    fn a_trace_leads_to_its_entry() {
        let entry = entry("1-0", 5);
        let trace = entry.trace(77);
        assert_eq!((trace.user, trace.expires()), (77, entry.expires()));
        let found = InboxEntry::traced(&trace.left.to_string());
        assert_eq!(found, Some((42, entry.place())));
        for odd in ["inbox", "inbox#42", "inbox#42#1#2", "words#1#2#3", ""] {
            assert_eq!(InboxEntry::traced(odd), None, "{odd}");
        }
    }

    /// The layout of the first build with an inbox; it stays readable.
    #[test]
    fn the_first_layout_stays_readable() {
        let stored = r#"{"person":42,"notice":"1-0","kind":"ticket","priority":"normal",
            "text":{"k":"request-rejected"},"at":"2027-01-15T08:00:00Z"}"#;
        let read: InboxEntry = serde_json::from_str(stored).unwrap();
        assert_eq!((read.kind(), read.read), (None, None));
        assert_eq!(read.place().as_str().len(), 22);
        assert_eq!(InboxPlace::parse(read.place().as_str()), Ok(read.place()));
    }
}
