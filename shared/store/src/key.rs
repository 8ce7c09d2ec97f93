mod lists;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::{Item, Span};

/// The primary key of an item.
///
/// This module is the whole key scheme. The record's kind is the partition key's prefix, because
/// a function's role is granted by such prefixes (`dynamodb:LeadingKeys`):
///
/// | partition | sort | item |
/// |---|---|---|
/// | `person#<user>` | `me#conversation` | the private conversation |
/// | `person#<user>` | `me#profile` | the profile; same prefix, so one query loads both |
/// | `group#<chat>` | `conversation#<user>` | one person's conversation in a group |
/// | `notice#<id>` | `notice` | a notice, its own outbox row |
/// | `person#<user>` | `me#delivery` | whether and when notices reach the person |
/// | `parked#<bucket>` | `<update id>` | an update that could not be handled |
/// | `parked#messages` | `<message id>` | a queue's message that could not be read |
/// | `ops#heartbeat` | `heartbeat` | the last heartbeat |
/// | `ops#watch` | `watch` | what the monitor knows of outages |
/// | `ops#poller` | `lease` | who polls the bot's updates |
/// | `request#<user>` | `request` | a request to join the staff |
/// | `phone#<number>` | `phone` | who uses a phone number |
/// | `roster#<role>` | `roster` | who holds a role |
/// | `find#<first two letters>` | `<word>#<user>` | a row by which a person is found |
/// | `audit#<user>` | `<time>#<update id>-<index>` | a change of a person's roles |
/// | `invite#<digest>` | `invite` | an invitation |
/// | `invite#list` | `list` | the open invitations |
/// | `shop#catalogue` | `catalogue` | services and masters |
/// | `master#<user>` | `terms` | a master's hours and lunch |
/// | `master#<user>` | `day#<date>` | a master's day |
/// | `client#<user>` | `head` | what a client has booked ahead |
/// | `client#<user>` | `booking#<epoch seconds>#<id>` | a client's booking |
/// | `audience#<language>#<bucket>` | `<user>` | a row by which a broadcast finds a person |
/// | `broadcast#list` | `list` | the broadcasts that have not ended |
/// | `broadcast#<id>` | `head` | a broadcast |
/// | `broadcast#<id>` | `content` | what it says |
/// | `broadcast#<id>` | `lane#<number>` | one of the lanes that send it |
/// | `inbox#<user>` | `0#<place>` or `1#<place>` | what a notice said: unread, or read |
/// | `trace#<user>` | `<kind>#<what>` | where a person has left something |
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Key {
    pk: String,
    sk: String,
}

/// The sort-key prefix under which one query finds all that an ordinary update needs.
pub(crate) const PERSONAL: &str = "me#";
pub(crate) const PERSONAL_CONVERSATION: &str = "me#conversation";
pub(crate) const PERSONAL_DELIVERY: &str = "me#delivery";
pub(crate) const PERSONAL_PROFILE: &str = "me#profile";

/// Before the date, in the sort key of a master's day.
const DAY: &str = "day#";

/// Before time and id, in the sort key of a client's booking.
const BOOKING: &str = "booking#";

/// Before the id, in the partition key of a broadcast.
const BROADCAST: &str = "broadcast#";

/// Before the number, in the sort key of a broadcast's lane.
const LANE: &str = "lane#";

/// Before the place, in the sort key of what is unread in an inbox.
const UNREAD: &str = "0#";

/// The same of what was read: it follows.
const READ: &str = "1#";

const PARKED_MESSAGES: &str = "parked#messages";

