//! Events as lines of JSON, and the line of an update.

use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;

use clock::ManualClock;
use telemetry::{Buffer, Filter, UpdateLine};
use tracing::{error, info, warn};

fn logged(log: impl FnOnce()) -> Buffer {
    let buffer = Buffer::default();
    let clock = Arc::new(ManualClock::at("2026-01-02T03:04:05.678901Z"));
    let lines = telemetry::subscriber(clock, Filter::parse(None), buffer.clone());
    let _listening = telemetry::listen(lines);
    log();
    buffer
}

/// An error with a cause.
#[derive(Debug)]
struct NoAnswer(io::Error);

impl fmt::Display for NoAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no answer")
    }
}

impl Error for NoAnswer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[test]
fn fields_stand_flat_in_their_order() {
    let buffer = logged(
        || info!(zone = "UTC", count = 3, share = 0.5, ok = true, who = ?Some(7), "opened {}", 1),
    );
    insta::assert_snapshot!(buffer.text(), @r#"{"ts":"2026-01-02T03:04:05.678Z","level":"INFO","msg":"opened 1","zone":"UTC","count":3,"share":0.5,"ok":true,"who":"Some(7)"}"#);
}

#[test]
fn private_fields_are_written_as_redacted() {
    let buffer = logged(
        || warn!(bot_token = "1:abc", Phone = 49_170, reply_text = ?Some("hi"), chat = 7, "sent"),
    );
    insta::assert_snapshot!(buffer.text(), @r#"{"ts":"2026-01-02T03:04:05.678Z","level":"WARN","msg":"sent","bot_token":"[redacted]","Phone":"[redacted]","reply_text":"[redacted]","chat":7}"#);
}

#[test]
fn hostile_values_stay_on_one_line() {
    let buffer = logged(|| {
        info!(a = "\"}\n{\"b\":\u{1b}[31m\u{2028}", "line\r\nbreak");
        info!(
            nan = f64::NAN,
            endless = f64::NEG_INFINITY,
            big = u64::MAX,
            huge = i128::MAX,
            "numbers"
        );
        info!(long = "ж".repeat(300), "long");
    });
    let lines = buffer.lines();
    assert_eq!(buffer.text().lines().count(), 3);
    assert_eq!(lines[0]["a"], "\"}\n{\"b\":\u{1b}[31m\u{2028}");
    assert!(lines[1]["nan"].is_null() && lines[1]["endless"].is_null());
    assert_eq!(lines[1]["big"], u64::MAX);
    assert_eq!(lines[1]["huge"], i128::MAX.to_string());
    assert_eq!(lines[2]["long"], format!("{}…", "ж".repeat(200)));
}

#[test]
fn keys_are_unique_within_a_line() {
    let buffer = logged(|| {
        info!(
            level = "mine",
            ts = 1,
            msg = "theirs",
            a = 1,
            b = 2,
            a = 3,
            "ours"
        );
    });
    insta::assert_snapshot!(buffer.text(), @r#"{"ts":"2026-01-02T03:04:05.678Z","level":"INFO","msg":"ours","level_":"mine","ts_":1,"msg_":"theirs","a":3,"b":2}"#);
}

#[test]
fn errors_are_written_with_their_causes() {
    let error = NoAnswer(io::Error::other(
        "connection refused by https://api.telegram.org/bot1:abc/getMe",
    ));
    let buffer = logged(|| error!(error = &error as &dyn Error, "call failed"));
    insta::assert_snapshot!(buffer.text(), @r#"{"ts":"2026-01-02T03:04:05.678Z","level":"ERROR","msg":"call failed","error":"no answer: connection refused by https://api.telegram.org/bot[redacted]/getMe"}"#);
}

#[test]
fn an_ordinary_update_writes_no_zeros() {
    let line = UpdateLine {
        request_id: "r-1",
        update_id: Some(42),
        kind: "message",
        outcome: "done",
        duration_s: 0.012_345_6,
        table_requests: 2,
        ..UpdateLine::default()
    };
    insta::assert_snapshot!(logged(|| line.log()).text(), @r#"{"ts":"2026-01-02T03:04:05.678Z","level":"INFO","msg":"update","request_id":"r-1","update_id":42,"kind":"message","outcome":"done","updates_total":1,"update_duration_seconds":0.0123,"table_requests":2}"#);
}

/// An update ends in one way only, so it has one of the three counts at most.
#[test]
fn the_fullest_line_takes_400_bytes() {
    let line = UpdateLine {
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
    };
    let text = logged(|| line.log()).text();
    insta::assert_snapshot!(text, @r#"{"ts":"2026-01-02T03:04:05.678Z","level":"INFO","msg":"update","request_id":"8f5086a1-3c25-4d0c-9d3c-9f7b5b1a2c3d","update_id":9223372036854,"user":9007199254740991,"kind":"message_reaction_count","outcome":"duplicate","updates_total":1,"update_duration_seconds":30.0,"table_requests":128,"bot_api_calls":10,"commit_conflicts_total":10,"duplicates_total":1}"#);
    assert!(text.len() <= 400, "{} bytes", text.len());
}
