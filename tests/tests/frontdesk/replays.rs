//! A parked update is handled once more, and once only.

use std::collections::BTreeSet;

use clock::Deadline;
use engine::{ParkReason, Parked, Replay, Step};
use frontdesk_tests::{Fault, World, updates};
use futures_util::future::join_all;
use serde_json::{Value, json};

const GROUP: i64 = -1_001_234;

/// The last answer of a request to join, an old one.
fn contact() -> Value {
    updates::aged(updates::contact(103, 42, "+998901234567"), 600)
}

/// The request's last answer was parked, because the process ended twice with it.
async fn with_a_parked_request() -> World {
    let world = World::new().await;
    for (id, text) in [(100, "/join"), (101, "Ann"), (102, "Lee")] {
        world.ok(&updates::text(id, 42, text)).await;
    }
    for _ in 0..2 {
        assert!(world.killed_at(Step::Throttle, &contact()).await);
    }
    let apology = world.ok(&contact()).await;
    assert!(!apology.text().contains("on its way"), "{}", apology.text());
    assert_eq!(parked(&world).await, 2, "the row and its trace");
    world.wire.operations();
    world.probe.passed();
    world
}

async fn parked(world: &World) -> usize {
    let dump = world.dump().await;
    dump.keys().filter(|key| key.contains("parked#")).count()
}

async fn replay(world: &World, update_id: i64) -> Replay {
    let deadline = Deadline::after(world.limit, &world.clock);
    world.webhook.engine().replay(update_id, deadline).await
}

fn said(replay: &Replay) -> String {
    match replay {
        Replay::Handled(Some(reply)) => reply.body()["text"].as_str().unwrap().to_owned(),
        other => panic!("{other:?} has no reply"),
    }
}

#[tokio::test]
async fn a_replayed_update_is_handled_and_its_row_goes() {
    let world = with_a_parked_request().await;
    assert!(said(&replay(&world, 103).await).contains("on its way"));
    assert_eq!(parked(&world).await, 0);
    assert!(world.table.item("request#42", "request").await.is_some());
    let after = world.dump().await;
    assert_eq!(replay(&world, 103).await, Replay::Gone);
    let again = world.ok(&contact()).await;
    assert!(again.text().contains("on its way"), "{}", again.text());
    assert_eq!(world.dump().await, after);
}

#[tokio::test]
async fn killed_at_every_step_it_is_handled_once() {
    let undisturbed = with_a_parked_request().await;
    replay(&undisturbed, 103).await;
    let expected = undisturbed.dump().await;
    let mut hit = BTreeSet::new();
    for step in Step::ALL {
        let world = with_a_parked_request().await;
        let before = world.dump().await;
        world.probe.hold(step);
        tokio::select! {
            biased;
            () = world.probe.held() => drop(hit.insert(step)),
            _ = replay(&world, 103) => world.probe.release(),
        }
        let left = world.dump().await;
        assert!(left == before || left == expected, "{step:?}");
        replay(&world, 103).await;
        assert_eq!(world.dump().await, expected, "{step:?}");
    }
    let of_a_replay = [
        Step::Loaded,
        Step::Handled,
        Step::Committing,
        Step::Committed,
    ];
    assert!(hit.is_superset(&BTreeSet::from(of_a_replay)), "{hit:?}");
}

#[tokio::test]
async fn killed_around_every_request_it_is_handled_once() {
    let undisturbed = with_a_parked_request().await;
    replay(&undisturbed, 103).await;
    let requests = undisturbed.wire.operations().len();
    let expected = undisturbed.dump().await;
    assert_eq!(
        requests, 7,
        "the row twice, load, two records, commit, the ring"
    );
    for number in 0..requests {
        for fault in [Fault::HeldBefore, Fault::HeldAfter, Fault::AnswerLost] {
            let world = with_a_parked_request().await;
            world.wire.inject_at(number, fault);
            tokio::select! {
                biased;
                () = world.wire.held() => {}
                _ = replay(&world, 103) => {}
            }
            world.wire.mend();
            replay(&world, 103).await;
            assert_eq!(world.dump().await, expected, "request {number}, {fault:?}");
        }
    }
}