/// Parked updates are spread over this many partitions, so that a bug that parks everything
/// is not throttled by a single partition's 1,000 write units a second.
pub const PARKED_BUCKETS: u64 = 8;

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// The profile of a person.
    #[must_use]
    pub fn profile(user: i64) -> Self {
        Self::new(person(user), PERSONAL_PROFILE)
    }

    /// The conversation with a person in private, where chat and user are the same number.
    #[must_use]
    pub fn private_conversation(user: i64) -> Self {
        Self::new(person(user), PERSONAL_CONVERSATION)
    }

    /// The conversation with a person in a group.
    #[must_use]
    pub fn group_conversation(chat: i64, user: i64) -> Self {
        Self::new(format!("group#{chat}"), format!("conversation#{user}"))
    }

    /// A notice, by the id that it was born with.
    #[must_use]
    pub fn notice(id: &str) -> Self {
        Self::new(format!("notice#{id}"), "notice")
    }

    /// A parked update.
    #[must_use]
    pub fn parked(update_id: i64) -> Self {
        Self::new(
            parked_bucket(update_id.unsigned_abs() % PARKED_BUCKETS),
            update_id.to_string(),
        )
    }

    /// Whether and when notices reach a person.
    #[must_use]
    pub fn delivery(user: i64) -> Self {
        Self::new(person(user), PERSONAL_DELIVERY)
    }

    /// A queue's message that could not be read.
    #[must_use]
    pub fn parked_message(message_id: &str) -> Self {
        Self::new(PARKED_MESSAGES.to_owned(), message_id)
    }

    /// The last heartbeat.
    #[must_use]
    pub fn heartbeat() -> Self {
        Self::new("ops#heartbeat".to_owned(), "heartbeat")
    }

    /// What the monitor knows of outages.
    #[must_use]
    pub fn watch() -> Self {
        Self::new("ops#watch".to_owned(), "watch")
    }

    /// Who polls the bot's updates.
    #[must_use]
    pub fn poller_lease() -> Self {
        Self::new("ops#poller".to_owned(), "lease")
    }

    /// A person's request to join the staff.
    #[must_use]
    pub fn staff_request(user: i64) -> Self {
        Self::new(format!("request#{user}"), "request")
    }

    /// The owner of a phone number, which is in its normal form with a leading `+`.
    #[must_use]
    pub fn phone(number: &str) -> Self {
        Self::new(format!("phone#{number}"), "phone")
    }

    /// Who holds a role.
    #[must_use]
    pub fn roster(role: &str) -> Self {
        Self::new(format!("roster#{role}"), "roster")
    }

    /// A row by which a person is found: `word` in its normal form, `bucket` its beginning.
    #[must_use]
    pub fn find_row(bucket: &str, word: &str, user: i64) -> Self {
        Self::new(found(bucket), format!("{word}#{user}"))
    }

    /// A change of a person's roles: the `index`th of an update.
    #[must_use]
    pub fn audit_entry(user: i64, at: Timestamp, update_id: i64, index: u8) -> Self {
        let at = at.as_millisecond();
        Self::new(audited(user), format!("{at:013}#{update_id}-{index}"))
    }

    /// An invitation, by the digest of its token.
    #[must_use]
    pub fn invitation(digest: &str) -> Self {
        Self::new(format!("invite#{digest}"), "invite")
    }

    /// The list of the open invitations. No digest is that short.
    #[must_use]
    pub fn invitations() -> Self {
        Self::new("invite#list".to_owned(), "list")
    }

    /// The shop's services and masters.
    #[must_use]
    pub fn catalogue() -> Self {
        Self::new("shop#catalogue".to_owned(), "catalogue")
    }

    /// A master's hours and lunch.
    #[must_use]
    pub fn master_terms(master: i64) -> Self {
        Self::new(self::master(master), "terms")
    }

    /// A master's day, by the shop's date.
    #[must_use]
    pub fn master_day(master: i64, date: Date) -> Self {
        Self::new(self::master(master), format!("{DAY}{date}"))
    }

    /// What a client has booked ahead.
    #[must_use]
    pub fn client_head(client: i64) -> Self {
        Self::new(self::client(client), "head")
    }

    /// A client's booking, by the time under which it is listed.
    #[must_use]
    pub fn client_booking(client: i64, at: Timestamp, id: &str) -> Self {
        let sk = format!("{BOOKING}{}#{id}", seconds(at));
        Self::new(self::client(client), sk)
    }

    /// A row by which something is found that a person has left: `left` is its kind and what.
    #[must_use]
    pub fn trace(user: i64, left: &str) -> Self {
        Self::new(traced(user), left)
    }

    /// What a notice said, while it is unread.
    #[must_use]
    pub fn inbox_unread(person: i64, place: &str) -> Self {
        Self::new(inbox(person), format!("{UNREAD}{place}"))
    }

    /// What a notice said, when it was read.
    #[must_use]
    pub fn inbox_read(person: i64, place: &str) -> Self {
        Self::new(inbox(person), format!("{READ}{place}"))
    }

    /// A row by which a broadcast finds a person, whose id is positive.
    #[must_use]
    pub fn audience_row(language: &str, bucket: u8, user: i64) -> Self {
        Self::new(audience(language, bucket), of_one_width(user))
    }

    /// The broadcasts that have not ended. No broadcast has the id `list`.
    #[must_use]
    pub fn broadcasts() -> Self {
        Self::new(self::broadcast("list"), "list")
    }

    /// A broadcast.
    #[must_use]
    pub fn broadcast(id: &str) -> Self {
        Self::new(self::broadcast(id), "head")
    }

    /// What a broadcast says.
    #[must_use]
    pub fn broadcast_content(id: &str) -> Self {
        Self::new(self::broadcast(id), "content")
    }

    /// One of the lanes that send a broadcast.
    #[must_use]
    pub fn broadcast_lane(id: &str, number: u8) -> Self {
        Self::new(self::broadcast(id), format!("{LANE}{number}"))
    }

    /// Whether it is the key of a broadcast's head: the wake index has notices and these.
    #[must_use]
    pub fn is_broadcast(&self) -> bool {
        self.pk.starts_with(BROADCAST)
    }

    /// Whether it is the key of a queue's message that was parked, and not that of an update.
    #[must_use]
    pub fn is_parked_message(&self) -> bool {
        self.pk == PARKED_MESSAGES
    }

    /// The key with that sort key in a span's partition.
    pub(crate) fn in_span(span: &Span, sk: String) -> Self {
        Self::new(span.pk().to_owned(), sk)
    }

    /// The key of an item.
    pub(crate) fn of(item: &Item) -> Option<Self> {
        let part = |name: &str| Some(item.get(name)?.as_s().ok()?.clone());
        Some(Self {
            pk: part("pk")?,
            sk: part("sk")?,
        })
    }

    /// The partition key.
    #[must_use]
    pub fn pk(&self) -> &str {
        &self.pk
    }

    /// The sort key.
    #[must_use]
    pub fn sk(&self) -> &str {
        &self.sk
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.pk, self.sk)
    }
}

