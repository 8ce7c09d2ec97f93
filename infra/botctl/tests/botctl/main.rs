//! The operator's command line, as a process against stand-ins.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod commands_sync;
mod run;
mod table_create;
