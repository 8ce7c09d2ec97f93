//! Frontdesk on one machine, in one process.
//!
//! A [`Sandbox`] is the table (an embedded DynamoDB), a Telegram and an SQS of its own, the real
//! handlers of all functions, and a small control interface. The HTTP function is behind loopback
//! HTTP, the notifier is fed by the queue of notices, and the monitor runs every minute. A
//! [`Client`] asks the control interface to let people act: each [`Command`] gives an [`Answer`]
//! that prints as a person would see it.
#![warn(missing_docs)]

mod acting;
mod cli;
mod client;
mod functions;
mod loopback;
mod overview;
mod polling;
mod sandbox;
mod stack;
mod stand_ins;
mod start_error;
mod task;

pub use acting::{
    Answer, Command, Contact, Notice, Notices, PopUp, Press, Refusal, Say, Screen, Seen, Show,
    Sight, Who,
};
pub use cli::{Cli, CliCommand, DEFAULT_PORT, StackArgs, main};
pub use client::{Client, ClientError};
pub use metrics_page::Metrics;
pub use polling::{Polling, RealBot};
pub use sandbox::{Options, Sandbox};
pub use stack::{FunctionEnvironment, Stack};
pub use stand_ins::Place;
pub use start_error::StartError;
