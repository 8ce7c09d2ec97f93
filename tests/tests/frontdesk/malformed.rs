//! Bad input has a status, and never a panic.

use bytes::Bytes;
use frontdesk_tests::{SECRET, World, updates};
use http::{Method, Request};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

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

#[tokio::test]
async fn every_malformed_body_has_its_status() {
    let world = World::new().await;
    let deep = format!("{}1{}", "[".repeat(60_000), "]".repeat(60_000));
    let deep_payload = format!(
        r#"{{"update_id":1,"message":{}}}"#,
        &deep[1_000..deep.len() - 1_000]
    );
    let cases: Vec<(u16, Bytes)> = vec![
        (400, "".into()),
        (400, " ".into()),
        (400, "null".into()),
        (400, "true".into()),
        (400, "7".into()),
        (400, "\"update_id\"".into()),
        (400, "[]".into()),
        (400, "[{\"update_id\":1}]".into()),
        (400, "{}".into()),
        (400, "{".into()),
        (400, "{\"update_id\"".into()),
        (400, "{\"update_id\":".into()),
        (400, "{\"update_id\":1".into()),
        (400, "{\"update_id\":1}}".into()),
        (400, "{\"update_id\":1} {\"update_id\":2}".into()),
        (400, "{\"update_id\":null}".into()),
        (400, "{\"update_id\":\"1\"}".into()),
        (400, "{\"update_id\":1.5}".into()),
        (400, "{\"update_id\":1e3}".into()),
        (400, "{\"update_id\":true}".into()),
        (400, "{\"update_id\":[1]}".into()),
        (400, "{\"update_id\":{\"a\":1}}".into()),
        (400, "{\"update_id\":9223372036854775808}".into()),
        (400, "{\"update_id\":-9223372036854775809}".into()),
        (400, "{\"update_id\":123456789012345678901234567890}".into()),
        (400, "{\"update_id\":01}".into()),
        (400, "{\"update_id\":+1}".into()),
        (400, "{\"update_id\":1,}".into()),
        (400, "{update_id:1}".into()),
        (400, "{'update_id':1}".into()),
        (400, "update_id=1&message=hello".into()),
        (400, "<update><id>1</id></update>".into()),
        (400, "{\"Update_Id\":1}".into()),
        (400, "\u{feff}{\"update_id\":1}".into()),
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
        let shown = format!(
            "{} {} {:?}",
            request.method(),
            request.uri(),
            request.headers()
        );
        assert_eq!(world.send(request).await.status, status, "{shown}");
    }
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

/// One valid update of every kind that the Bot API names, as far as the parts that matter.
fn every_kind() -> Vec<Value> {
    let chat = json!({ "id": 42, "type": "private", "first_name": "A" });
    let group = json!({ "id": -42, "type": "supergroup", "title": "G" });
    let from = updates::user(42);
    let message = json!({ "message_id": 1, "date": 1_772_442_000, "chat": chat, "from": from, "text": "/start" });
    let mut group_message = message.clone();
    group_message["chat"] = group.clone();
    let press = updates::press(1, 42, "l:ru")["callback_query"].clone();
    let member = json!({ "chat": group, "from": from, "date": 1, "old_chat_member": {}, "new_chat_member": {} });
    let kinds = [
        ("message", message.clone()),
        ("message", group_message),
        ("edited_message", message.clone()),
        ("channel_post", message.clone()),
        ("edited_channel_post", message.clone()),
        (
            "business_connection",
            json!({ "id": "1", "user": from, "user_chat_id": 42, "date": 1, "is_enabled": true }),
        ),
        ("business_message", message.clone()),
        ("edited_business_message", message),
        (
            "deleted_business_messages",
            json!({ "business_connection_id": "1", "chat": chat, "message_ids": [1] }),
        ),
        (
            "message_reaction",
            json!({ "chat": chat, "message_id": 1, "user": from, "date": 1 }),
        ),
        (
            "message_reaction_count",
            json!({ "chat": chat, "message_id": 1, "date": 1, "reactions": [] }),
        ),
        (
            "inline_query",
            json!({ "id": "1", "from": from, "query": "", "offset": "" }),
        ),
        (
            "chosen_inline_result",
            json!({ "result_id": "1", "from": from, "query": "" }),
        ),
        ("callback_query", press),
        (
            "shipping_query",
            json!({ "id": "1", "from": from, "invoice_payload": "p" }),
        ),
        (
            "pre_checkout_query",
            json!({ "id": "1", "from": from, "currency": "XTR", "total_amount": 1 }),
        ),
        (
            "purchased_paid_media",
            json!({ "from": from, "paid_media_payload": "p" }),
        ),
        ("poll", json!({ "id": "1", "question": "?", "options": [] })),
        (
            "poll_answer",
            json!({ "poll_id": "1", "user": from, "option_ids": [] }),
        ),
        ("my_chat_member", member.clone()),
        ("chat_member", member),
        (
            "chat_join_request",
            json!({ "chat": group, "from": from, "user_chat_id": 42, "date": 1 }),
        ),
        ("chat_boost", json!({ "chat": group, "boost": {} })),
        (
            "removed_chat_boost",
            json!({ "chat": group, "boost_id": "1", "remove_date": 1, "source": {} }),
        ),
        ("a_kind_of_next_year", json!({ "from": from, "chat": chat })),
    ];
    kinds
        .into_iter()
        .map(|(kind, payload)| json!({ "update_id": 1, kind: payload }))
        .collect()
}

/// Replaces, removes or adds something at a random place of a random update.
fn mutated() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,40}".prop_map(Value::from),
        "(/start|/join|/language|/cancel|/help|Ann|\\+998901234567)".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(updates::user(42)),
    ];
    let kinds = every_kind();
    let picks = prop::collection::vec((any::<prop::sample::Index>(), leaf, 0..4u8), 0..4);
    (prop::sample::select(kinds), picks, 0..1_000_000i64).prop_map(|(mut update, picks, id)| {
        for (place, value, how) in picks {
            mutate(&mut update, place, value, how);
        }
        update["update_id"] = Value::from(id);
        update
    })
}

