//! Calls functions as a queue's event source and a schedule do: through the Lambda Invoke API.
//!
//! It is made for functions that run under `cargo lambda watch`, which emulates that API on
//! loopback, plain HTTP. Nothing is signed, so it is no client for AWS itself.
//!
//! Sources: AWS Lambda API Reference, "Invoke"
//! (<https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>); how cargo-lambda 1.9.2
//! departs from it was read in its source (`cargo-lambda-watch`) and tried.
#![warn(missing_docs)]

mod answer;
mod client;
mod endpoint;
mod error;
mod schedule;

pub use client::LambdaClient;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{FunctionError, InvokeError};
pub use schedule::scheduled_event;
