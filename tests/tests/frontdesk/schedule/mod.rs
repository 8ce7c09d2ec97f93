//! A master's own calendar: what is seen, what is planned, what is in the way, and races.

mod away;
mod bookings;
mod glance;
mod hours;
mod languages;
mod limits;
mod lunch;
mod manual;
mod presses;
mod races;
pub(crate) mod studio;
