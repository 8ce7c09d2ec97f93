//! The HTTP function: `POST /telegram` and `GET /health`.
//!
//! The same [`Webhook`] answers on Lambda, in the sandbox and in the tests.

#![warn(missing_docs)]

mod admission;
mod checks;
mod health;
mod lambda;
mod secret;
mod setup;
mod start;
mod way_out;
mod webhook;

pub use lambda::{invocation, on_lambda};
pub use setup::Configuration;
pub use start::main;
pub use webhook::{Invocation, Webhook};
