//! Frontdesk on one machine, in one process.
//!
//! A [`Sandbox`] is the table (an embedded DynamoDB), a Telegram and an SQS of its own, the real
//! handlers of all functions, and a small control interface. The HTTP function is behind loopback
//! HTTP, the notifier is fed by the queue of notices, and the monitor runs every minute. A
//! [`Client`] asks the control interface to let people act: each [`Command`] gives an [`Answer`]
//! that prints as a person would see it.
#![warn(missing_docs)]

mod answer;
mod buttons;
mod callers;
mod cli;
mod client;
mod command;
mod control;
mod data;
mod functions;
mod loopback;
mod notices;
mod overview;
mod people;
mod presence;
mod queue;
mod refusal;
mod sandbox;
mod seen;
mod snapshot;
mod start_error;
mod stop_signal;
mod surroundings;
mod table_server;
mod task;
mod webhook_server;

pub use answer::Answer;
pub use cli::{Cli, DEFAULT_PORT, main};
pub use client::{Client, ClientError};
pub use command::{Command, Contact, Press, Say, Show, Who};
pub use data::Place;
pub use notices::{Notice, Notices};
pub use refusal::Refusal;
pub use sandbox::{Options, Sandbox};
pub use seen::{PopUp, Screen, Seen, Sight};
pub use start_error::StartError;
