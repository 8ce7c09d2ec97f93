//! Frontdesk on one machine, in one process.
//!
//! A [`Sandbox`] is the table (an embedded DynamoDB), a Telegram of its own, the HTTP function's
//! real handler behind loopback HTTP, and a small control interface. A [`Client`] asks that
//! interface to let people act: each [`Command`] gives an [`Answer`] that prints as a person would
//! see it.
#![warn(missing_docs)]

mod answer;
mod buttons;
mod cli;
mod client;
mod command;
mod control;
mod data;
mod loopback;
mod notices;
mod people;
mod presence;
mod refusal;
mod sandbox;
mod seen;
mod snapshot;
mod start_error;
mod stop_signal;
mod surroundings;
mod table_server;
mod webhook_server;

pub use answer::Answer;
pub use cli::{Cli, DEFAULT_PORT, main};
pub use client::{Client, ClientError};
pub use command::{Button, Command, Contact, Press, Say, Show, Who};
pub use data::Place;
pub use notices::{Notice, Notices};
pub use refusal::Refusal;
pub use sandbox::{Options, Sandbox};
pub use seen::{PopUp, Screen, Seen, Sight};
pub use start_error::StartError;
