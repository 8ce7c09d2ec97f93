use std::fmt;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use clock::SharedClock;
use serde_json::Value;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

use crate::embedded::Embedding;
use crate::fields::Fields;

/// Writes every event as one line of JSON, by one call of the writer.
pub(crate) struct JsonLines<W> {
    clock: SharedClock,
    writer: Mutex<W>,
    embedding: Option<Embedding>,
}

impl<W: Write> JsonLines<W> {
    pub(crate) fn new(clock: SharedClock, writer: W) -> Self {
        Self {
            clock,
            writer: Mutex::new(writer),
            embedding: None,
        }
    }

    /// The same, with the metrics of a line embedded for CloudWatch, under this namespace.
    pub(crate) fn with_metrics(self, namespace: &'static str) -> Self {
        Self {
            embedding: Some(Embedding::new(namespace)),
            ..self
        }
    }

    /// Writes a line of our own.
    pub(crate) fn warn(&self, message: &str) {
        let fields = Fields {
            message: message.to_owned(),
            ..Fields::default()
        };
        self.write(Level::WARN, fields);
    }

    fn write(&self, level: Level, mut fields: Fields) {
        let now = self.clock.now();
        if let Some(embedding) = &self.embedding {
            embedding.embed(&mut fields, now.as_millisecond());
        }
        let line = rendered(&format!("{now:.3}"), level, &fields);
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        // A log must not break what it tells of.
        let _ = writer
            .write_all(line.as_bytes())
            .and_then(|()| writer.flush());
    }
}

impl<S: Subscriber, W: Write + Send + 'static> Layer<S> for JsonLines<W> {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        if let Some(embedding) = &self.embedding
            && Embedding::rides(event.metadata())
        {
            embedding.ride(&fields);
            return;
        }
        self.write(*event.metadata().level(), fields);
    }
}

impl<W> fmt::Debug for JsonLines<W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

/// The line with its end.
fn rendered(timestamp: &str, level: Level, fields: &Fields) -> String {
    let mut line = format!(r#"{{"ts":"{timestamp}","level":"{level}","msg":"#);
    line.push_str(&quoted(&fields.message));
    for (key, value) in &fields.others {
        line.push(',');
        line.push_str(&quoted(key));
        line.push(':');
        line.push_str(&value.to_string());
    }
    line.push_str("}\n");
    line
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
