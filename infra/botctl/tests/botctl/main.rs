//! The operator's command line, as a process against stand-ins.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bench;
mod closed_site;
mod commands_sync;
mod completions;
mod doctor;
mod examples;
mod failures;
mod health;
mod items;
mod jumping_clock;
mod lock;
mod output;
mod page;
mod parked;
mod poll;
mod run;
mod runbook;
mod scene;
mod shop;
mod smoke;
mod table_create;
mod terminal;
mod test_alert;
mod town;
mod trial;
mod walk;
mod webhook;
