use std::fmt;

use crate::Item;

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
/// | `request#<user>` | `request` | a request to join the staff |
/// | `phone#<number>` | `phone` | who uses a phone number |
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
        Self::new("parked#messages".to_owned(), message_id)
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
