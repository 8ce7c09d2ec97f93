//! The scheduled function: every minute it sends the heartbeat through the webhook's own path,
//! looks whether it arrived, and hands over the notices that are due.

#![warn(missing_docs)]

mod alert;
mod beat;
mod broadcasts;
mod hand_over;
mod monitor;
mod start;

pub use beat::Pulse;
pub use monitor::Monitor;
pub use start::{Configuration, main};
