//! Functions that are played by a task, and processes that are real.
#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic that it failed"
)]

mod actor;
mod invocations;
mod processes;
