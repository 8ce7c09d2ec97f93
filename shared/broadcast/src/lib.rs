//! A message to everybody: rows that can be resumed at every point, and who sends them.
//!
//! A broadcast is a head, its content, and a few lanes that share the audience among them. A lane
//! goes through its people page by page. One write before each send records how the send before
//! ended and who is in flight now, so a crash leaves exactly one person of whom nobody knows, and
//! the lane goes on after them: nobody gets it twice.
//!
//! The rows are the truth. The bulk queue only says which lane has a page to send, and keeps one
//! page of a lane under way at a time; what it loses, the monitor rings for again by the head's
//! place in the wake index.

#![warn(missing_docs)]

mod audience;
mod content;
mod count;
mod finish;
mod head;
mod judge;
mod lane;
mod later;
mod page;
mod people;
mod render;
mod ring;
mod sender;
mod tally;
mod trouble;
mod wake;

pub use audience::{Audience, AudienceRow, BUCKETS, bucket};
pub use content::{Content, ContentRow};
pub use head::{Broadcast, Buttons, Counting, Plan, Shown, Status};
pub use lane::{LANES, Lane, Position};
pub use later::{Later, MAX_ATTEMPTS, MAX_LATER};
pub use page::{PACE, PAGE};
pub use render::{account, question};
pub use ring::{Doorbell, Ring};
pub use sender::{Handled, Sender, Sending};
pub use tally::Tally;
pub use trouble::Trouble;