/// The partition of a person's own items.
pub(crate) fn person(user: i64) -> String {
    format!("person#{user}")
}

/// The partition of one bucket of parked updates.
#[must_use]
pub fn parked_bucket(bucket: u64) -> String {
    format!("parked#{bucket}")
}

/// The partition of the people whose names begin so.
fn found(bucket: &str) -> String {
    format!("find#{bucket}")
}

/// The partition of the changes of a person's roles.
fn audited(user: i64) -> String {
    format!("audit#{user}")
}

/// The partition of the rows by which is found what a person has left.
fn traced(user: i64) -> String {
    format!("trace#{user}")
}

/// The partition of what notices have said to a person.
fn inbox(user: i64) -> String {
    format!("inbox#{user}")
}

/// The partition of a master's items.
fn master(user: i64) -> String {
    format!("master#{user}")
}

/// The partition of a client's items.
fn client(user: i64) -> String {
    format!("client#{user}")
}

/// The partition of one bucket of the people who speak a language.
fn audience(language: &str, bucket: u8) -> String {
    format!("audience#{language}#{bucket}")
}

/// The partition of a broadcast.
fn broadcast(id: &str) -> String {
    format!("{BROADCAST}{id}")
}

/// A user id, of one width up to 13 digits, so that they sort as numbers do. Telegram's have at
/// most 52 significant bits (<https://core.telegram.org/bots/api#user>), today 10 digits.
fn of_one_width(user: i64) -> String {
    format!("{user:013}")
}

/// Epoch seconds, of one width until the year 33658, so that they sort as numbers do.
fn seconds(at: Timestamp) -> String {
    format!("{:012}", at.as_second())
}

/// Sorts after everything of that second, and before the next one's.
fn second_after(instant: Timestamp) -> String {
    format!("{:012}", instant.as_second().saturating_add(1))
}
