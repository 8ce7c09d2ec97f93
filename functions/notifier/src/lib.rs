//! The SQS function: looks at the notices that the queue rings for, and sends them.
//!
//! The row is the truth. A message that is delivered twice, late or out of order finds it as it
//! is; one that cannot be read is parked, alone, and finished.

#![warn(missing_docs)]

mod event;
mod notifier;
mod start;

pub use event::{BatchResponse, ItemFailure, Message, QueueEvent};
pub use notifier::Notifier;
pub use start::{Configuration, main};
