//! Log lines, metrics and what must never be printed.
//!
//! Every event becomes one line of JSON on standard output: `ts` (RFC 3339, UTC, milliseconds),
//! `level`, `msg`, then the event's fields. Spans are ignored. An update's whole way is one line,
//! [`UpdateLine`], which carries its metrics; a failure is logged once, where it is handled.
//!
//! What has a field by the name of a metric counts: [`METRICS`] is the list. On Lambda the line
//! tells CloudWatch so by itself; elsewhere a registry listens to the same events.
//!
//! # What is never logged
//!
//! Names, phone numbers, texts that people wrote or were sent, bot tokens, webhook secrets and
//! other credentials, and the bodies of updates, of requests and of their answers. People appear
//! by their numeric ids. Whoever logs keeps to that; what stands behind them is
//!
//! - fields whose key contains `token`, `secret`, `password`, `phone` or `text`, in any case
//!   (`context` is one of them), are written as `[redacted]`;
//! - whatever looks like a bot token within a string is replaced, since the address of every Bot
//!   API method holds it and errors of HTTP clients quote addresses;
//! - strings are cut after 200 characters;
//! - HTTP clients and the AWS SDK stay above `debug`, where they print requests, whatever
//!   `RUST_LOG` asks for;
//! - a panic is logged by its place in the source alone, since its message may quote a text.
#![warn(missing_docs)]

mod buffer;
mod embedded;
mod fields;
mod filter;
mod install;
mod line;
mod listening;
mod metric;
mod private;
mod update_line;

pub use buffer::Buffer;
pub use filter::Filter;
pub use install::{embedding_subscriber, install, subscriber, tell_panics_by_place};
pub use listening::listen;
pub use metric::{ACTIVE_USERS, Embedded, Label, METRICS, Metric, Shape};
pub use update_line::UpdateLine;
