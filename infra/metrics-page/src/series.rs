use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use telemetry::{Metric, Shape};

type Labels = Vec<(&'static str, String)>;

/// The bounds of the histogram of durations, in seconds: a warm update takes milliseconds, and
/// none takes more than 25 s.
const BOUNDS_S: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 25.0];

/// A metric of the catalogue, as the library keeps it.
pub(crate) enum Series {
    Counter(Counter),
    /// A counter for each set of labels; without any there is nothing on the page.
    Counters(Family<Labels, Counter>),
    Gauge(Gauge),
    Histogram(Histogram),
}

impl Series {
    pub(crate) fn register(metric: &Metric, registry: &mut Registry) -> Self {
        // The text format adds the ending to a counter's name itself, and a period to the help.
        let name = metric.name.trim_end_matches("_total");
        match metric.shape {
            Shape::Counter if metric.labels.is_empty() => {
                let counter = Counter::default();
                registry.register(name, metric.help, counter.clone());
                Self::Counter(counter)
            }
            Shape::Counter => {
                let counters = Family::default();
                registry.register(name, metric.help, counters.clone());
                Self::Counters(counters)
            }
            Shape::Gauge => {
                let gauge = Gauge::default();
                registry.register(name, metric.help, gauge.clone());
                Self::Gauge(gauge)
            }
            Shape::Histogram => {
                let histogram = Histogram::new(BOUNDS_S);
                registry.register(name, metric.help, histogram.clone());
                Self::Histogram(histogram)
            }
        }
    }

    /// Adds, sets or observes a value. A counter never goes back.
    pub(crate) fn take(&self, value: f64, labels: &Labels) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a cast of floats saturates"
        )]
        let whole = value as i64;
        let more = u64::try_from(whole).unwrap_or_default();
        match self {
            Self::Counter(counter) => {
                counter.inc_by(more);
            }
            Self::Counters(counters) => {
                counters.get_or_create(labels).inc_by(more);
            }
            Self::Gauge(_) => self.set(whole),
            Self::Histogram(histogram) => histogram.observe(value),
        }
    }

    /// Sets a gauge; others stay.
    pub(crate) fn set(&self, value: i64) {
        if let Self::Gauge(gauge) = self {
            gauge.set(value);
        }
    }
}
