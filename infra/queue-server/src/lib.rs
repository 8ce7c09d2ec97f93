//! A stand-in for SQS on loopback, for tests and the sandbox.
//!
//! A [`QueueServer`] speaks the AWS JSON 1.0 protocol, which `aws-sdk-sqs` speaks; behind it stand
//! the [`Queues`], which can be used in the same process too. Time comes from a
//! [`Clock`](clock::Clock), so that a five-minute window or a dead letter costs a test nothing.
//!
//! It refuses what SQS refuses, with SQS's own codes. Its sources are the SQS Developer Guide and
//! the SQS API Reference of AWS; where they contradict each other or say nothing, it follows what
//! AWS was recorded to answer, and the place says so. It is kinder than SQS in one point: a
//! standard queue delivers once and in the order of sending, where SQS promises neither.
#![warn(missing_docs)]

mod digest;
mod fault;
mod message;
mod model;
mod name;
mod outgoing;
mod protocol;
mod queues;
mod refusal;
mod server;

pub use fault::Fault;
pub use message::{AttributeContent, AttributeValue, Message};
pub use model::{Counts, Receive, Received, Sent};
pub use outgoing::Outgoing;
pub use queues::Queues;
pub use refusal::Refusal;
pub use server::QueueServer;
