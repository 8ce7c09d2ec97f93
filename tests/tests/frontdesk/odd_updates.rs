//! Updates of every kind, whole and mutated: always a 200.

use frontdesk_tests::{World, updates};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

/// One valid update of every kind that the Bot API names, as far as the parts that matter.
fn every_kind() -> Vec<Value> {
    let chat = json!({ "id": 42, "type": "private", "first_name": "A" });
    let group = json!({ "id": -42, "type": "supergroup", "title": "G" });
    let from = updates::user(42);
    let message = json!({ "message_id": 1, "date": 1_772_442_000, "chat": chat, "from": from, "text": "/start" });
    let mut group_message = message.clone();
    group_message["chat"] = group.clone();
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
        .chain(outside_of_chats())
        .map(|(kind, payload)| json!({ "update_id": 1, kind: payload }))
        .collect()
}

/// Queries, payments and polls: what comes without a message.
fn outside_of_chats() -> Vec<(&'static str, Value)> {
    let from = updates::user(42);
    let press = updates::press(1, 42, "l:ru")["callback_query"].clone();
    vec![
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
    ]
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
