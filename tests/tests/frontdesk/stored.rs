//! What earlier builds stored stays readable, and what later builds store is not lost.

use aws_sdk_dynamodb::types::AttributeValue;
use engine::Parked;
use frontdesk_tests::{BOSS, World, fixture, updates};
use heartbeat::Heartbeat;
use outbox::{Delivery, ParkedMessage, Policy};

use crate::deciding::notice;

mod business;
mod dialogues;
mod leaving;
mod told;
mod tomorrow;

/// One file a layout, never changed once a build with it has run.
const VERSIONS: [&str; 1] = [include_str!("../../fixtures/stored/1.json")];

async fn world_with(json: &str) -> World {
    let world = World::new().await;
    for item in fixture::items(json) {
        world.table.put(item).await;
    }
    world
}

#[tokio::test]
async fn every_older_version_goes_on() {
    for json in VERSIONS {
        let world = world_with(json).await;
        let repeated = world.ok(&updates::text(101, 42, "Ann")).await;
        assert!(
            repeated.text().contains("last name"),
            "the stored reply, in its own language: {repeated:?}"
        );
        let next = world.ok(&updates::text(102, 42, "Lee")).await;
        assert!(
            next.text().contains("телефон"),
            "the form goes on in the chosen language: {}",
            next.text()
        );
        let tapped = world.ok(&updates::press(200, 42, "l:ru")).await;
        assert_eq!(tapped.call()["method"], "editMessageText", "a known tap");
        world.ok(&updates::press(300, BOSS, "d:77:203:m")).await;
        assert!(
            notice(&world, "300-0").await.is_some(),
            "a pending request can be decided"
        );
        let decided = world.ok(&updates::press(301, BOSS, "d:78:303:r")).await;
        assert!(
            decided.text().contains("Boss"),
            "a decided one shows who: {}",
            decided.text()
        );
        assert!(notice(&world, "203-0").await.is_some());
        let parked = world.table.item("parked#5", "101").await.unwrap();
        assert_eq!(store::decode::<Parked>(parked).unwrap().reason, "panicked");
        what_leaves_on_its_own_is_read(&world).await;
    }
}

/// What a build of tomorrow added is still there after a build of today has written the item.
#[tokio::test]
async fn unknown_attributes_survive_a_write() {
    for json in VERSIONS {
        let world = World::new().await;
        for mut item in fixture::items(json) {
            item.insert("of_tomorrow".into(), AttributeValue::S("kept".into()));
            item.insert("s".into(), AttributeValue::N("9".into()));
            world.table.put(item).await;
        }
        world.ok(&updates::text(102, 42, "Lee")).await;
        world.ok(&updates::text(103, 42, "/language uz")).await;
        world.ok(&updates::press(300, BOSS, "d:77:203:m")).await;
        for (pk, sk) in [
            ("person#42", "me#conversation"),
            ("person#42", "me#profile"),
            ("request#77", "request"),
        ] {
            let item = world.table.item(pk, sk).await.unwrap();
            assert_eq!(item["of_tomorrow"].as_s().unwrap(), "kept", "{pk} {sk}");
            assert_ne!(item["v"].as_n().unwrap(), "1", "{pk} {sk} was written");
        }
    }
}

#[tokio::test]
async fn a_reply_of_another_build_is_not_repeated_wrongly() {
    let world = world_with(VERSIONS[0]).await;
    let mut item = world
        .table
        .item("person#42", "me#conversation")
        .await
        .unwrap();
    item.insert(
        "mr".into(),
        AttributeValue::S(r#"101 ["en",{"s":{"screen_of_tomorrow":1}}]"#.into()),
    );
    world.table.put(item).await;
    let repeated = world.ok(&updates::text(101, 42, "Ann")).await;
    assert!(!repeated.text().is_empty(), "no silence");
    assert!(!repeated.text().contains("last name"));
}

async fn what_leaves_on_its_own_is_read(world: &World) {
    let alert = notice(world, "900-0").await.unwrap();
    assert_eq!((alert.policy, alert.attempts), (Policy::SendAgain, 1));
    let item = |pk, sk| world.table.item(pk, sk);
    let message = item("parked#messages", "m-1").await.unwrap();
    assert_eq!(
        store::decode::<ParkedMessage>(message).unwrap().message_id,
        "m-1"
    );
    let delivery = item("person#42", "me#delivery").await.unwrap();
    let delivery = store::decode::<Delivery>(delivery).unwrap();
    assert!(!delivery.unreachable, "the person has written since");
    assert!(delivery.hold_until.is_some());
    let heartbeat = item("ops#heartbeat", "heartbeat").await.unwrap();
    assert_eq!(
        store::decode::<Heartbeat>(heartbeat).unwrap().host,
        "monitor"
    );
    let watch = item("ops#watch", "watch").await.unwrap();
    let watch = store::decode::<watch::Watch>(watch).unwrap().adopted();
    assert!(!watch.is_on(watch::Cause::Heartbeat));
}
