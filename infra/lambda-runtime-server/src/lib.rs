//! A stand-in for the Lambda Runtime API, on loopback.
//!
//! [`Function`] runs a real bootstrap as Lambda runs it: with an environment of its own, one
//! invocation at a time, killed when it takes too long, started again when it has died.
//! [`RuntimeServer`] is the API alone, for a function that something else runs, and [`events`]
//! has what a Function URL sends.
//!
//! Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
#![warn(missing_docs)]

pub mod events;
mod function;
mod mailbox;
mod process;
mod routes;
mod server;

pub use function::Function;
pub use server::{InvokeError, RuntimeServer};
