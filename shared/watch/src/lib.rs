//! What can be wrong, and when somebody hears of it: once an outage, and once of its end.
//!
//! Each run of the monitor sees something of each [`Cause`]. The [`Watch`] makes a [`Verdict`] of
//! that, and is one row, written only where a verdict or what was seen changes it.

#![warn(missing_docs)]

mod cause;
mod seen;
mod watch;

pub use cause::Cause;
pub use seen::{LaneSeen, Pending, Seen, SeenBroadcast};
pub use watch::{PAUSE, Sight, Verdict, Watch};
