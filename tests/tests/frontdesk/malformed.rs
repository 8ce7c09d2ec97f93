//! Bad input has a status, and never a panic.

use bytes::Bytes;
use frontdesk_tests::{SECRET, World, updates};
use http::{Method, Request};
use serde_json::json;

fn request(
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Bytes>,
) -> Request<Bytes> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

const JSON: (&str, &str) = ("content-type", "application/json");
const KEY: (&str, &str) = ("x-telegram-bot-api-secret-token", SECRET);

/// Bodies without an integer `update_id` that could be read.
const UNREADABLE: [&str; 34] = [
    "",
    " ",
    "null",
    "true",
    "7",
    "\"update_id\"",
    "[]",
    "[{\"update_id\":1}]",
    "{}",
    "{",
    "{\"update_id\"",
    "{\"update_id\":",
    "{\"update_id\":1",
    "{\"update_id\":1}}",
    "{\"update_id\":1} {\"update_id\":2}",
    "{\"update_id\":null}",
    "{\"update_id\":\"1\"}",
    "{\"update_id\":1.5}",
    "{\"update_id\":1e3}",
    "{\"update_id\":true}",
    "{\"update_id\":[1]}",
    "{\"update_id\":{\"a\":1}}",
    "{\"update_id\":9223372036854775808}",
    "{\"update_id\":-9223372036854775809}",
    "{\"update_id\":123456789012345678901234567890}",
    "{\"update_id\":01}",
    "{\"update_id\":+1}",
    "{\"update_id\":1,}",
    "{update_id:1}",
    "{'update_id':1}",
    "update_id=1&message=hello",
    "<update><id>1</id></update>",
    "{\"Update_Id\":1}",
    "\u{feff}{\"update_id\":1}",
];

#[tokio::test]
async fn every_malformed_body_has_its_status() {
    let world = World::new().await;
    let deep = format!("{}1{}", "[".repeat(60_000), "]".repeat(60_000));
    let deep_payload = format!(
        r#"{{"update_id":1,"message":{}}}"#,
        &deep[1_000..deep.len() - 1_000]
    );
    let cases: Vec<(u16, Bytes)> = vec![
        (400, Bytes::from_static(&[0, 1, 2, 3, 255])),
        (400, Bytes::from_static(b"\xff\xfe{\"update_id\":1}")),
        (400, deep.clone().into()),
        (413, vec![b' '; 128 * 1024 + 1].into()),
        (200, "{\"update_id\":1}".into()),
        (200, "{\"update_id\":-1}".into()),
        (200, "{\"update_id\":1,\"message\":null}".into()),
        (200, "{\"update_id\":1,\"message\":[]}".into()),
        (200, "{\"update_id\":1,\"message\":\"text\"}".into()),
        (200, "{\"update_id\":1,\"message\":{}}".into()),
        (
            200,
            "{\"update_id\":1,\"message\":{\"from\":5,\"chat\":\"x\"}}".into(),
        ),
        (
            200,
            "{\"update_id\":1,\"callback_query\":{\"from\":{\"id\":1}}}".into(),
        ),
        (200, "{\"update_id\":1,\"poll\":{\"a\":\"\\ud800\"}}".into()),
        (200, deep_payload.into()),
        (
            200,
            "{\"update_id\":1,\"a_kind_of_next_year\":{\"id\":1e999}}".into(),
        ),
    ];
    let unreadable = UNREADABLE.map(|body| (400, body.into()));
    let cases: Vec<_> = unreadable.into_iter().chain(cases).collect();
    assert!(cases.len() >= 40);
    for (status, body) in cases {
        let shown = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
        assert_eq!(world.post(body).await.status, status, "{shown}");
    }
}

#[tokio::test]
async fn requests_that_are_not_telegrams_are_turned_away() {
    let world = World::new().await;
    let update = || updates::text(100, 42, "/start").to_string();
    let cases = [
        (404, request(Method::POST, "/", &[JSON, KEY], update())),
        (404, request(Method::GET, "/favicon.ico", &[], "")),
        (
            404,
            request(Method::POST, "/telegram/", &[JSON, KEY], update()),
        ),
        (
            404,
            request(Method::POST, "/TELEGRAM", &[JSON, KEY], update()),
        ),
        (405, request(Method::GET, "/telegram", &[], "")),
        (
            405,
            request(Method::PUT, "/telegram", &[JSON, KEY], update()),
        ),
        (405, request(Method::POST, "/health", &[], "")),
        (415, request(Method::POST, "/telegram", &[KEY], update())),
        (
            415,
            request(
                Method::POST,
                "/telegram",
                &[("content-type", "text/plain"), KEY],
                update(),
            ),
        ),
        (
            415,
            request(
                Method::POST,
                "/telegram",
                &[("content-type", "application/jsonp"), KEY],
                update(),
            ),
        ),
    ];
    for (status, request) in cases {
        has_status(&world, status, request).await;
    }
}

#[tokio::test]
async fn only_who_knows_the_secret_is_heard() {
    let world = World::new().await;
    let update = || updates::text(100, 42, "/start").to_string();
    let cases = [
        (401, request(Method::POST, "/telegram", &[JSON], update())),
        (
            401,
            request(Method::POST, "/telegram", &[JSON, (KEY.0, "")], update()),
        ),
        (
            401,
            request(
                Method::POST,
                "/telegram",
                &[JSON, (KEY.0, "wrong")],
                update(),
            ),
        ),
        (
            401,
            request(
                Method::POST,
                "/telegram",
                &[JSON, (KEY.0, &SECRET[1..])],
                update(),
            ),
        ),
        (
            401,
            request(
                Method::POST,
                "/telegram",
                &[JSON, (KEY.0, &SECRET.to_uppercase())],
                update(),
            ),
        ),
        (401, request(Method::POST, "/telegram", &[JSON], "not json")),
        (
            200,
            request(Method::POST, "/telegram?x=1", &[JSON, KEY], update()),
        ),
        (
            200,
            request(
                Method::POST,
                "/telegram",
                &[("CONTENT-TYPE", "Application/JSON; charset=utf-8"), KEY],
                update(),
            ),
        ),
        (
            200,
            request(
                Method::POST,
                "/telegram",
                &[JSON, ("X-TELEGRAM-BOT-API-SECRET-TOKEN", SECRET)],
                update(),
            ),
        ),
        (200, request(Method::GET, "/health", &[], "")),
    ];
    for (status, request) in cases {
        has_status(&world, status, request).await;
    }
}

async fn has_status(world: &World, status: u16, request: Request<Bytes>) {
    let shown = format!(
        "{} {} {:?}",
        request.method(),
        request.uri(),
        request.headers()
    );
    assert_eq!(world.send(request).await.status, status, "{shown}");
}

#[tokio::test]
async fn a_wrong_method_names_the_right_one() {
    let world = World::new().await;
    let invocation = webhook::Invocation {
        request_id: "t",
        deadline: clock::Deadline::NEVER,
    };
    for (path, method, allowed) in [
        ("/telegram", Method::GET, "POST"),
        ("/health", Method::DELETE, "GET"),
    ] {
        let response = world
            .webhook
            .answer(request(method, path, &[], ""), invocation)
            .await;
        assert_eq!(response.headers()["allow"], allowed);
    }
}

#[tokio::test]
async fn the_bare_health_page_says_status_and_version() {
    let world = World::new().await;
    let page = world
        .send(request(Method::GET, "/health", &[], ""))
        .await
        .call();
    assert_eq!(
        page,
        json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })
    );
    assert!(world.wire.operations().is_empty());
}
