use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{BookingId, Duration, Interval, Line, ServiceId};

/// The name of a client without Telegram: 1 to 160 characters.
pub type ClientName = Line<160>;

/// A time that a client has with a master. Stored as `i`, `s` (epoch seconds), `d` (minutes),
/// `c`, `v` and `t`; one without `t` is active.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Booking {
    /// Names it for good.
    #[serde(rename = "i")]
    pub id: BookingId,
    /// When it starts.
    #[serde(rename = "s", with = "jiff::fmt::serde::timestamp::second::required")]
    pub start: Timestamp,
    /// How long it takes.
    #[serde(rename = "d")]
    pub duration: Duration,
    /// Whom it is for.
    #[serde(rename = "c")]
    pub client: Client,
    /// What is done.
    #[serde(rename = "v")]
    pub service: ServiceId,
    /// What became of it.
    #[serde(rename = "t", default, skip_serializing_if = "State::is_active")]
    pub state: State,
}

/// Whom a booking is for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Client {
    /// A person on Telegram, by user id.
    #[serde(rename = "u")]
    Telegram(i64),
    /// Somebody else, by the name that the master typed.
    #[serde(rename = "n")]
    Named(ClientName),
}

/// What became of a booking that was not cancelled.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum State {
    /// It holds its time.
    #[default]
    #[serde(rename = "a")]
    Active,
    /// The client came.
    #[serde(rename = "c")]
    Completed,
    /// The client did not come.
    #[serde(rename = "n")]
    NoShow,
}

impl Booking {
    /// From its start to its end.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::new(self.start, self.duration)
    }

    /// Whether it holds its time.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.state.is_active()
    }
}

impl State {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    fn is_active(&self) -> bool {
        *self == Self::Active
    }
}
