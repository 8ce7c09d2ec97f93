use std::iter::Sum;
use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// How the sends of a broadcast ended, in people.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Tally {
    /// Telegram has the message.
    #[serde(rename = "s", default)]
    pub sent: u64,
    /// The person has blocked the bot or is gone.
    #[serde(rename = "g", default)]
    pub unreachable: u64,
    /// Telegram refused it, or did not take it in three attempts or within an hour.
    #[serde(rename = "f", default)]
    pub failed: u64,
    /// Nobody can know whether Telegram has it.
    #[serde(rename = "u", default)]
    pub unknown: u64,
    /// The person wants no broadcasts by Telegram: no call was made.
    #[serde(rename = "d", default)]
    pub declined: u64,
}

impl Tally {
    /// Writes what a page came to: a line for each way in which its sends ended, mostly one. The
    /// counts are metrics, by the names of notices' ends.
    pub(crate) fn log(&self, broadcast: &str) {
        let ends = [
            ("sent", self.sent),
            ("failed", self.failed + self.unreachable),
            ("unknown", self.unknown),
        ];
        for (outcome, count) in ends.into_iter().filter(|(_, count)| *count > 0) {
            tracing::info!(
                broadcast,
                kind = "broadcast_send",
                outcome,
                notices_total = count,
                "a page of a broadcast was sent"
            );
        }
    }

    /// Everybody who was dealt with.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.sent + self.unreachable + self.failed + self.unknown + self.declined
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            sent: self.sent + other.sent,
            unreachable: self.unreachable + other.unreachable,
            failed: self.failed + other.failed,
            unknown: self.unknown + other.unknown,
            declined: self.declined + other.declined,
        }
    }
}

impl Sub for Tally {
    type Output = Self;

    /// What has come on top of an earlier tally.
    fn sub(self, earlier: Self) -> Self {
        Self {
            sent: self.sent.saturating_sub(earlier.sent),
            unreachable: self.unreachable.saturating_sub(earlier.unreachable),
            failed: self.failed.saturating_sub(earlier.failed),
            unknown: self.unknown.saturating_sub(earlier.unknown),
            declined: self.declined.saturating_sub(earlier.declined),
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}
