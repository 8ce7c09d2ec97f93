//! What a Function URL sends to its function: payload format 2.0, which HTTP APIs of API Gateway
//! share. Source: AWS Lambda Developer Guide, "Invoking Lambda function URLs".

use aws_smithy_types::base64;
use serde_json::{Map, Value, json};

/// A fixed moment for every event, so that two of the same request are equal.
const TIME: &str = "01/Jan/2026:00:00:00 +0000";
const TIME_EPOCH_MS: u64 = 1_767_225_600_000;

const DOMAIN: &str = "id.lambda-url.us-east-1.on.aws";

/// The body of a request as the event carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body<'a> {
    /// There is none, as with `GET`.
    None,
    /// Text, which is sent as it is.
    Text(&'a str),
    /// Bytes, which are sent encoded and marked so; Lambda does this with what is not text.
    Base64(&'a [u8]),
}

/// The event of one request. `path` may have a query; header names are sent in lower case, and
/// the values of a name that comes twice are joined by a comma.
#[must_use]
pub fn function_url_event(
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Body<'_>,
) -> Value {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut event = json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": joined(headers),
        "requestContext": context(method, path),
        "isBase64Encoded": matches!(body, Body::Base64(_)),
    });
    match body {
        Body::None => {}
        Body::Text(text) => event["body"] = text.into(),
        Body::Base64(bytes) => event["body"] = base64::encode(bytes).into(),
    }
    event
}

fn joined(headers: &[(&str, &str)]) -> Map<String, Value> {
    let mut joined = Map::from_iter([("host".to_owned(), DOMAIN.into())]);
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        let before = joined
            .get(&name)
            .and_then(Value::as_str)
            .filter(|_| name != "host");
        let value =
            before.map_or_else(|| (*value).to_owned(), |before| format!("{before},{value}"));
        joined.insert(name, value.into());
    }
    joined
}

fn context(method: &str, path: &str) -> Value {
    json!({
        "accountId": "anonymous",
        "apiId": "id",
        "domainName": DOMAIN,
        "domainPrefix": "id",
        "http": {
            "method": method,
            "path": path,
            "protocol": "HTTP/1.1",
            "sourceIp": "127.0.0.1",
            "userAgent": "lambda-runtime-server",
        },
        "requestId": "00000000-0000-4000-8000-000000000000",
        "routeKey": "$default",
        "stage": "$default",
        "time": TIME,
        "timeEpoch": TIME_EPOCH_MS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn post_becomes_a_whole_event() {
        let headers = [
            ("Content-Type", "application/json"),
            ("X-A", "1"),
            ("x-a", "2"),
        ];
        let event = function_url_event("POST", "/telegram?a=b", &headers, Body::Text("{}"));
        let expected = json!({
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": "/telegram",
            "rawQueryString": "a=b",
            "headers": {
                "content-type": "application/json",
                "host": "id.lambda-url.us-east-1.on.aws",
                "x-a": "1,2"
            },
            "requestContext": context("POST", "/telegram"),
            "body": "{}",
            "isBase64Encoded": false
        });
        assert_eq!(event, expected);
    }

    #[test]
    fn bytes_are_sent_encoded() {
        let event = function_url_event("POST", "/", &[], Body::Base64(&[0, 255]));
        assert_eq!(
            (&event["body"], &event["isBase64Encoded"]),
            (&json!("AP8="), &json!(true))
        );
    }

    #[test]
    fn request_without_body_has_none() {
        let event = function_url_event("GET", "/health", &[], Body::None);
        assert_eq!(event.get("body"), None);
    }

    #[test]
    fn given_host_replaces_the_default() {
        let event = function_url_event("GET", "/", &[("Host", "bot.example.org")], Body::None);
        assert_eq!(event["headers"]["host"], "bot.example.org");
    }
}
