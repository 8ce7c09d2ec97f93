//! The page as Prometheus reads it, made of events as they are logged.

use std::sync::Arc;
use std::time::Duration;

use clock::ManualClock;
use metrics_page::Metrics;
use telemetry::{Buffer, Filter, METRICS, UpdateLine};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tracing::{info, warn};
use tracing_subscriber::layer::SubscriberExt as _;

struct Process {
    clock: Arc<ManualClock>,
    metrics: Metrics,
}

impl Process {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::at("2026-01-02T23:59:00Z"));
        let metrics = Metrics::new(clock.clone());
        Self { clock, metrics }
    }

    /// What is logged there, by a filter that writes no line of it.
    fn logs(&self, log: impl FnOnce()) {
        let filter = Filter::parse(Some("error"));
        let buffer = Buffer::default();
        let lines = telemetry::subscriber(self.clock.clone(), filter, buffer.clone());
        let _listening = telemetry::listen(lines.with(self.metrics.layer()));
        log();
        assert_eq!(buffer.text(), "");
    }

    fn shows(&self, sample: &str) {
        let text = self.metrics.text();
        assert!(text.lines().any(|line| line == sample), "{sample}\n{text}");
    }
}

fn update(user: i64, outcome: &'static str) -> UpdateLine<'static> {
    UpdateLine {
        request_id: "r-1",
        update_id: Some(42),
        user: Some(user),
        kind: "message",
        outcome,
        duration_s: 0.012,
        table_requests: 2,
        bot_api_calls: 1,
        ..UpdateLine::default()
    }
}

#[test]
fn events_count_whatever_is_written() {
    let process = Process::new();
    process.logs(|| {
        update(7, "changed").log();
        update(7, "changed").log();
        let conflicts = 3;
        UpdateLine {
            conflicts,
            ..update(8, "answered")
        }
        .log();
        info!(
            bot_api_requests_total = 1,
            method = "sendMessage",
            outcome = "ok",
            "asked"
        );
        info!(
            notices_total = 98_u64,
            kind = "broadcast_send",
            outcome = "sent",
            "a page"
        );
        info!(heartbeat_timestamp_seconds = 1_767_323_045, "a heartbeat");
        warn!(polling_conflicts_total = 1, "held");
    });
    process.shows(r#"updates_total{kind="message",outcome="changed"} 2"#);
    process.shows(r#"updates_total{kind="message",outcome="answered"} 1"#);
    process.shows(r#"update_duration_seconds_bucket{le="0.01"} 0"#);
    process.shows(r#"update_duration_seconds_bucket{le="0.025"} 3"#);
    process.shows("commit_conflicts_total 3");
    process.shows(r#"bot_api_requests_total{method="sendMessage",outcome="ok"} 1"#);
    process.shows(r#"notices_total{kind="broadcast_send",outcome="sent"} 98"#);
    process.shows("heartbeat_timestamp_seconds 1767323045");
    process.shows("polling_conflicts_total 1");
    process.shows("active_users 2");
}

#[test]
fn what_a_booking_came_to_is_a_label() {
    let process = Process::new();
    let booking = Some("booked");
    process.logs(|| {
        UpdateLine {
            booking,
            ..update(7, "changed")
        }
        .log();
    });
    process.shows(r#"booking_outcomes_total{outcome="booked"} 1"#);
}

#[test]
fn active_users_begin_anew_at_midnight() {
    let process = Process::new();
    process.logs(|| update(7, "changed").log());
    process.shows("active_users 1");
    process.clock.advance(Duration::from_secs(120));
    process.shows("active_users 0");
}

#[test]
fn every_metric_stands_on_the_page() {
    let process = Process::new();
    process.logs(|| {
        let booking = Some("moved");
        UpdateLine {
            booking,
            ..update(7, "changed")
        }
        .log();
        info!(
            bot_api_requests_total = 1,
            method = "getMe",
            outcome = "ok",
            "asked"
        );
        info!(
            notices_total = 1,
            kind = "access",
            outcome = "sent",
            "a notice"
        );
    });
    let text = process.metrics.text();
    let described = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    let names: Vec<_> = described
        .map(|described| match described.split_once(' ').unwrap() {
            (name, "counter") => format!("{name}_total"),
            (name, _) => name.to_owned(),
        })
        .collect();
    assert_eq!(names, METRICS.map(|metric| metric.name));
    assert!(text.ends_with("# EOF\n"));
}

#[tokio::test]
async fn the_page_is_served_until_it_is_stopped() {
    let process = Process::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async { drop(stopped.await) };
    let serving = tokio::spawn(metrics_page::serve(listener, process.metrics, stopped));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = "GET /metrics HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("application/openmetrics-text"), "{answer}");
    assert!(answer.contains("throttled_total 0"), "{answer}");
    drop(stop);
    serving.await.unwrap().unwrap();
}
