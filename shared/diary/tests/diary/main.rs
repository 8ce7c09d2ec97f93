//! A master's time, as stories and against a model of single minutes.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod blocks;
mod bookings;
mod calendar;
mod clock_changes;
mod glance;
mod model;
mod operations;
mod properties;
mod stored;
mod terms;
mod world;
