//! What a story counts, in both formats.

use std::sync::Arc;

use clock::SystemClock;
use metrics_page::Metrics;
use serde_json::Value;
use telemetry::{Buffer, Filter, METRICS, Metric, Shape};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::SubscriberExt as _;

/// The metrics of what happens on this thread from now on: as lines for CloudWatch and on the page
/// for Prometheus.
#[derive(Debug)]
pub struct Counts {
    lines: Buffer,
    metrics: Metrics,
    _listening: DefaultGuard,
}

impl Counts {
    #[must_use]
    pub fn begin() -> Self {
        let clock = Arc::new(SystemClock::new());
        let (lines, filter) = (Buffer::default(), Filter::parse(None));
        let embedding =
            telemetry::embedding_subscriber(clock.clone(), filter, lines.clone(), "Frontdesk");
        let metrics = Metrics::new(clock);
        let both = embedding.with(metrics.layer());
        Self {
            lines,
            metrics,
            _listening: telemetry::listen(both),
        }
    }

    /// The sum of a metric's samples on the page whose labels contain this.
    #[must_use]
    pub fn page(&self, metric: &str, labels: &str) -> u64 {
        let page = self.metrics.text();
        let samples = page.lines().filter_map(|line| line.rsplit_once(' '));
        let of = samples.filter(|(series, _)| {
            let name = series.split('{').next();
            name == Some(metric) && series.contains(labels)
        });
        of.map(|(_, value)| value.parse::<u64>().expect("a count"))
            .sum()
    }

    /// The lines that CloudWatch finds a metric in.
    #[must_use]
    pub fn lines_with(&self, metric: &str) -> Vec<Value> {
        let mut lines = self.lines.lines();
        lines.retain(|line| {
            let directives = line["_aws"]["CloudWatchMetrics"].as_array();
            let mut metrics = directives.into_iter().flatten().flat_map(|directive| {
                let metrics = directive["Metrics"].as_array();
                metrics.into_iter().flatten()
            });
            metrics.any(|found| found["Name"] == metric)
        });
        lines
    }

    /// Asserts that both formats have counted the same.
    pub fn agree(&self) {
        for metric in METRICS.iter().filter(|metric| metric.series() > 0) {
            assert_eq!(self.embedded(metric), self.shown(metric), "{}", metric.name);
        }
    }

    fn embedded(&self, metric: &Metric) -> u64 {
        let lines = self.lines_with(metric.name);
        let mut values = lines.iter().filter_map(|line| line[metric.name].as_u64());
        match metric.shape {
            Shape::Counter => values.sum(),
            Shape::Gauge => values.next_back().unwrap_or_default(),
            Shape::Histogram => lines.len() as u64,
        }
    }

    fn shown(&self, metric: &Metric) -> u64 {
        match metric.shape {
            Shape::Histogram => self.page(&format!("{}_count", metric.name), ""),
            Shape::Counter | Shape::Gauge => self.page(metric.name, ""),
        }
    }
}
