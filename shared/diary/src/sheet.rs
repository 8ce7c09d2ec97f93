mod block;
mod booking;
mod change;

use serde::{Deserialize, Serialize};

use crate::{BlockId, BookingId, Lunch};

pub use block::{Block, Reason};
pub use booking::{Booking, Client, ClientName, State};

/// The most bookings that a sheet keeps. Active ones do not overlap, so only a day with many
/// no-shows comes near it.
pub const MAX_BOOKINGS: usize = 100;

/// One master's one date as it is stored. A default sheet is that of a date on which nothing
/// happened yet.
///
/// Bookings stand in it from being booked on; a cancelled one leaves it, so that a client who
/// books and cancels all day does not fill it. Blocks do not overlap each other.
///
/// Stored as `b` (bookings), `x` (blocks), `o` (day off) and `l` (lunch), which are all written
/// even when they are empty, because a write of the table sets attributes and drops none.
/// Reading is lenient: fields that are absent are empty, unknown ones are passed over.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Sheet {
    #[serde(rename = "b")]
    bookings: Vec<Booking>,
    #[serde(rename = "x")]
    blocks: Vec<Block>,
    #[serde(rename = "o")]
    day_off: bool,
    #[serde(rename = "l")]
    lunch: DayLunch,
}

/// When lunch is on one date.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum DayLunch {
    /// As the master's terms say.
    #[default]
    #[serde(rename = "u")]
    Usual,
    /// There is none.
    #[serde(rename = "n")]
    None,
    /// At another time.
    #[serde(rename = "a")]
    At(Lunch),
}

impl Sheet {
    /// The bookings that were not cancelled, by their start.
    #[must_use]
    pub fn bookings(&self) -> &[Booking] {
        &self.bookings
    }

    /// The bookings that hold their time.
    pub fn active(&self) -> impl Iterator<Item = &Booking> {
        self.bookings.iter().filter(|booking| booking.is_active())
    }

    /// The booking of that id.
    #[must_use]
    pub fn booking(&self, id: &BookingId) -> Option<&Booking> {
        self.bookings.iter().find(|booking| booking.id == *id)
    }

    /// The blocks, by their start.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The block of that id.
    #[must_use]
    pub fn block(&self, id: &BlockId) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == *id)
    }

    /// Whether the master takes the whole date off.
    #[must_use]
    pub fn is_day_off(&self) -> bool {
        self.day_off
    }

    /// The lunch of this date.
    #[must_use]
    pub fn lunch(&self) -> DayLunch {
        self.lunch
    }
}
