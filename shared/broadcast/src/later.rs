use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How many people one lane puts off at most: its row stays below 1 KB, one write unit.
pub const MAX_LATER: usize = 16;

/// After so many sends that Telegram did not take, a person counts as failed.
pub const MAX_ATTEMPTS: u8 = 3;

/// Whoever could be tried again only after this time counts as failed.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// Somebody who was put off.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Later {
    /// The Telegram user id.
    #[serde(rename = "u")]
    pub user: i64,
    /// From when on they can be tried again, in epoch seconds.
    #[serde(rename = "t")]
    pub from_s: i64,
    /// How many sends Telegram did not take.
    #[serde(rename = "a")]
    pub attempts: u8,
}

impl Later {
    pub(crate) fn new(user: i64, from: Timestamp, attempts: u8) -> Self {
        // Rounded up: never too early.
        let from_s = from.as_second() + i64::from(from.subsec_nanosecond() > 0);
        Self {
            user,
            from_s,
            attempts,
        }
    }

    pub(crate) fn from(self) -> Timestamp {
        Timestamp::from_second(self.from_s).unwrap_or(Timestamp::MAX)
    }

    pub(crate) fn is_due(self, now: Timestamp) -> bool {
        self.from() <= now
    }

    /// Whether nobody waits for that.
    pub(crate) fn is_too_far(self, now: Timestamp) -> bool {
        self.from().duration_since(now) > LONGEST
    }
}
