//! A notice comes to its end, and is in the inbox exactly once or not at all.

use frontdesk_tests::town::ANN;
use frontdesk_tests::{Fault as Trouble, updates};
use jiff::SignedDuration;
use outbox::{Delivery, Kind, NoticeRow, Status};
use telegram_server::{Fault, On, UserId};

use super::reader::Reader;

/// Nothing comes or goes with more time.
async fn stays(reader: &Reader, kept: &[&str]) {
    assert_eq!(reader.kept().await, kept);
    reader.town.minutes(12).await;
    assert_eq!(reader.kept().await, kept);
}

#[tokio::test]
async fn what_was_sent_is_kept() {
    let reader = Reader::new().await;
    let sent = reader.now();
    reader.tell(reader.notice("a", Kind::Access)).await;
    let entry = reader.inbox(ANN).await.remove(0);
    assert_eq!((entry.kind(), entry.at), (Some(Kind::Access), sent));
    stays(&reader, &["a new"]).await;
}

#[tokio::test]
async fn what_telegram_refuses_is_kept() {
    let reader = Reader::new().await;
    let refusals = [
        Fault::status(400, "Bad Request: chat not found"),
        Fault::status(403, "Forbidden: bot was blocked by the user"),
    ];
    for (id, fault) in ["a", "b"].into_iter().zip(refusals) {
        reader
            .town
            .telegram()
            .fail_next(On::chat(UserId(ANN)), fault);
        reader.passes(1);
        reader.tell(reader.notice(id, Kind::Access)).await;
        assert_eq!(reader.status(id).await, Status::Failed);
    }
    reader.passes(1);
    reader.tell(reader.notice("c", Kind::Access)).await;
    assert_eq!(reader.status("c").await, Status::Failed, "unreachable");
    stays(&reader, &["c new", "b new", "a new"]).await;
}

#[tokio::test]
async fn what_nobody_knows_is_kept() {
    let reader = Reader::new().await;
    let town = &reader.town;
    town.telegram()
        .fail_next(On::chat(UserId(ANN)), Fault::Close);
    reader.tell(reader.notice("a", Kind::Access)).await;
    assert_eq!(reader.status("a").await, Status::Unknown);
    stays(&reader, &["a new"]).await;
}

#[tokio::test]
async fn what_is_too_late_or_cancelled_is_not_kept() {
    let reader = Reader::new().await;
    let late = NoticeRow {
        valid_until: Some(reader.now() - SignedDuration::from_secs(1)),
        ..reader.notice("a", Kind::Reminder)
    };
    reader.tell(late).await;
    assert_eq!(reader.status("a").await, Status::Expired);
    let gone = reader.notice("b", Kind::Reminder).cancelled(reader.now());
    reader.tell(gone.unwrap()).await;
    assert_eq!(reader.status("b").await, Status::Cancelled);
    stays(&reader, &[]).await;
}

#[tokio::test]
async fn what_was_given_up_is_kept() {
    let reader = Reader::new().await;
    reader.send(reader.notice("a", Kind::Access)).await;
    let mut reads = 0;
    reader.town.wire.inject(move |operation| {
        reads += u32::from(operation == "GetItem");
        let first = operation == "GetItem" && reads == 1;
        first.then_some(Trouble::Answer(400, "ValidationException"))
    });
    reader.town.settle().await;
    reader.town.wire.mend();
    assert_eq!(reader.status("a").await, Status::Failed);
    stays(&reader, &["a new"]).await;
}

/// The answer to the transaction that ends it is lost, or it meets another one.
#[tokio::test]
async fn trouble_with_the_end_keeps_it_once() {
    for fault in [
        Trouble::AnswerLost,
        Trouble::Refused,
        Trouble::Answer(400, "TransactionConflictException"),
    ] {
        let reader = Reader::new().await;
        let mut ends = 0;
        reader.town.wire.inject(move |operation| {
            ends += u32::from(operation == "TransactWriteItems");
            let first = operation == "TransactWriteItems" && ends == 1;
            first.then_some(fault)
        });
        reader.tell(reader.notice("a", Kind::Access)).await;
        reader.town.wire.mend();
        assert_eq!(reader.status("a").await, Status::Sent, "{fault:?}");
        assert_eq!(reader.heard("a"), 1, "{fault:?}");
        stays(&reader, &["a new"]).await;
    }
}

#[tokio::test]
async fn a_forgotten_person_has_no_inbox_and_no_wishes() {
    let reader = Reader::new().await;
    for number in 0..45 {
        let id = format!("n{number}");
        reader.send(reader.notice(&id, Kind::Access)).await;
    }
    reader.town.settle().await;
    reader
        .puts(Delivery::open(ANN).switched_off(Kind::Booking))
        .await;
    reader.wants_quiet(22, 8, "UTC").await;
    let list = reader.says(ANN, "/inbox").await;
    reader.taps(&list, "1").await;
    let asked = reader.says(ANN, "/forget_me").await;
    let more = reader.taps(&asked, "forget me").await;
    assert!(more.text().contains("there is more"), "{more:?}");
    assert_eq!(reader.kept().await.len(), 5);
    let done = reader.taps(&more, "forget me").await;
    assert!(done.text().contains("forgotten you"), "{done:?}");
    assert_eq!(reader.kept().await, Vec::<String>::new());
    assert_eq!(reader.delivery(ANN).await, Delivery::open(ANN));
}

/// What was said of somebody to others, read or unread, goes with that person.
#[tokio::test]
async fn what_others_were_told_of_a_person_goes() {
    let reader = Reader::new().await;
    reader.town.ask_to_join().await;
    reader.town.settle().await;
    let [boss, chief] = [frontdesk_tests::BOSS, frontdesk_tests::CHIEF];
    let list = reader.says(boss, "/inbox").await;
    reader.presses(boss, &list.data("1")).await;
    assert!(reader.inbox(boss).await[0].read.is_some());
    assert!(reader.inbox(chief).await[0].read.is_none());
    let asked = reader.says(ANN, "/forget_me").await;
    let press = updates::press(reader.next_id(), ANN, &asked.data("forget me"));
    reader.town.world.ok(&press).await;
    assert_eq!(reader.inbox(boss).await, []);
    assert_eq!(reader.inbox(chief).await, []);
    let dump = reader.town.world.dump().await;
    assert!(!dump.keys().any(|key| key.starts_with("trace#")));
}
