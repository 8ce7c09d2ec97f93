//! Notices with a due time: sent once when it has come, never once they are cancelled.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use engine::Class;
use frontdesk_tests::Fault;
use frontdesk_tests::town::ANN;
use jiff::{SignedDuration, Timestamp};
use outbox::{NoticeRow, Status};
use store::Key;

use super::office::{Office, text};
use super::rota::reminder;

/// An office in which Ann has a slot in half an hour, and that reminder's id.
async fn with_a_reminder() -> (Office, String) {
    let office = Office::with_a_slot().await;
    let id = in_minutes(&office, 30);
    office.ann(1_001, "set 1 30").await;
    office.operations();
    office.town.telegram().clear_calls();
    (office, id)
}

fn now(office: &Office) -> Timestamp {
    office.engine.clock.now()
}

fn in_minutes(office: &Office, minutes: i64) -> String {
    reminder(1, now(office) + SignedDuration::from_mins(minutes))
}

fn sent(office: &Office) -> usize {
    office.town.sent_to(ANN)
}

async fn status(office: &Office, id: &str) -> Status {
    let row: NoticeRow = office.stored(Key::notice(id)).await.unwrap();
    assert_eq!(row.wake_at.is_none(), row.status.is_final(), "{row:?}");
    row.status
}

#[tokio::test]
async fn a_scheduled_notice_is_sent_once_when_it_is_due() {
    let (office, id) = with_a_reminder().await;
    assert_eq!(office.town.batch().await, 0, "nobody rings for it yet");
    office.town.minutes(29).await;
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (0, Status::Scheduled)
    );
    office.town.minutes(2).await;
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (1, Status::Sent)
    );
    office.town.minutes(10).await;
    assert_eq!(sent(&office), 1);
}

#[tokio::test]
async fn a_cancelled_notice_is_never_sent() {
    let (office, id) = with_a_reminder().await;
    office.town.minutes(20).await;
    office.ann(1_002, "free 1").await;
    assert_eq!(status(&office, &id).await, Status::Cancelled);
    office.town.minutes(20).await;
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (0, Status::Cancelled)
    );
}

#[tokio::test]
async fn setting_and_cancelling_cost_one_batch() {
    let (office, _) = with_a_reminder().await;
    office.ann(1_002, "set 1 45").await;
    let requests = ["Query", "GetItem", "BatchGetItem", "TransactWriteItems"];
    assert_eq!(office.operations(), requests);
}

#[tokio::test]
async fn only_the_new_time_of_a_moved_notice_counts() {
    let (office, old) = with_a_reminder().await;
    let new = in_minutes(&office, 60);
    office.ann(1_002, "set 1 60").await;
    office.town.minutes(45).await;
    assert_eq!(
        (sent(&office), status(&office, &old).await),
        (0, Status::Cancelled)
    );
    office.town.minutes(16).await;
    assert_eq!(
        (sent(&office), status(&office, &new).await),
        (1, Status::Sent)
    );
}

#[tokio::test]
async fn a_notice_that_is_moved_back_is_sent_once() {
    let (office, id) = with_a_reminder().await;
    office.ann(1_002, "set 1 60").await;
    assert_eq!(status(&office, &id).await, Status::Cancelled);
    let again = office.ann(1_003, "set 1 30").await;
    assert_eq!((again.class, again.conflicts), (Class::Changed, 0));
    assert_eq!(status(&office, &id).await, Status::Scheduled);
    office.town.minutes(70).await;
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (1, Status::Sent)
    );
}

#[tokio::test]
async fn a_notice_that_stays_where_it_is_is_sent_once() {
    let (office, id) = with_a_reminder().await;
    office.ann(1_002, "set 1 30").await;
    office.town.minutes(40).await;
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (1, Status::Sent)
    );
}

#[tokio::test]
async fn a_notice_whose_time_has_passed_expires() {
    let (office, id) = with_a_reminder().await;
    office
        .town
        .world
        .clock
        .advance(Duration::from_secs(36 * 60));
    office.town.minutes(1).await;
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (0, Status::Expired)
    );
}

#[tokio::test]
async fn a_notice_that_was_sent_is_no_obstacle() {
    let (office, id) = with_a_reminder().await;
    office.town.minutes(31).await;
    let freed = office.ann(1_002, "free 1").await;
    assert_eq!((freed.class, freed.conflicts), (Class::Changed, 0));
    assert_eq!(office.slot(1).await.unwrap().at, None);
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (1, Status::Sent)
    );
}

/// The handler has seen the reminder scheduled, and it is sent before the handler commits.
#[tokio::test]
async fn a_claim_before_the_cancelling_wins() {
    let (office, id) = with_a_reminder().await;
    let sending = office.town.minutes(31);
    let (freed, ()) = office.interrupted((1_002, ANN, "free 1"), sending).await;
    assert_eq!((text(&freed), freed.conflicts), ("set".to_owned(), 1));
    assert_eq!(office.slot(1).await.unwrap().at, None);
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (1, Status::Sent)
    );
}

/// The notifier dies between send and end: nobody may say that it was cancelled.
#[tokio::test]
async fn a_claim_without_an_end_is_not_cancelled() {
    let (office, id) = with_a_reminder().await;
    let town = &office.town;
    town.world.clock.advance(Duration::from_secs(31 * 60));
    town.watch().await;
    town.wire
        .inject(|operation| (operation == "TransactWriteItems").then_some(Fault::HeldBefore));
    tokio::select! {
        biased;
        () = town.wire.held() => {}
        _ = town.batch() => panic!("its end was not held"),
    }
    town.wire.mend();
    let freed = office.ann(1_002, "free 1").await;
    assert_eq!((freed.class, freed.conflicts), (Class::Changed, 0));
    town.minutes(10).await;
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (1, Status::Unknown)
    );
}

/// The notifier has read the row and is about to claim it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelling_before_the_claim_wins() {
    let (office, id) = with_a_reminder().await;
    let office = Arc::new(office);
    office
        .town
        .world
        .clock
        .advance(Duration::from_secs(31 * 60));
    office.town.watch().await;
    let (claims, claiming) = tokio::sync::oneshot::channel();
    let (go_on, wait) = mpsc::channel::<()>();
    let mut claims = Some(claims);
    office.town.wire.inject(move |operation| {
        if operation == "UpdateItem"
            && let Some(claims) = claims.take()
        {
            claims.send(()).unwrap();
            wait.recv().unwrap();
        }
        None
    });
    let notifier = Arc::clone(&office);
    let notifying = tokio::spawn(async move { notifier.town.batch().await });
    claiming.await.unwrap();
    office.ann(1_002, "free 1").await;
    go_on.send(()).unwrap();
    assert_eq!(notifying.await.unwrap(), 1);
    assert_eq!(
        (sent(&office), status(&office, &id).await),
        (0, Status::Cancelled)
    );
}
