use diary::ServiceId;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use store::Turn;

use super::{Errand, Order, Part, Status, Ticket, Why};

/// What is seen of booking, as data. Names are in the language of whoever looks.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// The services to choose from, after what is in the way.
    #[serde(rename = "s")]
    Services(Vec<Offer>, Option<Trouble>),
    /// The masters of a service to choose from; the month is the one that is shown next.
    #[serde(rename = "m")]
    Masters {
        /// The service.
        service: ServiceId,
        /// What it is called.
        name: String,
        /// The masters.
        masters: Vec<(i64, String)>,
        /// The first of the month.
        month: Date,
    },
    /// The dates of a month to choose from.
    #[serde(rename = "c")]
    Month {
        /// What the calendar is for.
        errand: Errand,
        /// The same in words.
        about: About,
        /// The first of the month.
        first: Date,
        /// The days that have a free time.
        free: Vec<i8>,
        /// The neighbouring months that can be booked.
        around: [Option<Date>; 2],
    },
    /// The times of a date to choose from, after what is in the way.
    #[serde(rename = "d")]
    Day {
        /// What the calendar is for.
        errand: Errand,
        /// The same in words.
        about: About,
        /// The date.
        date: Date,
        /// The free starts, and what the shop's clock shows then.
        times: Vec<(Timestamp, DateTime)>,
        /// What is in the way.
        trouble: Option<Trouble>,
    },
    /// Whether to book this.
    #[serde(rename = "o")]
    Offer(Order, Slip),
    /// Whether to move a booking from this time.
    #[serde(rename = "w")]
    OfferMove {
        /// The booking.
        ticket: Ticket,
        /// What the clock shows at its start.
        from: DateTime,
        /// The new start.
        start: Timestamp,
        /// The booking with it.
        slip: Slip,
    },
    /// It is booked.
    #[serde(rename = "b")]
    Booked(Ticket, Slip),
    /// It is moved.
    #[serde(rename = "v")]
    Moved(Ticket, Slip),
    /// It cannot be moved: its master takes no bookings.
    #[serde(rename = "q")]
    Unmovable(Ticket, Slip),
    /// It is cancelled.
    #[serde(rename = "x")]
    Cancelled(Slip),
    /// One booking ahead is all that one can have.
    #[serde(rename = "a")]
    AlreadyBooked {
        /// Its start.
        start: Timestamp,
        /// What the clock shows then.
        at: DateTime,
        /// Its id.
        id: diary::BookingId,
    },
    /// A page of one's bookings.
    #[serde(rename = "l")]
    Mine {
        /// Which part of them.
        part: Part,
        /// The bookings.
        lines: Vec<Line>,
        /// The page before.
        back: Option<Turn>,
        /// The page after.
        next: Option<Turn>,
    },
    /// One of one's bookings.
    #[serde(rename = "k")]
    Card {
        /// The booking.
        ticket: Ticket,
        /// The same in words.
        slip: Slip,
        /// What became of it.
        status: Status,
        /// Why it was cancelled.
        why: Option<Why>,
        /// The part of the list in which it stands.
        part: Part,
    },
    /// Why shall it be cancelled?
    #[serde(rename = "y")]
    AskWhy(Ticket, Slip, Option<WhyNot>),
    /// How to type the command, after what was wrong with it.
    #[serde(rename = "u")]
    Usage(Option<Trouble>),
    /// That day has no free time.
    #[serde(rename = "n")]
    NothingFree,
    /// What the button was made for has changed: look again.
    #[serde(rename = "h")]
    Changed,
    /// The file comes with a message of its own.
    #[serde(rename = "f")]
    FileSent,
    /// There is no such booking any more.
    #[serde(rename = "g")]
    Gone,
    /// The booking has begun.
    #[serde(rename = "t")]
    Begun,
}

/// A service as it is offered.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Offer {
    /// The service.
    #[serde(rename = "i")]
    pub id: ServiceId,
    /// What it is called.
    #[serde(rename = "n")]
    pub name: String,
    /// How long it takes, in minutes.
    #[serde(rename = "d")]
    pub minutes: u16,
    /// What it costs; 0 says nothing.
    #[serde(rename = "p")]
    pub price: u32,
}

/// What a calendar is for, in words.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct About {
    /// The service.
    #[serde(rename = "s")]
    pub service: String,
    /// The master; `None` for any.
    #[serde(rename = "m")]
    pub master: Option<String>,
}

/// A booking in words.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Slip {
    /// The service.
    #[serde(rename = "s")]
    pub service: String,
    /// How long it takes, in minutes.
    #[serde(rename = "d")]
    pub minutes: u16,
    /// What it costs; 0 says nothing.
    #[serde(rename = "p", default)]
    pub price: u32,
    /// The master.
    #[serde(rename = "m")]
    pub master: String,
    /// What the shop's clock shows at its start.
    #[serde(rename = "a")]
    pub at: DateTime,
}

/// A booking in a list.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Line {
    /// The time under which it is listed, and its id.
    pub key: (Timestamp, diary::BookingId),
    /// What the clock shows at its start.
    pub at: DateTime,
    /// The service.
    pub service: String,
    /// What became of it.
    pub status: Status,
}

/// What is in the way of a booking.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Trouble {
    /// Somebody was faster.
    #[serde(rename = "t")]
    Taken,
    /// The time has passed, or is too close.
    #[serde(rename = "e")]
    TooSoon,
    /// It is further away than one can book.
    #[serde(rename = "f")]
    TooFar,
    /// The master does not work then.
    #[serde(rename = "c")]
    NotWorking,
    /// It is not offered any more: the service, or the master for it.
    #[serde(rename = "w")]
    Withdrawn,
    /// There is no service of that name.
    #[serde(rename = "s")]
    NoService,
    /// There is no master of that name who does it.
    #[serde(rename = "m")]
    NoMaster,
    /// That is no date.
    #[serde(rename = "d")]
    NoDate,
    /// That is no time.
    #[serde(rename = "o")]
    NoTime,
}

/// What was wrong with a reason.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum WhyNot {
    /// It is no text, or nothing can be seen of it.
    #[serde(rename = "t")]
    NotAText,
    /// It has too many characters.
    #[serde(rename = "l")]
    TooLong,
    /// It has characters that cannot be shown.
    #[serde(rename = "c")]
    Unprintable,
}
