//! The scheduled function: every minute it sends the heartbeat through the webhook's own path,
//! looks whether all is well, tells the superadmins where it is not, and hands over the notices that
//! are due.

#![warn(missing_docs)]

mod alert;
mod beat;
mod broadcasts;
mod dead_letters;
mod direct;
mod due;
mod facts;
mod hand_over;
mod monitor;
mod outside;
mod send;
mod sights;
mod spelled;
mod start;
mod trouble;

pub use beat::Pulse;
pub use monitor::Monitor;
pub use start::{Configuration, main};
pub use trouble::Trouble;
