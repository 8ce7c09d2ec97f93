//! Metrics in a log line, as CloudWatch finds them: the embedded metric format
//! (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>).

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use tracing::Metadata;

use crate::fields::Fields;
use crate::metric::{BOT_API_REQUESTS, Embedded, METRICS};

/// What turns lines into metrics: the namespace, and what is counted between two lines.
#[derive(Debug)]
pub(crate) struct Embedding {
    namespace: &'static str,
    requests: AtomicU64,
}

impl Embedding {
    pub(crate) fn new(namespace: &'static str) -> Self {
        Self {
            namespace,
            requests: AtomicU64::new(0),
        }
    }

    /// Whether an event is no line of its own, and rides in the next one with metrics.
    pub(crate) fn rides(metadata: &Metadata<'_>) -> bool {
        metadata.fields().field(BOT_API_REQUESTS).is_some()
    }

    /// Remembers it for that line.
    pub(crate) fn ride(&self, fields: &Fields) {
        let count = fields.get(BOT_API_REQUESTS).and_then(Value::as_u64);
        self.requests
            .fetch_add(count.unwrap_or_default(), Ordering::Relaxed);
    }

    /// Adds what CloudWatch needs, if the line has metrics.
    pub(crate) fn embed(&self, fields: &mut Fields, now_ms: i64) {
        let has_metrics = METRICS
            .iter()
            .any(|metric| metric.series() > 0 && fields.get(metric.name).is_some());
        if !has_metrics {
            return;
        }
        let requests = self.requests.swap(0, Ordering::Relaxed);
        if requests > 0 {
            fields
                .others
                .push((BOT_API_REQUESTS.to_owned(), Value::from(requests)));
        }
        let directives = self.directives(fields);
        let aws = json!({ "Timestamp": now_ms, "CloudWatchMetrics": directives });
        fields.others.push(("_aws".to_owned(), aws));
    }

    /// One directive for each dimension, and one for the metrics without any.
    fn directives(&self, fields: &Fields) -> Vec<Value> {
        let mut groups: Vec<(Option<&str>, Vec<Value>)> = Vec::new();
        for metric in &METRICS {
            let dimension = match metric.embedded {
                Embedded::Nowhere => continue,
                Embedded::Once => None,
                Embedded::By(field, _) => Some(field),
            };
            let is_complete = dimension.is_none_or(|field| fields.get(field).is_some());
            if fields.get(metric.name).is_none() || !is_complete {
                continue;
            }
            let name = json!({ "Name": metric.name });
            match groups.iter_mut().find(|(known, _)| *known == dimension) {
                Some((_, names)) => names.push(name),
                None => groups.push((dimension, vec![name])),
            }
        }
        let directive = |(dimension, names): (Option<&str>, Vec<Value>)| {
            let set: Vec<_> = dimension.into_iter().collect();
            json!({ "Namespace": self.namespace, "Dimensions": [set], "Metrics": names })
        };
        groups.into_iter().map(directive).collect()
    }
}
