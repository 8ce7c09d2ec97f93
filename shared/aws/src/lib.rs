//! The AWS SDKs on one small connector.
//!
//! The SDK's own defaults bring a second HTTP and TLS stack and a start of 27 ms. Here the clients
//! share a [`Connector`] of our own (HTTP/1.1, `ring`, the roots built in), take region, endpoint
//! and credentials from the environment alone, and never retry by themselves: retries belong to
//! the store, which bounds them.
#![warn(missing_docs)]

mod causes;
mod clients;
mod connector;
mod credentials;
mod environment;
mod exchange;
mod parameters;
mod platform;
mod pool;
mod roots;
mod time;

pub use clients::{Aws, Timeouts};
pub use connector::Connector;
pub use credentials::lacks_credentials;
pub use environment::AwsSettings;
pub use exchange::MAX_RESPONSE_BYTES;
pub use parameters::{ParameterError, Parameters};
pub use platform::Platform;
pub use roots::{RootsError, tls_config};

/// What the SDK's clients send their requests through: a [`Connector`], or something around one
/// that counts requests or injects faults.
pub use aws_smithy_runtime_api::client::http::SharedHttpClient;
