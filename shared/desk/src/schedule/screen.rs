use diary::{BlockId, BookingId, DayLunch, Reason, ServiceId, Span, State};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::Obstacle;
use super::form::{Question, Trouble};
use crate::Names;

/// What a master sees of the own calendar. All times are the shop's.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// A day.
    #[serde(rename = "d")]
    Day(Box<DayView>),
    /// A week.
    #[serde(rename = "w")]
    Week(Vec<Weekly>),
    /// A booking.
    #[serde(rename = "b")]
    Booking(Box<BookingCard>),
    /// A time away.
    #[serde(rename = "x")]
    Block {
        /// The date.
        #[serde(rename = "d")]
        date: Date,
        /// The block.
        #[serde(rename = "i")]
        id: BlockId,
        /// From when to when.
        #[serde(rename = "s")]
        span: Span,
        /// What the master noted.
        #[serde(rename = "r")]
        note: Option<Reason>,
        /// How often the day was changed, for the buttons.
        #[serde(rename = "e")]
        edits: u64,
    },
    /// The lunches that a day can have.
    #[serde(rename = "l")]
    Lunches {
        /// The date.
        #[serde(rename = "d")]
        date: Date,
        /// The working hours.
        #[serde(rename = "h")]
        hours: Span,
        /// How often the day was changed, for the buttons.
        #[serde(rename = "e")]
        edits: u64,
    },
    /// The services to book for somebody.
    #[serde(rename = "s")]
    Services {
        /// The date.
        #[serde(rename = "d")]
        date: Date,
        /// The services.
        #[serde(rename = "s")]
        services: Vec<(ServiceId, Names)>,
    },
    /// The times at which a service is free.
    #[serde(rename = "t")]
    Times {
        /// The date.
        #[serde(rename = "d")]
        date: Date,
        /// The service.
        #[serde(rename = "s")]
        service: ServiceId,
        /// What it is called.
        #[serde(rename = "n")]
        names: Names,
        /// When it can start: the instant in epoch seconds, and what the clock shows then.
        #[serde(rename = "t")]
        starts: Vec<(i64, Time)>,
    },
    /// A question of a form, after what was wrong with the last answer.
    #[serde(rename = "a")]
    Ask {
        /// The form's id, for its buttons.
        #[serde(rename = "f")]
        form: i64,
        /// What is asked.
        #[serde(rename = "q")]
        question: Question,
        /// What was wrong with the last answer.
        #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
        trouble: Option<Trouble>,
    },
    /// Whether to cancel the booking of a client without Telegram.
    #[serde(rename = "q")]
    Sure {
        /// The date.
        #[serde(rename = "d")]
        date: Date,
        /// The booking.
        #[serde(rename = "i")]
        id: diary::BookingId,
        /// Its start.
        #[serde(rename = "s", with = "jiff::fmt::serde::timestamp::second::required")]
        start: jiff::Timestamp,
    },
    /// Until when the master is away.
    #[serde(rename = "u")]
    Ends {
        /// The form's id, for its buttons.
        #[serde(rename = "f")]
        form: i64,
        /// From when on.
        #[serde(rename = "s")]
        start: diary::TimeOfDay,
    },
    /// Something was done.
    #[serde(rename = "k")]
    Done(Date, Done),
    /// It was not.
    #[serde(rename = "r")]
    Refused(Date, Obstacle),
    /// The button stands under an earlier state; for a text over the chat.
    #[serde(rename = "c")]
    Changed,
    /// How to type the command.
    #[serde(rename = "h")]
    Usage,
}

