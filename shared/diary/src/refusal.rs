use jiff::Timestamp;
use jiff::civil::Date;

use crate::{Block, Booking, Span, State};

/// Why a booking does not fit. They are looked for in this order, and the first one is told.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Misfit {
    /// The start is on another date.
    #[error("the start is on another date")]
    AnotherDate,
    /// The start is at no grid time of the shop's clock.
    #[error("bookings start on the half hour")]
    OffGrid,
    /// The start lies in the past.
    #[error("the start lies in the past")]
    Past,
    /// The date is further away than one can book.
    #[error("bookings are taken until {last}")]
    BeyondHorizon {
        /// The last date that can be booked.
        last: Date,
    },
    /// The start is today and too close.
    #[error("bookings of today start no earlier than {earliest}")]
    TooSoon {
        /// The earliest instant; it need not lie on the grid.
        earliest: Timestamp,
    },
    /// The master takes the date off.
    #[error("the master has a day off")]
    DayOff,
    /// The master does not work on that weekday.
    #[error("the master does not work on that day")]
    Closed,
    /// Part of it lies outside the working hours.
    #[error("the master works {hours}")]
    OutsideHours {
        /// The hours of that date.
        hours: Span,
    },
    /// Part of it lies in the lunch.
    #[error("the master has lunch {lunch}")]
    Lunch {
        /// The lunch of that date.
        lunch: Span,
    },
    /// Part of it lies in a block. Whose business the reason is, the caller knows.
    #[error("the master is away {}", block.span)]
    Blocked {
        /// The first such block.
        block: Block,
    },
    /// Part of it is booked.
    #[error("the time is taken")]
    Taken,
}

/// Why a change of a sheet is not made.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The time does not fit.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// There is no such booking on this sheet: it was cancelled, moved to another day, or never was.
    #[error("there is no such booking on this day")]
    NoSuchBooking,
    /// There is one of that id already.
    #[error("there is a booking or block of that id already")]
    SameId,
    /// The booking has come to its end.
    #[error("the booking is not active any more")]
    NotActive {
        /// What became of it.
        state: State,
    },
    /// The booking has started.
    #[error("the booking has started")]
    Started,
    /// The booking has not started yet.
    #[error("the booking has not started yet")]
    NotStarted,
    /// The sheet has as many bookings as it may have.
    #[error("the day has too many bookings")]
    Full,
    /// There is no such block on this sheet.
    #[error("there is no such block on this day")]
    NoSuchBlock,
    /// Active bookings lie there.
    #[error("there are active bookings at that time")]
    Occupied {
        /// Those bookings, by their start.
        bookings: Vec<Booking>,
    },
    /// Blocks lie there.
    #[error("there are blocks at that time")]
    Blocked {
        /// Those blocks, by their start.
        blocks: Vec<Block>,
    },
    /// The whole date is a day off.
    #[error("it is a day off")]
    DayOff,
    /// The date is no day off.
    #[error("it is no day off")]
    NoDayOff,
    /// The clock never shows a time of that span on this date.
    #[error("that time does not exist on this day")]
    NoSuchTime,
    /// The master does not work on that date.
    #[error("the master does not work on that day")]
    Closed,
    /// Lunch would not lie inside the working hours.
    #[error("lunch has to lie inside the working hours {hours}")]
    LunchOutsideHours {
        /// The hours of that date.
        hours: Span,
    },
}
