//! The metrics of a process for Prometheus, at `/metrics`.
//!
//! [`Metrics`] is a registry that listens to the events which are logged anyway: whatever has a
//! field by the name of a metric of [`telemetry::METRICS`] counts, at any level and whatever
//! `RUST_LOG` says. The functions carry none of it: on Lambda their lines are the metrics.
//!
//! ```
//! use std::sync::Arc;
//!
//! use clock::SystemClock;
//! use metrics_page::Metrics;
//! use telemetry::Filter;
//! use tracing_subscriber::layer::SubscriberExt as _;
//!
//! let clock = Arc::new(SystemClock::new());
//! let metrics = Metrics::new(clock.clone());
//! let lines = telemetry::subscriber(clock, Filter::parse(None), std::io::stderr());
//! let both = lines.with(metrics.layer());
//! tracing::subscriber::with_default(both, || tracing::warn!(polling_conflicts_total = 1, "held"));
//! assert!(metrics.text().contains("polling_conflicts_total 1"));
//! ```

#![warn(missing_docs)]

mod active;
mod fields;
mod layer;
mod metrics;
mod page;
mod series;

pub use metrics::Metrics;
pub use page::{PATH, routes, serve};
