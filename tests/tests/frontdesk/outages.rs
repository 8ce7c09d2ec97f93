//! The table is down, slow, throttling, half-answering, or refuses us.

use frontdesk_tests::{Fault, World, updates};
use serde_json::Value;

const PASSING: [Fault; 10] = [
    Fault::Refused,
    Fault::TimedOut,
    Fault::Garbage,
    Fault::Answer(500, "InternalServerError"),
    Fault::Answer(503, "ServiceUnavailable"),
    Fault::Answer(400, "ThrottlingException"),
    Fault::Answer(400, "ProvisionedThroughputExceededException"),
    Fault::Answer(400, "AccessDeniedException"),
    Fault::Answer(400, "ResourceNotFoundException"),
    Fault::Answer(400, "ExpiredTokenException"),
];

async fn in_a_form() -> World {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    world
}

fn name() -> Value {
    updates::text(101, 42, "Ann")
}

#[tokio::test]
async fn an_outage_is_a_503_and_loses_nothing() {
    let undisturbed = in_a_form().await;
    let expected = undisturbed.ok(&name()).await;
    let expected_dump = undisturbed.dump().await;
    for fault in PASSING {
        let world = in_a_form().await;
        let before = world.dump().await;
        world.wire.break_down(fault);
        let answer = world.deliver(&name()).await;
        assert_eq!(answer.status, 503, "{fault:?}");
        assert!((1..=5).contains(&answer.retry_after.unwrap()), "{fault:?}");
        assert_eq!(world.dump().await, before, "{fault:?}");
        world.wire.mend();
        assert_eq!(world.ok(&name()).await, expected, "{fault:?}");
        assert_eq!(world.dump().await, expected_dump, "{fault:?}");
    }
}

#[tokio::test]
async fn writes_that_fail_are_a_503_too() {
    for fault in PASSING {
        let world = in_a_form().await;
        let before = world.dump().await;
        world
            .wire
            .inject(move |operation| (operation == "UpdateItem").then_some(fault));
        assert_eq!(world.deliver(&name()).await.status, 503, "{fault:?}");
        assert_eq!(world.dump().await, before, "{fault:?}");
        world.wire.mend();
        world.ok(&name()).await;
        assert_eq!(
            world
                .table
                .item("person#42", "me#conversation")
                .await
                .unwrap()["v"]
                .as_n()
                .unwrap(),
            "2"
        );
    }
}

#[tokio::test]
async fn half_an_answer_is_no_absence() {
    let world = in_a_form().await;
    world.ok(&updates::group_text(102, -500, 42, "/join")).await;
    let before = world.dump().await;
    world.wire.break_down(Fault::Half);
    assert_eq!(world.deliver(&name()).await.status, 503);
    assert_eq!(
        world
            .deliver(&updates::group_text(103, -500, 42, "Ann"))
            .await
            .status,
        503
    );
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_hiccup_is_not_even_noticed() {
    for fault in [
        Fault::Refused,
        Fault::TimedOut,
        Fault::Half,
        Fault::Answer(500, "InternalServerError"),
    ] {
        let world = in_a_form().await;
        world.wire.inject_at(0, fault);
        assert!(!world.ok(&name()).await.text().is_empty(), "{fault:?}");
    }
}

/// The table's answers come after the function's own limit: nothing is waited for twice.
#[tokio::test]
async fn a_table_that_never_answers_is_given_up() {
    let mut world = in_a_form().await;
    world.limit = std::time::Duration::from_millis(1_700);
    world.wire.break_down(Fault::HeldBefore);
    assert_eq!(world.deliver(&name()).await.status, 503);
}

#[tokio::test]
async fn lost_conflicts_are_tried_again() {
    let world = in_a_form().await;
    for (id, text) in [(101, "Ann"), (102, "Lee")] {
        world.ok(&updates::text(id, 42, text)).await;
    }
    let mut left = 3;
    world.wire.inject(move |operation| {
        let conflict = operation == "TransactWriteItems" && left > 0;
        left -= u32::from(conflict).min(left);
        conflict.then_some(Fault::Answer(400, "TransactionConflictException"))
    });
    world.ok(&updates::contact(103, 42, "+998901234567")).await;
    let dump = world.dump().await;
    assert_eq!(
        dump.keys().filter(|key| key.starts_with("notice#")).count(),
        1
    );
}

#[tokio::test]
async fn a_validation_error_is_parked() {
    let world = in_a_form().await;
    world.wire.inject(|operation| {
        (operation == "UpdateItem").then_some(Fault::Answer(400, "ValidationException"))
    });
    let answer = world.ok(&name()).await;
    assert!(!answer.text().is_empty(), "an apology");
    assert!(
        world
            .dump()
            .await
            .keys()
            .any(|key| key.starts_with("parked#"))
    );
    world.wire.mend();
    assert_eq!(
        world.ok(&name()).await,
        answer,
        "a redelivery gets the same apology"
    );
    let next = world.ok(&updates::text(102, 42, "Ann")).await;
    assert!(
        next.text().to_lowercase().contains("last name"),
        "the form goes on: {}",
        next.text()
    );
}

#[tokio::test]
async fn an_unreadable_conversation_is_parked_alone() {
    let world = in_a_form().await;
    world.wire.inject(|operation| {
        (operation == "Query").then_some(Fault::Answer(400, "ValidationException"))
    });
    let answer = world.ok(&name()).await;
    assert!(!answer.text().is_empty(), "an apology");
    assert!(
        world
            .dump()
            .await
            .keys()
            .any(|key| key.starts_with("parked#"))
    );
}

/// Only transactions fail, for long enough that the update grows old: it is not the update's fault.
#[tokio::test]
async fn an_old_update_survives_a_long_outage() {
    let world = in_a_form().await;
    for (id, text) in [(101, "Ann"), (102, "Lee")] {
        world.ok(&updates::text(id, 42, text)).await;
    }
    let old = updates::aged(updates::contact(103, 42, "+998901234567"), 400);
    world.wire.inject(|operation| {
        (operation == "TransactWriteItems").then_some(Fault::Answer(400, "ThrottlingException"))
    });
    for _ in 0..5 {
        assert_eq!(world.deliver(&old).await.status, 503);
    }
    world.wire.mend();
    world.ok(&old).await;
    let dump = world.dump().await;
    assert!(dump.contains_key("request#42 / request"));
    assert!(!dump.keys().any(|key| key.starts_with("parked#")));
}

#[tokio::test]
async fn lost_answers_do_not_count_an_attempt_twice() {
    let world = in_a_form().await;
    let old = updates::aged(name(), 400);
    world.wire.inject_at(1, Fault::AnswerLost);
    world.ok(&old).await;
    assert!(
        !world
            .dump()
            .await
            .keys()
            .any(|key| key.starts_with("parked#"))
    );
}
