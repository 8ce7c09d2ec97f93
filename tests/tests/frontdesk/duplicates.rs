//! The same update twice, ten times, at once: one change, the same answer each time.

use frontdesk_tests::{World, updates};
use futures_util::future::join_all;

#[tokio::test]
async fn ten_deliveries_change_the_state_once() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    let name = updates::text(101, 42, "Ann");
    let first = world.ok(&name).await;
    let after = world.dump().await;
    for _ in 0..9 {
        assert_eq!(world.ok(&name).await, first);
    }
    assert_eq!(world.dump().await, after);
    let last_name = world.ok(&updates::text(102, 42, "Lee")).await;
    assert_ne!(
        last_name.text(),
        first.text(),
        "the form has gone on by one step only"
    );
}

#[tokio::test]
async fn ten_at_once_change_the_state_once() {
    for round in 0..20 {
        let world = World::new().await;
        world.ok(&updates::text(100, 42, "/join")).await;
        let name = updates::text(101, 42, "Ann");
        let answers = join_all((0..10).map(|_| world.ok(&name))).await;
        assert!(
            answers.iter().all(|answer| *answer == answers[0]),
            "round {round}: {answers:?}"
        );
        assert_eq!(answers[0].call()["method"], "sendMessage");
        let conversation = world
            .table
            .item("person#42", "me#conversation")
            .await
            .unwrap();
        assert_eq!(conversation["v"].as_n().unwrap(), "2");
    }
}

#[tokio::test]
async fn a_tap_in_between_hides_no_answer() {
    let world = World::new().await;
    world.ok(&updates::text(99, 42, "/start")).await;
    world.ok(&updates::text(100, 42, "/join")).await;
    let name = updates::text(101, 42, "Ann");
    let first = world.ok(&name).await;
    let tap = updates::press(
        102,
        42,
        &world
            .ok(&updates::text(103, 42, "/language"))
            .await
            .data("Русский"),
    );
    let tapped = world.ok(&tap).await;
    assert_eq!(world.ok(&name).await, first);
    assert_eq!(world.ok(&tap).await, tapped);
}

#[tokio::test]
async fn a_finished_form_is_not_finished_twice() {
    let world = World::new().await;
    for (id, text) in [(100, "/join"), (101, "Ann"), (102, "Lee")] {
        world.ok(&updates::text(id, 42, text)).await;
    }
    let phone = updates::contact(103, 42, "998901234567");
    let first = world.ok(&phone).await;
    let after = world.dump().await;
    assert_eq!(
        after
            .keys()
            .filter(|key| key.starts_with("notice#"))
            .count(),
        1
    );
    assert_eq!(world.ok(&phone).await, first);
    assert_eq!(world.dump().await, after);
}

#[tokio::test]
async fn ids_may_go_backwards() {
    let world = World::new().await;
    world.ok(&updates::text(9_000_000_000, 42, "/join")).await;
    let answer = world.ok(&updates::text(5, 42, "Ann")).await;
    assert!(
        answer.text().to_lowercase().contains("last name"),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn an_older_duplicate_changes_nothing_and_says_nothing() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    world.ok(&updates::text(101, 42, "Ann")).await;
    let after = world.dump().await;
    let late = world.ok(&updates::text(100, 42, "/join")).await;
    assert_eq!(late.text(), "");
    assert_eq!(world.dump().await, after);
}