/// A day at a glance.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct DayView {
    /// The date.
    #[serde(rename = "d")]
    pub date: Date,
    /// The working hours; `None` when the weekday is closed.
    #[serde(rename = "h")]
    pub hours: Option<Span>,
    /// Whether it is a day off.
    #[serde(rename = "o")]
    pub off: bool,
    /// Whether nothing is planned on it, because it is over, or further away than one plans.
    #[serde(rename = "p")]
    pub fixed: bool,
    /// Whether it is further away than one can book.
    #[serde(rename = "b", default, skip_serializing_if = "std::ops::Not::not")]
    pub beyond: bool,
    /// What is in it, from when to when by the clock.
    #[serde(rename = "l")]
    pub lines: Vec<(Time, Time, Line)>,
    /// How often it was changed, for the buttons.
    #[serde(rename = "e")]
    pub edits: u64,
}

/// A part of a day.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Line {
    /// A booking.
    #[serde(rename = "b")]
    Booking {
        /// Its id.
        #[serde(rename = "i")]
        id: BookingId,
        /// What the client is called; `None` where nobody knows any more.
        #[serde(rename = "n")]
        name: Option<String>,
        /// What is done; `None` where nobody knows any more.
        #[serde(rename = "s")]
        service: Option<Names>,
        /// What became of it.
        #[serde(rename = "t")]
        state: State,
    },
    /// A time away.
    #[serde(rename = "x")]
    Block(BlockId, Option<Reason>),
    /// Lunch.
    #[serde(rename = "l")]
    Lunch,
    /// Nothing.
    #[serde(rename = "f")]
    Free,
}

/// A day in the glance at a week.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Weekly {
    /// The date.
    #[serde(rename = "d")]
    pub date: Date,
    /// What there is of it.
    #[serde(rename = "l")]
    pub line: DayLine,
}

/// What there is of a day in the glance at a week.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum DayLine {
    /// A day off.
    #[serde(rename = "o")]
    Off,
    /// A weekday on which the master does not work.
    #[serde(rename = "c")]
    Closed,
    /// So many bookings, and so many minutes ahead with nothing in them.
    #[serde(rename = "w")]
    Work(u16, u16),
    /// A day that is over, with so many bookings.
    #[serde(rename = "p")]
    Over(u16),
}

/// A booking as its master sees it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct BookingCard {
    /// The date on whose sheet it stands.
    #[serde(rename = "d")]
    pub date: Date,
    /// Its id.
    #[serde(rename = "i")]
    pub id: BookingId,
    /// When it starts.
    #[serde(rename = "s", with = "jiff::fmt::serde::timestamp::second::required")]
    pub start: Timestamp,
    /// From when to when, by the clock.
    #[serde(rename = "t")]
    pub time: (Time, Time),
    /// What the client is called; `None` where nobody knows any more.
    #[serde(rename = "n")]
    pub name: Option<String>,
    /// What is done; `None` where nobody knows any more.
    #[serde(rename = "v")]
    pub service: Option<Names>,
    /// What became of it.
    #[serde(rename = "b")]
    pub state: State,
    /// Whether it has begun.
    #[serde(rename = "g")]
    pub begun: bool,
}

/// What was done.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Done {
    /// The day is a day off.
    #[serde(rename = "o")]
    DayOff,
    /// It is a working day again.
    #[serde(rename = "w")]
    Working,
    /// Another lunch.
    #[serde(rename = "l")]
    Lunch(DayLunch),
    /// The master is away then.
    #[serde(rename = "x")]
    Away(Span),
    /// The master is not away any more.
    #[serde(rename = "u")]
    Unblocked(Span),
    /// It is booked for somebody.
    #[serde(rename = "b")]
    Booked {
        /// When.
        #[serde(rename = "t")]
        at: Time,
        /// For whom.
        #[serde(rename = "n")]
        name: String,
    },
    /// A booking is cancelled; whether the client hears of it.
    #[serde(rename = "c")]
    Cancelled(Told),
    /// Nothing: the form was left.
    #[serde(rename = "-")]
    Left,
}

/// Whether the client hears of it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Told {
    /// By a notice.
    #[serde(rename = "y")]
    ByNotice,
    /// Not by us: the client has no Telegram.
    #[serde(rename = "n")]
    NotByUs,
    /// Nobody has to: the master is the client.
    #[serde(rename = "o")]
    Oneself,
}
