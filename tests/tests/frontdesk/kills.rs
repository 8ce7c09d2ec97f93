//! The function is killed at every point between receiving and answering.

use std::collections::BTreeSet;

use engine::Step;
use frontdesk_tests::{Fault, World, updates};
use serde_json::Value;

/// What leads to the update under test, the update, and how many table requests it makes.
struct Scenario {
    name: &'static str,
    before: Vec<Value>,
    update: Value,
    requests: usize,
}

fn scenarios() -> Vec<Scenario> {
    of_the_engine()
        .into_iter()
        .chain(of_the_business())
        .collect()
}

/// The first three answers of a request to join.
fn form() -> Vec<Value> {
    vec![
        updates::text(100, 42, "/join"),
        updates::text(101, 42, "Ann"),
        updates::text(102, 42, "Lee"),
    ]
}

fn of_the_engine() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "a first start",
            before: vec![],
            update: updates::text(100, 42, "/start"),
            requests: 2,
        },
        Scenario {
            name: "a step of a form",
            before: vec![updates::text(100, 42, "/join")],
            update: updates::text(101, 42, "Ann"),
            requests: 2,
        },
        Scenario {
            name: "the end of a form, with a notice",
            before: form(),
            update: updates::contact(103, 42, "+998901234567"),
            requests: 5,
        },
        Scenario {
            name: "a step of a form that waited ten minutes",
            before: vec![updates::text(100, 42, "/join")],
            update: updates::aged(updates::text(101, 42, "Ann"), 600),
            requests: 3,
        },
        Scenario {
            name: "a press",
            before: vec![],
            update: updates::press(100, 42, "l:ru"),
            requests: 2,
        },
        Scenario {
            name: "a decision",
            before: form()
                .into_iter()
                .chain([updates::contact(103, 42, "+998901234567")])
                .collect(),
            update: updates::press(200, frontdesk_tests::BOSS, "d:42:103:m"),
            requests: 5,
        },
        Scenario {
            name: "a poisoned update",
            before: vec![updates::text(100, 42, "/join")],
            update: updates::text(101, 42, "panic!"),
            requests: 4,
        },
    ]
}

fn of_the_business() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "an edit of the shop, which is stored for the first time",
            before: vec![],
            update: updates::press(100, frontdesk_tests::BOSS, "s:o:1:n:0"),
            requests: 3,
        },
        Scenario {
            name: "a time away",
            before: form()
                .into_iter()
                .chain([
                    updates::contact(103, 42, "+998901234567"),
                    updates::press(200, frontdesk_tests::BOSS, "d:42:103:m"),
                    updates::press(300, 42, "t:a:20260303"),
                ])
                .collect(),
            update: updates::text(400, 42, "13:00-15:00 dentist"),
            requests: 3,
        },
        Scenario {
            name: "a booking that its master cancels",
            before: form()
                .into_iter()
                .chain([
                    updates::contact(103, 42, "+998901234567"),
                    updates::press(200, frontdesk_tests::BOSS, "d:42:103:m"),
                    updates::text(300, 43, "/book haircut any 2026-03-03 14:00"),
                    updates::press(400, 42, "t:c:20260303:300:1772546400"),
                ])
                .collect(),
            update: updates::press(401, 42, "t:f:400:w:2"),
            requests: 5,
        },
        Scenario {
            name: "the erasure of a person who has left something in a group and parked something",
            before: [updates::text(90, 42, "/start")]
                .into_iter()
                .chain(form())
                .chain([
                    updates::contact(103, 42, "+998901234567"),
                    updates::text(104, 42, "panic!"),
                    updates::group_text(105, -500, 42, "/join"),
                ])
                .collect(),
            update: updates::press(106, 42, &format!("f:{}", updates::start_s() * 1_000)),
            requests: 7,
        },
    ]
}

async fn prepared(scenario: &Scenario) -> World {
    let world = World::new().await;
    for update in &scenario.before {
        world.ok(update).await;
    }
    world.wire.operations();
    world
}

/// Attempts at an old update are counted on purpose; nothing else may differ.
fn same(left: &frontdesk_tests::table::Dump, right: &frontdesk_tests::table::Dump) -> bool {
    let strip = |dump: &frontdesk_tests::table::Dump| {
        let mut dump = dump.clone();
        for item in dump.values_mut() {
            item.retain(|name, _| !matches!(name.as_str(), "at" | "v" | "ttl"));
        }
        dump
    };
    strip(left) == strip(right)
}

#[tokio::test]
async fn killed_at_every_step_then_delivered_again() {
    let mut hit = BTreeSet::new();
    for scenario in scenarios() {
        let undisturbed = prepared(&scenario).await;
        let expected_answer = undisturbed.ok(&scenario.update).await;
        let expected = undisturbed.dump().await;
        for step in Step::ALL {
            let world = prepared(&scenario).await;
            let before = world.dump().await;
            if !world.killed_at(step, &scenario.update).await {
                continue;
            }
            hit.insert(step);
            let left = world.dump().await;
            assert!(
                same(&left, &before) || same(&left, &expected),
                "{} killed at {step:?}: half a state",
                scenario.name
            );
            let answer = world.ok(&scenario.update).await;
            assert_eq!(
                answer, expected_answer,
                "{} killed at {step:?}",
                scenario.name
            );
            assert!(
                same(&world.dump().await, &expected),
                "{} killed at {step:?}",
                scenario.name
            );
        }
    }
    assert_eq!(hit, BTreeSet::from(Step::ALL), "every step was hit");
}

#[tokio::test]
async fn killed_around_every_request_then_delivered_again() {
    for scenario in scenarios() {
        let undisturbed = prepared(&scenario).await;
        let expected_answer = undisturbed.ok(&scenario.update).await;
        assert_eq!(
            undisturbed.wire.operations().len(),
            scenario.requests,
            "{}",
            scenario.name
        );
        let expected = undisturbed.dump().await;
        for number in 0..scenario.requests {
            for fault in [Fault::HeldBefore, Fault::HeldAfter] {
                let world = prepared(&scenario).await;
                let before = world.dump().await;
                let point = format!("{}: request {number}, {fault:?}", scenario.name);
                assert!(
                    world
                        .killed_on_the_wire(number, fault, &scenario.update)
                        .await,
                    "{point} was not hit"
                );
                let left = world.dump().await;
                assert!(
                    same(&left, &before) || same(&left, &expected),
                    "{point}: half a state"
                );
                assert_eq!(world.ok(&scenario.update).await, expected_answer, "{point}");
                assert!(same(&world.dump().await, &expected), "{point}");
            }
        }
    }
}

#[tokio::test]
async fn an_answer_lost_after_the_write_is_no_loss() {
    for scenario in scenarios() {
        let undisturbed = prepared(&scenario).await;
        let expected_answer = undisturbed.ok(&scenario.update).await;
        let expected = undisturbed.dump().await;
        for number in 0..scenario.requests {
            for fault in [Fault::AnswerLost, Fault::TimedOutAfterwards] {
                let world = prepared(&scenario).await;
                world.wire.inject_at(number, fault);
                let point = format!("{}: request {number}, {fault:?}", scenario.name);
                assert_eq!(world.ok(&scenario.update).await, expected_answer, "{point}");
                assert!(same(&world.dump().await, &expected), "{point}");
            }
        }
    }
}
