//! A handler that panics or hangs, a dialogue from the future: the chat goes on.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use frontdesk_tests::{World, updates};
use serde_json::json;

async fn parked(world: &World) -> usize {
    world
        .dump()
        .await
        .keys()
        .filter(|key| key.starts_with("parked#"))
        .count()
}

#[tokio::test]
async fn a_panic_is_parked_with_an_apology() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    let poison = updates::text(101, 42, "panic!");
    let apology = world.ok(&poison).await;
    assert_eq!(apology.call()["method"], "sendMessage");
    assert_eq!(parked(&world).await, 1);
    assert_eq!(world.ok(&poison).await, apology);
    let row = world.table.item("parked#5", "101").await.unwrap();
    assert!(
        row["body"].as_s().unwrap().contains("panic!"),
        "an operator can see it"
    );
    assert_eq!(row["reason"].as_s().unwrap(), "panicked");
    let next = world.ok(&updates::text(102, 42, "Ann")).await;
    assert!(
        next.text().to_lowercase().contains("last name"),
        "the form goes on: {}",
        next.text()
    );
}

#[tokio::test]
async fn a_hanging_handler_is_parked() {
    let mut world = World::new().await;
    world.limit = Duration::from_millis(1_700);
    let apology = world.ok(&updates::text(101, 42, "hang!")).await;
    assert_eq!(apology.call()["method"], "sendMessage");
    assert_eq!(parked(&world).await, 1);
    world.ok(&updates::text(102, 42, "/start")).await;
}

#[tokio::test]
async fn a_poisoned_press_gets_its_apology_as_an_alert() {
    let world = World::new().await;
    let apology = world.ok(&updates::press(101, 42, "panic!")).await;
    assert_eq!(apology.call()["method"], "answerCallbackQuery");
    assert_eq!(parked(&world).await, 1);
}

#[tokio::test]
async fn what_the_second_stage_cannot_read_is_parked() {
    let world = World::new().await;
    let odd = updates::message_with(100, 42, json!({ "text": 5 }));
    let apology = world.ok(&odd).await;
    assert_eq!(apology.call()["method"], "sendMessage");
    assert_eq!(world.ok(&odd).await, apology);
    assert_eq!(parked(&world).await, 1);
}

#[tokio::test]
async fn without_a_person_it_is_parked_alone() {
    let world = World::new().await;
    let answer = world
        .ok(&json!({ "update_id": 100, "callback_query": { "id": 5 } }))
        .await;
    assert_eq!(answer.body.len(), 0);
    assert_eq!(parked(&world).await, 1);
}

#[tokio::test]
async fn the_third_delivery_of_an_old_update_is_parked() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    let old = updates::aged(updates::text(101, 42, "Ann"), 400);
    for _ in 0..2 {
        assert!(world.killed_at(engine::Step::Throttle, &old).await);
    }
    world.probe.passed();
    let apology = world.ok(&old).await;
    assert_eq!(parked(&world).await, 1);
    assert!(
        !world.probe.passed().contains(&engine::Step::Handled),
        "parked unhandled"
    );
    assert_eq!(world.ok(&old).await, apology);
    let next = world.ok(&updates::text(102, 42, "Ann")).await;
    assert!(
        next.text().to_lowercase().contains("last name"),
        "the chat goes on: {}",
        next.text()
    );
}

#[tokio::test]
async fn young_updates_are_not_counted() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    for _ in 0..5 {
        assert!(
            world
                .killed_at(engine::Step::Throttle, &updates::text(101, 42, "Ann"))
                .await
        );
    }
    world.ok(&updates::text(101, 42, "Ann")).await;
    assert_eq!(parked(&world).await, 0);
}

#[tokio::test]
async fn a_dialogue_from_the_future_is_closed_with_a_text() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    let mut item = world
        .table
        .item("person#42", "me#conversation")
        .await
        .unwrap();
    item.insert(
        "d".into(),
        AttributeValue::S(r#"{"Teleport":{"to":"Mars"}}"#.into()),
    );
    item.insert("ds".into(), AttributeValue::N("9".into()));
    item.insert("new_attribute".into(), AttributeValue::S("kept".into()));
    world.table.put(item).await;
    let help = world.ok(&updates::text(101, 42, "/help")).await;
    assert!(help.text().contains("/join"), "commands go on");
    let reset = world.ok(&updates::text(102, 42, "Ann")).await;
    assert!(!reset.text().is_empty());
    let item = world
        .table
        .item("person#42", "me#conversation")
        .await
        .unwrap();
    assert_eq!(item.get("d"), None, "the dialogue is reset");
    assert_eq!(
        item["new_attribute"].as_s().unwrap(),
        "kept",
        "and nothing else"
    );
    let hint = world.ok(&updates::text(103, 42, "Ann")).await;
    assert_ne!(hint.text(), reset.text());
}

#[tokio::test]
async fn a_damaged_conversation_does_not_read_as_none() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    let mut item = world
        .table
        .item("person#42", "me#conversation")
        .await
        .unwrap();
    item.insert("mi".into(), AttributeValue::S("no bytes".into()));
    world.table.put(item.clone()).await;
    world.ok(&updates::text(101, 42, "Ann")).await;
    assert_eq!(parked(&world).await, 1);
    assert_eq!(
        world
            .table
            .item("person#42", "me#conversation")
            .await
            .unwrap(),
        item,
        "nothing is overwritten"
    );
}

/// What does not touch the dialogue leaves it as it is, also one that this build cannot read.
#[tokio::test]
async fn a_dialogue_from_the_future_survives_other_writes() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    let mut item = world
        .table
        .item("person#42", "me#conversation")
        .await
        .unwrap();
    item.insert("ds".into(), AttributeValue::N("9".into()));
    world.table.put(item).await;
    world.ok(&updates::text(101, 42, "/language ru")).await;
    world.ok(&updates::press(102, 42, "l:en")).await;
    assert!(
        world
            .table
            .item("person#42", "me#conversation")
            .await
            .unwrap()
            .contains_key("d")
    );
    let reset = world.ok(&updates::text(103, 42, "Ann")).await;
    assert!(reset.text().contains("updated"), "{}", reset.text());
}

#[tokio::test]
async fn a_fault_in_a_group_stays_quiet_to_chatter() {
    let world = World::new().await;
    world.ok(&updates::group_text(100, -500, 42, "/join")).await;
    let mut item = world
        .table
        .item("group#-500", "conversation#42")
        .await
        .unwrap();
    item.insert("mi".into(), AttributeValue::S("no bytes".into()));
    world.table.put(item).await;
    assert_eq!(
        world
            .ok(&updates::group_text(101, -500, 42, "hello all"))
            .await
            .body
            .len(),
        0
    );
    assert!(
        !world
            .ok(&updates::group_text(102, -500, 42, "/help"))
            .await
            .text()
            .is_empty()
    );
}
