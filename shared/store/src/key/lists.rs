//! The lists and ranges that the table has, each a part of one partition.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{
    BOOKING, DAY, LANE, PARKED_MESSAGES, UNREAD, audience, audited, broadcast, client, found,
    inbox, master, of_one_width, parked_bucket, second_after, traced,
};
use crate::Span;

impl Span {
    /// The queue's messages that could not be read, by their ids.
    #[must_use]
    pub fn parked_messages() -> Self {
        Self::new(PARKED_MESSAGES.to_owned(), "")
    }

    /// The updates of one bucket that could not be handled.
    #[must_use]
    pub fn parked(bucket: u64) -> Self {
        Self::new(parked_bucket(bucket), "")
    }

    /// The people who are found by words that begin with `bucket`.
    #[must_use]
    pub fn found(bucket: &str) -> Self {
        Self::new(found(bucket), "")
    }

    /// The changes of a person's roles, by their times.
    #[must_use]
    pub fn audit(user: i64) -> Self {
        Self::new(audited(user), "")
    }

    /// The rows by which is found what a person has left.
    #[must_use]
    pub fn traces(user: i64) -> Self {
        Self::new(traced(user), "")
    }

    /// What notices have said to a person: unread ones first, each of the two the newest first.
    #[must_use]
    pub fn inbox(person: i64) -> Self {
        Self::new(inbox(person), "")
    }

    /// The same, only what is unread and stands between two places, both inclusive.
    #[must_use]
    pub fn inbox_unread(person: i64, first: &str, last: &str) -> Self {
        Self::new(inbox(person), UNREAD).from(first).until(last)
    }

    /// A master's days, by their dates, both inclusive.
    #[must_use]
    pub fn master_days(master: i64, first: Date, last: Date) -> Self {
        Self::new(self::master(master), DAY)
            .from(&first.to_string())
            .until(&last.to_string())
    }

    /// A client's bookings that are listed under a time after `instant`.
    #[must_use]
    pub fn client_bookings_after(client: i64, instant: Timestamp) -> Self {
        Self::new(self::client(client), BOOKING).from(&second_after(instant))
    }

    /// A client's bookings that are listed under `instant` or an earlier time.
    #[must_use]
    pub fn client_bookings_until(client: i64, instant: Timestamp) -> Self {
        Self::new(self::client(client), BOOKING).until(&second_after(instant))
    }

    /// The rows of one bucket of the people who speak a language, by their ids.
    #[must_use]
    pub fn audience(language: &str, bucket: u8) -> Self {
        Self::new(audience(language, bucket), "")
    }

    /// The same, only those with a larger id than `user`.
    #[must_use]
    pub fn audience_after(language: &str, bucket: u8, user: i64) -> Self {
        Self::audience(language, bucket).from(&of_one_width(user.saturating_add(1)))
    }

    /// The lanes of a broadcast, by their numbers.
    #[must_use]
    pub fn broadcast_lanes(id: &str) -> Self {
        Self::new(broadcast(id), LANE)
    }
}
