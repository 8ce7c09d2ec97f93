//! A master's own calendar: the day and the week at a glance, what becomes of bookings, times
//! away, lunch, and bookings for clients without Telegram.

mod away;
mod bookings;
mod day;
mod form;
mod listed;
#[cfg(test)]
mod longest;
mod lunch;
mod manual;
mod obstacle;
mod press;
mod render;
#[cfg(test)]
mod samples;
mod screen;

pub(crate) use day::{command, press};
pub(crate) use form::answer;
pub use form::{Form, Question, Step, Trouble};
pub use listed::Listed;
pub(crate) use listed::listed;
pub use obstacle::Obstacle;
pub use press::{Choice, Press, Settled};
#[cfg(test)]
pub(crate) use samples::samples;
pub use screen::{BookingCard, DayLine, DayView, Done, Line, Screen, Told, Weekly};
