//! The sandbox as people use it: through its commands, over its control interface.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod acting;
mod announcing;
mod delivering;
mod keeping;
mod metrics;
mod page;
mod polling;
mod processes;
mod stack;
mod starting;
mod story;
