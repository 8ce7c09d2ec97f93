use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use clock::SharedClock;
use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;
use telemetry::{ACTIVE_USERS, METRICS, Metric};
use tracing::Subscriber;
use tracing_subscriber::layer::Layer;
use tracing_subscriber::registry::LookupSpan;

use crate::active::ActiveUsers;
use crate::fields::Fields;
use crate::layer::Listener;
use crate::series::Series;

/// The metrics of a process since it began. Clones share them.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    clock: SharedClock,
    registry: Registry,
    series: Vec<(&'static Metric, Series)>,
    active: Mutex<ActiveUsers>,
}

impl Metrics {
    /// All of them, at zero.
    #[must_use]
    pub fn new(clock: SharedClock) -> Self {
        let mut registry = Registry::default();
        let mut of = |metric: &'static Metric| (metric, Series::register(metric, &mut registry));
        let series = METRICS.iter().map(&mut of).collect();
        Self(Arc::new(Inner {
            clock,
            registry,
            series,
            active: Mutex::default(),
        }))
    }

    /// What listens to the events, to be put on top of a subscriber such as
    /// [`telemetry::subscriber`].
    #[must_use]
    pub fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        Listener::layer(self.clone())
    }

    /// The page, in the text format of `OpenMetrics`, which Prometheus reads
    /// (<https://prometheus.io/docs/specs/om/open_metrics_spec/>).
    #[must_use]
    pub fn text(&self) -> String {
        let today = self.today();
        let active = self.active().count(today);
        if let Some((_, series)) = self
            .series()
            .find(|(metric, _)| metric.name == ACTIVE_USERS)
        {
            series.set(active);
        }
        let mut text = String::new();
        encode(&mut text, &self.0.registry).expect("a String takes all that is written");
        text
    }

    /// Counts an event.
    pub(crate) fn take(&self, fields: &Fields) {
        for (metric, series) in self.series() {
            let labels = metric.labels.iter();
            let labels: Option<Vec<_>> = labels
                .map(|label| Some((label.name, fields.text(label.field)?)))
                .collect();
            if let (Some(value), Some(labels)) = (fields.number(metric.name), labels) {
                series.take(value, &labels);
            }
        }
        if let Some(user) = fields.number("user") {
            let today = self.today();
            self.active().note(user, today);
        }
    }

    fn series(&self) -> impl Iterator<Item = &(&'static Metric, Series)> {
        self.0.series.iter()
    }

    fn active(&self) -> MutexGuard<'_, ActiveUsers> {
        self.0.active.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of the day since 1970, by UTC.
    fn today(&self) -> i64 {
        self.0.clock.now().as_second().div_euclid(24 * 60 * 60)
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}
