//! The operator's command line, as a process against stand-ins.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bench;
mod commands_sync;
mod completions;
mod doctor;
mod examples;
mod failures;
mod health;
mod items;
mod lock;
mod output;
mod parked;
mod poll;
mod run;
mod shop;
mod smoke;
mod table_create;
mod terminal;
mod test_alert;
mod town;
mod webhook;
