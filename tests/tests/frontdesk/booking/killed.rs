//! The function is killed at every point of booking, moving and cancelling.

use std::collections::BTreeSet;

use engine::Step;
use frontdesk_tests::table::Dump;
use frontdesk_tests::{Fault, updates};
use serde_json::Value;

use super::salon::{ANN, MAX, Salon};

/// The labels that lead from `/book` to the press under test, and that press's label.
const STORIES: [(&[&str], &str); 3] = [
    (&["Haircut ·", "Max", "5", "14:00"], "✅ Book"),
    (
        &[
            "Haircut ·",
            "Max",
            "5",
            "14:00",
            "✅ Book",
            "Move",
            "6",
            "15:00",
        ],
        "✅ Move it",
    ),
    (
        &["Haircut ·", "Max", "5", "14:00", "✅ Book", "Cancel it"],
        "without a reason",
    ),
];

/// The requests to the table of each of these presses.
const REQUESTS: usize = 3;

async fn prepared((labels, label): (&[&str], &str)) -> (Salon, Value) {
    let salon = Salon::new().await;
    let shown = salon.goes(ANN, labels).await;
    let update = updates::press(20_000, ANN, &shown.data(label));
    salon.world.wire.operations();
    (salon, update)
}

async fn undisturbed(story: (&[&str], &str)) -> (frontdesk_tests::Answer, Dump) {
    let (salon, update) = prepared(story).await;
    let answer = salon.world.ok(&update).await;
    let mut requests = salon.world.wire.operations();
    requests.retain(|request| request != "SendMessageBatch");
    assert_eq!(requests.len(), REQUESTS, "{}", story.1);
    (answer, salon.world.dump().await)
}

#[tokio::test]
async fn a_kill_at_any_step_leaves_all_or_nothing() {
    let mut hit = BTreeSet::new();
    for story in STORIES {
        let (expected_answer, expected) = undisturbed(story).await;
        for step in Step::ALL {
            let (salon, update) = prepared(story).await;
            let before = salon.world.dump().await;
            if !salon.world.killed_at(step, &update).await {
                continue;
            }
            hit.insert(step);
            let left = salon.world.dump().await;
            let whole = left == before || left == expected;
            assert!(whole, "{} killed at {step:?}: half a state", story.1);
            let answer = salon.world.ok(&update).await;
            assert_eq!(answer, expected_answer, "{} at {step:?}", story.1);
            let same = salon.world.dump().await == expected;
            assert!(same, "{} killed at {step:?}", story.1);
            salon.both_sides_agree(&[MAX], &[ANN]).await;
        }
    }
    assert!(hit.contains(&Step::Committing) && hit.contains(&Step::Committed));
}

#[tokio::test]
async fn a_kill_around_any_request_leaves_all_or_nothing() {
    for story in STORIES {
        let (expected_answer, expected) = undisturbed(story).await;
        for number in 0..REQUESTS {
            for fault in [Fault::HeldBefore, Fault::HeldAfter] {
                let (salon, update) = prepared(story).await;
                let point = format!("{}: request {number}, {fault:?}", story.1);
                let killed = salon.world.killed_on_the_wire(number, fault, &update);
                assert!(killed.await, "{point} was not hit");
                assert_eq!(salon.world.ok(&update).await, expected_answer, "{point}");
                assert!(salon.world.dump().await == expected, "{point}");
            }
        }
    }
}
