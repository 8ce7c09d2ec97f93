//! The operator's command line, as a process against stand-ins.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bench;
mod commands_sync;
mod lock;
mod poll;
mod run;
mod table_create;