fn mutate(update: &mut Value, place: prop::sample::Index, value: Value, how: u8) {
    let mut pointers = Vec::new();
    collect("", update, &mut pointers);
    let pointer = pointers[place.index(pointers.len())].clone();
    let Some(target) = update.pointer_mut(&pointer) else {
        return;
    };
    match (how, target) {
        (0, Value::Object(map)) => {
            let first = map.keys().next().cloned();
            first.map(|key| map.remove(&key));
        }
        (1, Value::Object(map)) => drop(map.insert("a_new_field".into(), value)),
        (_, target) => *target = value,
    }
}

fn collect(path: &str, value: &Value, into: &mut Vec<String>) {
    if !path.is_empty() {
        into.push(path.to_owned());
    }
    if let Value::Object(map) = value {
        map.iter()
            .for_each(|(key, value)| collect(&format!("{path}/{key}"), value, into));
    }
}

#[test]
fn two_thousand_odd_updates_give_200() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(World::new());
    let config = Config {
        cases: 2_000,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let checked = runner.run(&mutated(), |update| {
        let answer = runtime.block_on(world.deliver(&update));
        prop_assert_eq!(answer.status, 200, "{}", update);
        Ok(())
    });
    checked.unwrap();
}

#[tokio::test]
async fn the_valid_updates_of_every_kind_give_200() {
    let world = World::new().await;
    for (id, mut update) in every_kind().into_iter().enumerate() {
        update["update_id"] = json!(5_000 + id);
        world.ok(&update).await;
    }
    let parked = world
        .dump()
        .await
        .keys()
        .filter(|key| key.starts_with("parked#"))
        .count();
    assert_eq!(parked, 0, "none of them is poison");
}
