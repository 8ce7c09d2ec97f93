//! Updates by polling (`getUpdates`), for a bot without a webhook.
//!
//! What a webhook gets by itself is kept here as well: a queue of Telegram's brings one update at
//! a time in its order, and nothing is confirmed before it was acknowledged. So an update goes the
//! same way, exactly once, whichever way it comes. A poller works under a permit, and asks for nothing,
//! takes nothing and answers nothing once that has ended.

#![warn(missing_docs)]

mod backlog;
mod error;
mod poller;

pub use error::PollError;
pub use poller::Poller;
