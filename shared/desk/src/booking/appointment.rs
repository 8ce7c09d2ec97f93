use diary::{BookingId, Duration, Interval, Reason, ServiceId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use crate::Names;

/// A booking as its client keeps it: what was agreed, and what became of it. The master's side is
/// the [`diary::Booking`] on the sheet of the day.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Appointment {
    /// Whose it is: Telegram user id.
    pub client: i64,
    /// The id, which both sides have.
    pub id: BookingId,
    /// When it starts.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub start: Timestamp,
    /// How long it takes.
    pub duration: Duration,
    /// What is done.
    pub service: ServiceId,
    /// What that was called when it was booked.
    pub names: Names,
    /// What it costs, in whole units of the shop's currency; 0 says nothing of a price.
    pub price: u32,
    /// Who does it: Telegram user id.
    pub master: i64,
    /// What clients called them when it was booked.
    pub master_name: String,
    /// How often it was moved: a button made before does not fit any more.
    pub moves: u16,
    /// What became of it.
    pub status: Status,
    /// Why it was cancelled.
    pub why: Option<Why>,
    /// When it was cancelled: from then on it is listed under that time, else under its start.
    pub cancelled: Option<Timestamp>,
}

/// What became of a booking.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It holds its time.
    Active,
    /// The client has cancelled it.
    CancelledByClient,
    /// The master has cancelled it.
    CancelledByMaster,
    /// The client came.
    Completed,
    /// The client did not come.
    NoShow,
}

/// Why a booking was cancelled.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Why {
    /// The master has too much to do.
    #[serde(rename = "b")]
    Busy,
    /// The master is ill.
    #[serde(rename = "s")]
    Sick,
    /// Personal reasons.
    #[serde(rename = "p")]
    Personal,
    /// In words of one's own.
    #[serde(rename = "w")]
    Words(Reason),
}

impl Appointment {
    /// From its start to its end.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::new(self.start, self.duration)
    }

    /// Whether it holds its time.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status == Status::Active
    }

    /// The time under which it is listed.
    #[must_use]
    pub fn listed(&self) -> Timestamp {
        self.cancelled.unwrap_or(self.start)
    }
}

impl Status {
    /// The name that texts select on.
    #[must_use]
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::CancelledByClient => "client",
            Self::CancelledByMaster => "master",
            Self::Completed => "completed",
            Self::NoShow => "no-show",
        }
    }
}

impl Why {
    /// The name that texts select on.
    #[must_use]
    pub(super) fn as_str(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Sick => "sick",
            Self::Personal => "personal",
            Self::Words(_) => "words",
        }
    }

    /// One's own words; empty where there are none.
    #[must_use]
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Words(words) => words.as_str(),
            Self::Busy | Self::Sick | Self::Personal => "",
        }
    }
}

impl Record for Appointment {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::client_booking(self.client, self.listed(), self.id.as_str())
    }
}
