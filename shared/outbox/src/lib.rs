//! Notices: everything that leaves on its own. The row is the truth, SQS is a doorbell.
//!
//! A notice is written with the state that caused it, and that row is its own outbox entry: it
//! stands in the wake index until it has come to its end. The queue only says that somebody
//! should look at it; what the queue loses, the monitor finds in the index.

#![warn(missing_docs)]

mod delivery;
mod doorbell;
mod draft;
mod inbox;
mod parked;
mod quiet;
mod roster;
mod row;

pub use delivery::Delivery;
pub use doorbell::{Doorbell, Knock, NotRung, Ring};
pub use draft::{Draft, Kind, NoticeButton, Policy, Priority, Recipient};
pub use inbox::{InboxEntry, InboxPlace, NoSuchPlace};
pub use parked::ParkedMessage;
pub use quiet::Quiet;
pub use roster::{Enrolled, Roster};
pub use row::{NoticeRow, Status};
