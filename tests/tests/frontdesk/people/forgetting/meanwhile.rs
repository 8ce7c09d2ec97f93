//! What is left while a person is being forgotten.

use std::sync::{Arc, mpsc};

use aws_sdk_dynamodb::types::AttributeValue;
use frontdesk_tests::{Answer, World, updates};

/// Presses a button, and lets `meanwhile` happen between what is read for it and what is written.
async fn interrupted(
    world: &Arc<World>,
    data: &str,
    meanwhile: impl Future<Output = ()>,
) -> Answer {
    let (reached, reaching) = tokio::sync::oneshot::channel();
    let (go_on, wait) = mpsc::channel::<()>();
    let mut reached = Some(reached);
    world.wire.inject(move |operation| {
        if operation == "TransactWriteItems"
            && let Some(reached) = reached.take()
        {
            reached.send(()).unwrap();
            wait.recv().unwrap();
        }
        None
    });
    let (pressed, press) = (Arc::clone(world), updates::press(301, 42, data));
    let pressing = tokio::spawn(async move { pressed.ok(&press).await });
    reaching.await.unwrap();
    meanwhile.await;
    go_on.send(()).unwrap();
    let answer = pressing.await.unwrap();
    world.wire.mend();
    answer
}

/// The conversation in the group goes on by a reply that names the person.
async fn the_group_goes_on(world: &World) {
    let item = world.table.item("group#-500", "conversation#42").await;
    let mut item = item.unwrap();
    let version: u64 = item["v"].as_n().unwrap().parse().unwrap();
    item.insert("v".into(), AttributeValue::N((version + 1).to_string()));
    item.insert("mr".into(), AttributeValue::S("105 \"Annabel\"".into()));
    world.table.put(item).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_goes_on_meanwhile_is_read_again() {
    let world = Arc::new(World::new().await);
    world.ok(&updates::text(1, 42, "/start")).await;
    world.ok(&updates::group_text(100, -500, 42, "/join")).await;
    let asked = world.ok(&updates::text(300, 42, "/forget_me")).await;
    let data = asked.data("forget me");
    let done = interrupted(&world, &data, the_group_goes_on(&world)).await;
    assert!(done.text().contains("forgotten you"), "{}", done.text());
    let dump = world.dump().await;
    let group = &dump["group#-500 / conversation#42"];
    assert!(!format!("{group:?}").contains("Annabel"), "{group:?}");
    assert!(group.contains_key("mi"), "the ids stay: {group:?}");
    assert!(!dump.keys().any(|key| key.starts_with("trace#")));
}

/// Whatever wins, a group in which something was kept has its trace.
#[tokio::test]
async fn a_group_that_talks_beside_it_keeps_its_trace() {
    let world = World::new().await;
    for round in 0..50 {
        let id = 1_000 + round * 10;
        world.clock.advance(std::time::Duration::from_secs(20));
        world.ok(&updates::text(id, 42, "/start")).await;
        world
            .ok(&updates::group_text(id + 1, -500, 42, "/join"))
            .await;
        let asked = world.ok(&updates::text(id + 2, 42, "/forget_me")).await;
        let press = updates::press(id + 3, 42, &asked.data("forget me"));
        let talk = updates::group_text(id + 4, -500, 42, "/join");
        let (done, _) = tokio::join!(world.ok(&press), world.ok(&talk));
        assert!(done.text().contains("forgotten you"), "round {round}");
        let dump = world.dump().await;
        let group = &dump["group#-500 / conversation#42"];
        let kept = ["d", "mr", "cr"]
            .iter()
            .any(|name| group.contains_key(*name));
        let traced = dump.contains_key("trace#42 / group#-500");
        assert_eq!(kept, traced, "round {round}: {group:?}");
    }
}