#[tokio::test]
async fn of_twenty_at_once_one_handles_it() {
    let undisturbed = with_a_parked_request().await;
    replay(&undisturbed, 103).await;
    let world = with_a_parked_request().await;
    let ended = join_all((0..20).map(|_| replay(&world, 103))).await;
    let handled = |ended: &&Replay| matches!(ended, Replay::Handled(_));
    assert_eq!(ended.iter().filter(handled).count(), 1, "{ended:?}");
    let gone = |ended: &Replay| handled(&ended) || *ended == Replay::Gone;
    assert!(ended.iter().all(gone), "{ended:?}");
    assert_eq!(world.dump().await, undisturbed.dump().await);
}

#[tokio::test]
async fn a_race_with_another_update_loses_neither() {
    for _ in 0..10 {
        let world = with_a_parked_request().await;
        let others = async {
            for (id, choice) in (104..).zip(["l:ru", "l:en", "l:uz", "l:ru", "l:en"]) {
                world.ok(&updates::press(id, 42, choice)).await;
            }
        };
        let (ended, ()) = tokio::join!(replay(&world, 103), others);
        assert!(matches!(ended, Replay::Handled(_)), "{ended:?}");
        assert!(world.table.item("request#42", "request").await.is_some());
        assert_eq!(parked(&world).await, 0);
    }
}

#[tokio::test]
async fn what_fails_again_stays_as_it_is() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "panic!")).await;
    let before = world.dump().await;
    let ended = replay(&world, 100).await;
    assert_eq!(ended, Replay::Failed(ParkReason::Panicked));
    assert_eq!(world.dump().await, before);
    world.wire.break_down(Fault::Refused);
    assert!(matches!(replay(&world, 100).await, Replay::Later(_)));
    world.wire.mend();
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_full_window_throttles_no_replay() {
    let world = World::new().await;
    let old = updates::aged(updates::text(103, 42, "/join"), 600);
    for _ in 0..2 {
        assert!(world.killed_at(Step::Throttle, &old).await);
    }
    world.ok(&old).await;
    for (id, text) in (200..204).flat_map(|id| [(id, "/join"), (id + 50, "/cancel")]) {
        world.ok(&updates::text(id, 42, text)).await;
    }
    let refused = world.ok(&updates::text(300, 42, "/join")).await;
    assert!(refused.text().contains("10"), "{}", refused.text());
    assert!(said(&replay(&world, 103).await).contains("first name"));
}

/// A row as an older build has parked it.
async fn park(world: &World, update: &Value) {
    let row = Parked {
        update_id: update["update_id"].as_i64().unwrap(),
        kind: "message".to_owned(),
        chat: None,
        user: Some(42),
        reason: "fault: of an older build".to_owned(),
        body: update.to_string(),
        at: clock::Clock::now(&world.clock),
    };
    let table = &world.webhook.engine().table;
    table.insert(row).await.unwrap().unwrap();
}

#[tokio::test]
async fn what_nobody_types_only_leaves() {
    let world = World::new().await;
    let pinned = json!({"pinned_message": {}});
    let mut edited = updates::group_text(8, GROUP, 42, "Ann");
    let message = edited["message"].take();
    edited = json!({"update_id": 8, "edited_message": message});
    for update in [updates::message_with(7, 42, pinned), edited] {
        park(&world, &update).await;
        let id = update["update_id"].as_i64().unwrap();
        assert_eq!(replay(&world, id).await, Replay::Idle, "{update}");
        assert_eq!(parked(&world).await, 0);
        assert_eq!(replay(&world, id).await, Replay::Gone);
    }
}

#[tokio::test]
async fn an_answer_to_no_open_form_stays() {
    let world = World::new().await;
    let join = updates::group_text(100, GROUP, 42, "/join");
    let answer = updates::group_text(101, GROUP, 42, "Ann");
    let other = updates::group_text(102, GROUP, 42, "/help@other_bot");
    for update in [&answer, &other] {
        park(&world, update).await;
    }
    let before = world.dump().await;
    for id in [101, 102] {
        assert_eq!(replay(&world, id).await, Replay::Unaddressed, "{id}");
    }
    assert_eq!(world.dump().await, before);
    world.ok(&join).await;
    assert!(said(&replay(&world, 101).await).contains("last name"));
    assert_eq!(replay(&world, 102).await, Replay::Unaddressed);
}

#[tokio::test]
async fn a_kind_that_is_not_used_stays() {
    let world = World::new().await;
    park(&world, &json!({"update_id": 7, "poll": {"id": "1"}})).await;
    let before = world.dump().await;
    assert_eq!(replay(&world, 7).await, Replay::Unused);
    assert_eq!(world.dump().await, before);
}
