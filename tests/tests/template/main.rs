//! `template.yaml` held against the code: what is deployed is what the code expects.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod alarms;
mod broadcasts;
mod business;
mod dashboard;
mod document;
mod environment;
mod metrics;
mod need;
mod parameters;
mod queues;
mod recording;
mod role;
mod roles;
mod secrets;
mod stack;
mod table;
mod times;

use stack::Stack;

/// The functions, by their names in the template.
const FUNCTIONS: [&str; 3] = ["Webhook", "Notifier", "Monitor"];
