//! Notices: everything that leaves on its own.
//!
//! A notice is written with the state that caused it, and that row is its own outbox entry: it
//! stands in the wake index until it has come to its end.

#![warn(missing_docs)]

mod draft;
mod row;

pub use draft::{Draft, Kind, NoticeButton, Policy, Priority, Recipient};
pub use row::{NoticeRow, Status};
