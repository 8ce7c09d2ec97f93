//! Claims a notice and sends it: the one way in which a message leaves on its own. The notifier
//! and the monitor share it.
//!
//! The claim is a conditional write directly before the send, with a lease: a late holder cannot
//! overwrite its successor, because the row's version has moved on. Whoever finds a lease that
//! has run out knows that a send was begun and not that it ended: the notice's policy decides.

#![warn(missing_docs)]

mod close;
mod courier;
mod gate;
mod judge;
mod look;
mod pace;
mod plan;
mod render;
mod run;
mod setup;

pub use courier::{Courier, Handled, LEASE, SEND_LIMIT};
pub use judge::MAX_ATTEMPTS;
pub use pace::{PACE, Pace};
