use telemetry::METRICS;
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Filter, Layer};
use tracing_subscriber::registry::LookupSpan;

use crate::Metrics;
use crate::fields::Fields;

/// Hands the events that have metrics to the registry.
pub(crate) struct Listener(Metrics);

/// Lets through what has a field by the name of a metric, which is known once for each place in
/// the code.
struct WithMetrics;

impl Listener {
    pub(crate) fn layer<S>(metrics: Metrics) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        Self(metrics).with_filter(WithMetrics)
    }
}

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.0.take(&fields);
    }
}

impl<S> Filter<S> for WithMetrics {
    fn enabled(&self, metadata: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        has_metrics(metadata)
    }

    fn callsite_enabled(&self, metadata: &'static Metadata<'static>) -> Interest {
        if has_metrics(metadata) {
            Interest::always()
        } else {
            Interest::never()
        }
    }
}

fn has_metrics(metadata: &Metadata<'_>) -> bool {
    let fields = metadata.fields();
    metadata.is_event()
        && METRICS
            .iter()
            .any(|metric| fields.field(metric.name).is_some())
}
