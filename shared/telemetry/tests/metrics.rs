//! Metrics in the lines of a function: CloudWatch's embedded metric format.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::sync::Arc;

use clock::ManualClock;
use serde_json::{Value, json};
use telemetry::{Buffer, Filter, METRICS, UpdateLine};
use tracing::{info, warn};

const NOW_MS: i64 = 1_767_323_045_678;

fn logged(log: impl FnOnce()) -> Buffer {
    let buffer = Buffer::default();
    let clock = Arc::new(ManualClock::at("2026-01-02T03:04:05.678901Z"));
    let filter = Filter::parse(None);
    let lines = telemetry::embedding_subscriber(clock, filter, buffer.clone(), "Frontdesk");
    let _listening = telemetry::listen(lines);
    log();
    buffer
}

/// The dimensions of a metric with their values, and its own.
type Found<'l> = (Vec<(&'l str, &'l str)>, f64);

/// What CloudWatch finds in a line.
fn found(line: &Value) -> BTreeMap<&str, Found<'_>> {
    let mut found = BTreeMap::new();
    for directive in line["_aws"]["CloudWatchMetrics"].as_array().unwrap() {
        assert_eq!(directive["Namespace"], "Frontdesk");
        let sets = directive["Dimensions"].as_array().unwrap();
        assert_eq!(sets.len(), 1, "each set is billed");
        let keys = sets[0].as_array().unwrap().iter();
        let keys = keys.map(|key| key.as_str().unwrap());
        let dimensions: Vec<_> = keys.map(|key| (key, line[key].as_str().unwrap())).collect();
        for metric in directive["Metrics"].as_array().unwrap() {
            let name = metric["Name"].as_str().unwrap();
            let value = line[name].as_f64().unwrap();
            assert!(found.insert(name, (dimensions.clone(), value)).is_none());
        }
    }
    found
}

/// What most updates leave.
fn ordinary() -> UpdateLine<'static> {
    UpdateLine {
        request_id: "8f5086a1-3c25-4d0c-9d3c-9f7b5b1a2c3d",
        update_id: Some(123_456_789),
        user: Some(1_234_567_890),
        kind: "message",
        outcome: "changed",
        duration_s: 0.012_345,
        table_requests: 2,
        ..UpdateLine::default()
    }
}

/// The most that one update leaves, since it ends in one way only.
fn fullest() -> UpdateLine<'static> {
    UpdateLine {
        request_id: "8f5086a1-3c25-4d0c-9d3c-9f7b5b1a2c3d",
        update_id: Some(9_223_372_036_854),
        user: Some(9_007_199_254_740_991),
        kind: "message_reaction_count",
        outcome: "duplicate",
        booking: None,
        duration_s: 29.999_95,
        table_requests: 128,
        conflicts: 10,
        bot_api_calls: 10,
        duplicate: 1,
        throttled: 0,
        parked: 0,
    }
}

#[test]
fn an_update_carries_its_metrics() {
    let buffer = logged(|| ordinary().log());
    let line = &buffer.lines()[0];
    assert_eq!(line["_aws"]["Timestamp"], NOW_MS);
    let changed = vec![("outcome", "changed")];
    let expected = [
        ("update_duration_seconds", (changed.clone(), 0.0123)),
        ("updates_total", (changed, 1.0)),
    ];
    assert_eq!(found(line), BTreeMap::from(expected));
}

#[test]
fn dimensions_follow_the_catalogue() {
    let buffer = logged(|| {
        fullest().log();
        let booking = Some("cancelled");
        UpdateLine {
            booking,
            ..ordinary()
        }
        .log();
    });
    let lines = buffer.lines();
    let [first, second] = [&lines[0], &lines[1]].map(found);
    let duplicate = vec![("outcome", "duplicate")];
    assert_eq!(first["duplicates_total"], (duplicate, 1.0));
    assert_eq!(first["commit_conflicts_total"], (vec![], 10.0));
    assert_eq!(first.len(), 4);
    let booking = vec![("booking", "cancelled")];
    assert_eq!(second["booking_outcomes_total"], (booking, 1.0));
    assert_eq!(second.len(), 3);
}

#[test]
fn lines_with_metrics_keep_their_size() {
    let bytes = |line: UpdateLine<'_>| logged(|| line.log()).text().len();
    let plain = |line: UpdateLine<'_>| {
        let buffer = Buffer::default();
        let clock = Arc::new(ManualClock::at("2026-01-02T03:04:05.678901Z"));
        let lines = telemetry::subscriber(clock, Filter::parse(None), buffer.clone());
        let _listening = telemetry::listen(lines);
        line.log();
        buffer.text().len()
    };
    assert_eq!([plain(ordinary()), bytes(ordinary())], [263, 445]);
    assert_eq!([plain(fullest()), bytes(fullest())], [358, 658]);
}

#[test]
fn requests_ride_in_the_next_line_with_metrics() {
    let ask = || info!(bot_api_requests_total = 1, method = "sendMessage", "asked");
    let buffer = logged(|| {
        ask();
        ask();
        warn!("of no metric");
        ordinary().log();
        ordinary().log();
    });
    let lines = buffer.lines();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0].get("_aws"), None);
    assert_eq!(found(&lines[1])["bot_api_requests_total"], (vec![], 2.0));
    assert!(!found(&lines[2]).contains_key("bot_api_requests_total"));
}

#[test]
fn a_metric_needs_its_dimension() {
    let buffer = logged(|| info!(notices_total = 1, "whose outcome is not known"));
    assert_eq!(buffer.lines()[0]["_aws"]["CloudWatchMetrics"], json!([]));
}

#[test]
fn cloudwatch_bills_fewer_than_thirty() {
    let series: usize = METRICS.iter().map(telemetry::Metric::series).sum();
    assert_eq!(series, 28);
}
