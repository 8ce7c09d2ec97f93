//! The samples have the shape that AWS and Telegram give them, and hold nothing real.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::fmt::strtime;
use lambda_http::request::LambdaRequest;
use md5::{Digest as _, Md5};
use notifier::QueueEvent;
use serde_json::Value;

use super::deployed::SECRET;
use super::sample;

fn fields(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn has_fields(name: &str, value: &Value, expected: &[&str]) {
    assert_eq!(fields(value), expected.iter().copied().collect(), "{name}");
}

/// The samples that begin with one of the prefixes, or with none of them.
fn named(prefixes: &[&str], wanted: bool) -> Vec<(String, Value)> {
    let begins = |name: &String| prefixes.iter().any(|prefix| name.starts_with(prefix));
    let names = sample::names().into_iter();
    let names = names.filter(|name| begins(name) == wanted);
    names
        .map(|name| (name.clone(), sample::event(&name)))
        .collect()
}

fn requests() -> Vec<(String, Value)> {
    named(&["queue_", "schedule_"], false)
}

#[test]
fn requests_are_of_payload_format_two() {
    for (name, event) in requests() {
        let mut top = vec![
            "version",
            "routeKey",
            "rawPath",
            "rawQueryString",
            "headers",
            "requestContext",
            "isBase64Encoded",
        ];
        if event["requestContext"]["http"]["method"] == "POST" {
            top.push("body");
        }
        has_fields(&name, &event, &top);
        let context = &event["requestContext"];
        let fields = [
            "accountId",
            "apiId",
            "domainName",
            "domainPrefix",
            "http",
            "requestId",
            "routeKey",
            "stage",
            "time",
            "timeEpoch",
        ];
        has_fields(&name, context, &fields);
        has_fields(
            &name,
            &context["http"],
            &["method", "path", "protocol", "sourceIp", "userAgent"],
        );
        let parsed: LambdaRequest = serde_json::from_str(&sample::text(&name)).unwrap();
        let request = lambda_http::http::Request::from(parsed);
        assert_eq!(
            request.method().as_str(),
            context["http"]["method"],
            "{name}"
        );
        assert_eq!(request.uri().path(), event["rawPath"], "{name}");
        assert_eq!(request.body().as_ref(), sample::body(&event), "{name}");
    }
}

#[test]
fn requests_agree_with_themselves() {
    for (name, event) in requests() {
        let (context, headers) = (&event["requestContext"], &event["headers"]);
        assert_eq!(context["routeKey"], event["routeKey"], "{name}");
        assert_eq!(context["http"]["path"], event["rawPath"], "{name}");
        assert_eq!(context["domainName"], headers["host"], "{name}");
        assert_eq!(
            context["http"]["sourceIp"], headers["x-forwarded-for"],
            "{name}"
        );
        let at = Timestamp::from_millisecond(context["timeEpoch"].as_i64().unwrap()).unwrap();
        let shown = strtime::format("%d/%b/%Y:%H:%M:%S +0000", at).unwrap();
        assert_eq!(context["time"], shown, "{name}");
        if let Some(length) = headers["content-length"].as_str() {
            assert_eq!(length, sample::body(&event).len().to_string(), "{name}");
        }
        let lower = |header: &str| header == header.to_ascii_lowercase();
        assert!(fields(headers).into_iter().all(lower), "{name}");
    }
}

#[test]
fn each_front_has_its_own_marks() {
    for (name, event) in requests() {
        let (context, headers) = (&event["requestContext"], &event["headers"]);
        let host = context["domainName"].as_str().unwrap();
        let (account, key) = (
            context["accountId"].as_str().unwrap(),
            event["routeKey"].as_str().unwrap(),
        );
        if name.starts_with("apigateway_") {
            assert!(
                host.ends_with(".execute-api.eu-central-1.amazonaws.com"),
                "{name}"
            );
            assert_eq!((account, key), ("123456789012", "POST /telegram"), "{name}");
        } else {
            assert!(host.ends_with(".lambda-url.eu-central-1.on.aws"), "{name}");
            assert_eq!((account, key), ("anonymous", "$default"), "{name}");
            assert_eq!(headers["x-amzn-tls-version"], "TLSv1.3", "{name}");
        }
    }
}

#[test]
fn updates_come_with_telegrams_headers() {
    let others = ["health", "method_wrong", "content_type_wrong"];
    for (name, event) in requests()
        .into_iter()
        .filter(|(name, _)| !others.contains(&name.as_str()))
    {
        let headers = &event["headers"];
        assert_eq!(headers["content-type"], "application/json", "{name}");
        assert_eq!(headers["accept-encoding"], "gzip, deflate", "{name}");
        assert_eq!(headers.get("user-agent"), None, "{name}");
        let secret = headers
            .get("x-telegram-bot-api-secret-token")
            .and_then(Value::as_str);
        let expected = match name.as_str() {
            "secret_missing" => None,
            "secret_wrong" => Some("not-the-secret"),
            _ => Some(SECRET),
        };
        assert_eq!(secret, expected, "{name}");
    }
}

#[test]
fn batches_are_a_fifo_queues() {
    for (name, event) in named(&["queue_"], true) {
        let parsed: QueueEvent = serde_json::from_value(event.clone()).unwrap();
        has_fields(&name, &event, &["Records"]);
        let records = event["Records"].as_array().unwrap();
        assert_eq!(parsed.records.len(), records.len(), "{name}");
        for (record, parsed) in records.iter().zip(&parsed.records) {
            is_of_a_fifo_queue(&name, record);
            assert_eq!(
                record["attributes"]["MessageGroupId"].as_str(),
                parsed.attributes.group.as_deref()
            );
            assert_eq!(record["body"], parsed.body, "{name}");
        }
    }
}

fn is_of_a_fifo_queue(name: &str, record: &Value) {
    let fields = [
        "messageId",
        "receiptHandle",
        "body",
        "attributes",
        "messageAttributes",
        "md5OfBody",
        "eventSource",
        "eventSourceARN",
        "awsRegion",
    ];
    has_fields(name, record, &fields);
    let fields = [
        "ApproximateReceiveCount",
        "SentTimestamp",
        "SequenceNumber",
        "MessageGroupId",
        "SenderId",
        "MessageDeduplicationId",
        "ApproximateFirstReceiveTimestamp",
    ];
    has_fields(name, &record["attributes"], &fields);
    let digest = Md5::digest(record["body"].as_str().unwrap());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(record["md5OfBody"], digest, "{name}");
    assert_eq!(record["eventSource"], "aws:sqs", "{name}");
    assert!(
        record["eventSourceARN"]
            .as_str()
            .unwrap()
            .ends_with(".fifo"),
        "{name}"
    );
}

#[test]
fn schedules_are_scheduled_events() {
    for (name, event) in named(&["schedule_"], true) {
        let fields = [
            "version",
            "id",
            "detail-type",
            "source",
            "account",
            "time",
            "region",
            "resources",
            "detail",
        ];
        has_fields(&name, &event, &fields);
        assert_eq!(event["detail-type"], "Scheduled Event", "{name}");
        event["time"]
            .as_str()
            .unwrap()
            .parse::<Timestamp>()
            .unwrap();
    }
}

#[test]
fn nothing_in_the_samples_is_real() {
    for name in sample::names() {
        let body = sample::body(&sample::event(&name));
        for text in [sample::text(&name), String::from_utf8(body).unwrap()] {
            holds_nothing_real(&name, &text);
        }
    }
}

fn holds_nothing_real(name: &str, text: &str) {
    for folder in ["home", "root", "work", "tmp", "Users"] {
        assert!(!text.contains(&format!("/{folder}/")), "{name}: {folder}");
    }
    for key in ["AKIA", "ASIA"] {
        assert!(!text.contains(key), "{name} has an access key of AWS");
    }
    let mut words = text.split(|c: char| !is_of_a_token(c));
    assert!(!words.any(is_a_token), "{name} has a bot token");
}

fn is_of_a_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-')
}

/// Telegram's bot tokens: an id, a colon, and 35 characters.
fn is_a_token(word: &str) -> bool {
    word.split_once(':').is_some_and(|(id, rest)| {
        id.len() >= 8 && id.bytes().all(|digit| digit.is_ascii_digit()) && rest.len() >= 30
    })
}
