//! The queue is down: nobody waits for it, and nothing is lost.

use std::time::Duration;

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, Town};
use outbox::Status;
use queue_server::Fault;

#[tokio::test]
async fn the_person_is_answered_while_the_queue_is_down() {
    let town = Town::new().await;
    town.world
        .queue
        .fail(|_| Some(Fault::Refuse(500, "InternalError")));
    town.ask_to_join().await;
    assert!(town.last(ANN).contains("on its way"), "{}", town.last(ANN));
    town.settle().await;
    assert_eq!(town.sees(BOSS, "Ann Lee"), 0);
    town.world.queue.heal();
    town.minutes(3).await;
    assert_eq!(
        town.sees(BOSS, "Ann Lee"),
        1,
        "the monitor handed it over within three minutes"
    );
    assert_eq!(town.sees(CHIEF, "Ann Lee"), 1);
}

#[tokio::test]
async fn after_an_hour_everything_goes_out_once_and_without_a_flood() {
    let town = Town::new().await;
    town.world.queue.fail(|_| Some(Fault::DropBefore));
    for request in 0..5 {
        let user = 100 + request;
        town.telegram()
            .add_person(telegram_server::Person::new(user, "Guest"));
        for answer in [
            "/join".to_owned(),
            "Guest".to_owned(),
            "Lee".to_owned(),
            format!("+99890000000{request}"),
        ] {
            town.say(user, &answer);
            town.updates().await;
        }
    }
    let before = sends(&town);
    town.minutes(60).await;
    let asked = sends(&town) - before;
    assert!(
        asked <= 60,
        "one request a minute finds out that the queue is down: {asked}"
    );
    town.world.queue.heal();
    town.minutes(4).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, "Guest Lee"), 5, "everything, once");
    }
    let rung = sends(&town) - before - asked;
    assert!(rung <= 30, "{rung} requests");
    assert!(
        town.notices()
            .await
            .iter()
            .all(|notice| notice.status == Status::Sent)
    );
}

/// How often the queue was asked to take messages so far.
fn sends(town: &Town) -> usize {
    let requests = town.world.queue.requests();
    let sends = requests
        .iter()
        .filter(|request| request.starts_with("SendMessageBatch"));
    sends.count()
}

/// SQS remembers a deduplication id for five minutes; the monitor's hand-over has another one.
#[tokio::test]
async fn the_monitor_rings_again_within_five_minutes() {
    let town = Town::new().await;
    town.ask_to_join().await;
    town.world
        .queue
        .queues()
        .purge(frontdesk_tests::world::QUEUE)
        .unwrap();
    town.minutes(2).await;
    assert_eq!(town.sees(BOSS, "Ann Lee"), 1, "the queue had lost it");
}

#[tokio::test]
async fn a_monitor_with_nothing_due_rings_nobody() {
    let town = Town::new().await;
    town.watch().await;
    for _ in 0..3 {
        town.world.clock.advance(Duration::from_secs(60));
        town.wire.operations();
        town.watch().await;
        let operations = town.wire.operations();
        assert_eq!(
            operations.len(),
            12,
            "a constant number of requests: {operations:?}"
        );
        assert!(
            !operations
                .iter()
                .any(|operation| operation == "SendMessageBatch")
        );
    }
}

#[tokio::test]
async fn a_contended_row_stops_nothing_and_alarms_nobody() {
    let town = Town::new().await;
    town.world.queue.fail(|_| Some(Fault::DropBefore));
    town.ask_to_join().await;
    town.world.queue.heal();
    let mut left = 1;
    town.wire.inject(move |operation| {
        let conflict = operation == "UpdateItem" && left > 0;
        left -= u32::from(conflict);
        conflict.then_some(frontdesk_tests::Fault::Answer(
            400,
            "TransactionConflictException",
        ))
    });
    town.minutes(5).await;
    assert_eq!(town.sees(BOSS, "Ann Lee"), 1);
    assert_eq!(town.sees(BOSS, "The table cannot be used"), 0);
}
