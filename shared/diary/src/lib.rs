//! A master's time: what is free, and what fits.
//!
//! Everything here is pure: a [`Plan`] puts together what decides about one master's one date (the
//! shop's [`Zone`], the master's [`Terms`] and the [`Sheet`] of that date), says which starts are
//! free, and turns a wish into a new sheet or a [`Refusal`]. Who reads and stores sheets is no
//! business of this crate.
//!
//! Three rules hold throughout:
//! - Everything is half-open, `[start, end)`: what ends at 14:00 does not touch what starts then.
//! - Bookings are instants, and a service's minutes are minutes that pass.
//! - Hours, lunch and blocks are readings of the shop's clock: a [`Span`] covers those instants of
//!   its date at which the clock shows a time in it. Where a clock change skips a time, that time
//!   does not exist; where it repeats an hour, both passes of it count, and each of its grid times
//!   is a start of its own.

#![warn(missing_docs)]

mod calendar;
mod civil_day;
mod duration;
mod id;
mod interval;
mod line;
mod plan;
mod reach;
mod refusal;
mod sheet;
mod span;
mod terms;
mod time_of_day;
mod zone;

pub use calendar::{Cell, DayState, Month, NotAMonth};
pub use civil_day::CivilDay;
pub use duration::{Duration, NotADuration};
pub use id::{BlockId, BookingId, NotAnId, ServiceId};
pub use interval::Interval;
pub use line::{Line, NotALine, legible};
pub use plan::{Displaced, Entry, Plan, What, displaced};
pub use reach::{HORIZON_DAYS, LEAD, Reach};
pub use refusal::{Misfit, Refusal};
pub use sheet::{Block, Booking, Client, ClientName, DayLunch, MAX_BOOKINGS, Reason, Sheet, State};
pub use span::{EmptySpan, Span};
pub use terms::{Lunch, LunchOutsideHours, NotALunch, Terms, WorkingHours};
pub use time_of_day::{GRID_MINUTES, NotATime, TimeOfDay};
pub use zone::{UnknownZone, Zone};
