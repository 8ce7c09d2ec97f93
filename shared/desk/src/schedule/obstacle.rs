use diary::{Misfit, Refusal, Span};
use serde::{Deserialize, Serialize};

use super::Listed;

/// Why a master's wish is not done.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Obstacle {
    /// The time lies in the past.
    #[serde(rename = "p")]
    Past,
    /// The date is further away than one can plan.
    #[serde(rename = "f")]
    Far,
    /// It is a day off.
    #[serde(rename = "o")]
    DayOff,
    /// It is none.
    #[serde(rename = "w")]
    NoDayOff,
    /// The master does not work on that weekday.
    #[serde(rename = "c")]
    Closed,
    /// It lies outside the working hours.
    #[serde(rename = "h")]
    Hours(Span),
    /// It lies in the lunch.
    #[serde(rename = "l")]
    Lunch(Span),
    /// Lunch would not lie inside the working hours.
    #[serde(rename = "i")]
    LunchOutside(Span),
    /// The master is away then.
    #[serde(rename = "x")]
    Blocks(Vec<Span>),
    /// There are bookings: the first of them, and how many more there are.
    #[serde(rename = "b")]
    Bookings(Vec<Listed>, u16),
    /// Something is booked then.
    #[serde(rename = "t")]
    Taken,
    /// There is no such booking any more: it was cancelled or moved.
    #[serde(rename = "g")]
    Gone,
    /// The booking has come to its end.
    #[serde(rename = "e")]
    Ended,
    /// The booking has begun.
    #[serde(rename = "s")]
    Started,
    /// The booking has not begun.
    #[serde(rename = "n")]
    NotStarted,
    /// The day has as many bookings as it may have.
    #[serde(rename = "m")]
    Full,
    /// There is no such block any more.
    #[serde(rename = "u")]
    NoBlock,
    /// The clock never shows that time on this date.
    #[serde(rename = "z")]
    NoTime,
    /// The master does not do that service, or it is not offered.
    #[serde(rename = "v")]
    Service,
}

impl Obstacle {
    /// What `refusal` says. Which bookings are in the way is listed by the caller.
    pub(super) fn of(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Misfit(misfit) => Self::of_misfit(misfit),
            Refusal::NoSuchBooking | Refusal::SameId => Self::Gone,
            Refusal::NotActive { .. } => Self::Ended,
            Refusal::Started => Self::Started,
            Refusal::NotStarted => Self::NotStarted,
            Refusal::Full => Self::Full,
            Refusal::NoSuchBlock => Self::NoBlock,
            Refusal::Occupied { .. } => Self::Bookings(Vec::new(), 0),
            Refusal::Blocked { blocks } => {
                Self::Blocks(blocks.iter().map(|block| block.span).collect())
            }
            Refusal::DayOff => Self::DayOff,
            Refusal::NoDayOff => Self::NoDayOff,
            Refusal::NoSuchTime => Self::NoTime,
            Refusal::Closed => Self::Closed,
            Refusal::LunchOutsideHours { hours } => Self::LunchOutside(*hours),
        }
    }

    fn of_misfit(misfit: &Misfit) -> Self {
        match misfit {
            Misfit::AnotherDate | Misfit::OffGrid => Self::NoTime,
            Misfit::Past | Misfit::TooSoon { .. } => Self::Past,
            Misfit::BeyondHorizon { .. } => Self::Far,
            Misfit::DayOff => Self::DayOff,
            Misfit::Closed => Self::Closed,
            Misfit::OutsideHours { hours } => Self::Hours(*hours),
            Misfit::Lunch { lunch } => Self::Lunch(*lunch),
            Misfit::Blocked { block } => Self::Blocks(vec![block.span]),
            Misfit::Taken => Self::Taken,
        }
    }
}
