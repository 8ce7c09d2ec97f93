//! A world that is kept in a file, and what of it a new process finds.
#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic that it failed"
)]

mod acts;
mod bounds;
mod failing;
mod format;
mod killed;
mod outside;
mod place;
mod refused;
