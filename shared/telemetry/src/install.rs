use std::io::{self, Write as _};
use std::panic::PanicHookInfo;
use std::sync::Once;

use clock::SharedClock;
use tracing::Subscriber;
use tracing_subscriber::Registry;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::Filter;
use crate::line::JsonLines;

/// Sends the events of the whole process to standard output, and panics by their place alone.
/// Lines have their metrics embedded for CloudWatch, under `namespace`. Only the first call has an
/// effect.
pub fn install(clock: SharedClock, filter: Filter, namespace: &'static str) {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let lines = embedding_subscriber(clock, filter, io::stdout(), namespace);
        // Whoever has set a subscriber before us keeps it.
        let _ = tracing::subscriber::set_global_default(lines);
        tell_panics_by_place();
    });
}

/// From now on a panic of this process tells its place alone, since its message may quote what
/// somebody wrote: in a log line, or on standard error while nobody takes log lines.
pub fn tell_panics_by_place() {
    std::panic::set_hook(Box::new(tell_place));
}

/// What [`install`] sets for the process, for a writer of one's own; a test sets it for its
/// thread by `tracing::subscriber::set_default`. Another layer, such as a registry of metrics, may
/// be put on top of it.
pub fn embedding_subscriber<W>(
    clock: SharedClock,
    filter: Filter,
    writer: W,
    namespace: &'static str,
) -> impl Subscriber + for<'span> LookupSpan<'span> + Send + Sync
where
    W: io::Write + Send + 'static,
{
    of(
        JsonLines::new(clock, writer).with_metrics(namespace),
        filter,
    )
}

/// The same without the metrics, where nobody looks for them in lines.
///
/// A filter that could not be read is written as a warning at once. What cannot be written is
/// dropped: a log must not break what it tells of.
pub fn subscriber<W>(
    clock: SharedClock,
    filter: Filter,
    writer: W,
) -> impl Subscriber + for<'span> LookupSpan<'span> + Send + Sync
where
    W: io::Write + Send + 'static,
{
    of(JsonLines::new(clock, writer), filter)
}

fn of<W>(
    lines: JsonLines<W>,
    filter: Filter,
) -> impl Subscriber + for<'span> LookupSpan<'span> + Send + Sync
where
    W: io::Write + Send + 'static,
{
    if filter.is_unreadable() {
        lines.warn("RUST_LOG cannot be read, so info is used");
    }
    Registry::default().with(lines.with_filter(filter))
}

fn tell_place(panic: &PanicHookInfo<'_>) {
    let location = panic
        .location()
        .map(|place| format!("{}:{}", place.file(), place.line()));
    if tracing::dispatcher::has_been_set() {
        tracing::error!(location, "panicked");
    } else {
        let place = location.as_deref().unwrap_or("an unknown place");
        // Whoever reads may have gone.
        let _ = writeln!(io::stderr(), "panicked at {place}");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use clock::ManualClock;

    use super::*;
    use crate::Buffer;

    fn logged_with(rust_log: &str, log: impl FnOnce()) -> String {
        let buffer = Buffer::default();
        let clock = Arc::new(ManualClock::at("2026-01-01T00:00:00Z"));
        let lines = subscriber(clock, Filter::parse(Some(rust_log)), buffer.clone());
        let _listening = crate::listen(lines);
        log();
        buffer.text()
    }

    #[test]
    fn an_unreadable_filter_is_warned_of_once() {
        let logged = logged_with("engine=loud", || {
            tracing::info!("seen");
            tracing::debug!("unseen");
        });
        insta::assert_snapshot!(logged, @r#"
        {"ts":"2026-01-01T00:00:00.000Z","level":"WARN","msg":"RUST_LOG cannot be read, so info is used"}
        {"ts":"2026-01-01T00:00:00.000Z","level":"INFO","msg":"seen"}
        "#);
    }

    #[test]
    fn spans_leave_no_trace_in_lines() {
        let logged = logged_with("trace", || {
            let span = tracing::info_span!("request", name = "Ada");
            span.in_scope(|| tracing::info!("seen"));
            assert!(span.is_disabled());
        });
        assert_eq!(
            logged,
            "{\"ts\":\"2026-01-01T00:00:00.000Z\",\"level\":\"INFO\",\"msg\":\"seen\"}\n"
        );
    }
}
