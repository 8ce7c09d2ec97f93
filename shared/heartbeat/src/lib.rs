//! The sign of life: the monitor sends it through the webhook's own path, so a fresh one proves
//! that URL, secret, function and table work. A quiet night is no failure.

#![warn(missing_docs)]

mod beat;

pub use beat::{Heartbeat, STALE_AFTER, UPDATE_KIND};
