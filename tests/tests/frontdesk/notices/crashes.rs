//! The functions are killed at every point of hand-off, claim, send and end.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, Fault, Town};
use outbox::{NoticeRow, Status};
use telegram_server::{On, UserId};

/// Time goes on until everything has had its chance.
async fn afterwards(town: &Town) {
    town.wire.mend();
    town.minutes(10).await;
}

/// A final state, nothing left in the index, and a send for every `sent`.
async fn check(town: &Town, id: &str, point: &str) -> (Status, usize) {
    let notice = town.notice(id).await;
    assert!(notice.status.is_final(), "{point}: {notice:?}");
    assert_eq!(notice.wake_at, None, "{point}");
    let entries = town.world.dump().await;
    let entries = entries.keys().filter(|key| key.starts_with("inbox#42 "));
    assert_eq!(
        entries.count(),
        1,
        "{point}: its end has an entry in the inbox"
    );
    let sent = town.sent_to(ANN);
    match notice.status {
        Status::Sent => assert_eq!(sent, 1, "{point}"),
        Status::Unknown => assert!(sent <= 1, "{point}"),
        other => panic!("{point}: {other:?}"),
    }
    (notice.status, sent)
}

#[tokio::test]
async fn the_notifier_killed_around_every_request() {
    let mut ends = Vec::new();
    for number in 0..4 {
        for fault in [Fault::HeldBefore, Fault::HeldAfter] {
            let (town, id) = Town::with_a_notice_to_ann().await;
            let point = format!("request {number}, {fault:?}");
            town.wire.inject_at(number, fault);
            let killed = tokio::select! {
                biased;
                () = town.wire.held() => true,
                _ = town.batch() => false,
            };
            assert!(killed, "{point} was not hit");
            afterwards(&town).await;
            ends.push(check(&town, &id, &point).await);
        }
    }
    let sent = (Status::Sent, 1);
    let expected = [
        sent,                 // before the row was read
        sent,                 // after it
        sent,                 // before the person was read
        sent,                 // after it
        sent,                 // before the claim
        (Status::Unknown, 0), // claimed, and not sent: nobody can know
        (Status::Unknown, 1), // sent, and its end not written
        sent,                 // its end written
    ];
    assert_eq!(ends, expected);
}

#[tokio::test]
async fn the_notifier_killed_before_and_after_the_send() {
    for (fault, sent) in [
        (telegram_server::Fault::Hang, 1),
        (telegram_server::Fault::Drop, 0),
    ] {
        let (town, id) = Town::with_a_notice_to_ann().await;
        let mut changes = town.telegram().changes();
        town.telegram().fail_next(On::chat(UserId(ANN)), fault);
        let called = async {
            while town.telegram().calls().is_empty() {
                changes.changed().await.unwrap();
            }
        };
        tokio::select! {
            biased;
            () = called => {}
            _ = town.batch() => {}
        }
        afterwards(&town).await;
        let (status, arrived) = check(&town, &id, "around the send").await;
        assert_eq!((status, arrived), (Status::Unknown, sent));
    }
}

/// The lease of a holder that was thought dead has run out, and its successor has decided.
#[tokio::test]
async fn a_late_holder_changes_nothing() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    town.wire.inject_at(3, Fault::HeldBefore);
    tokio::select! {
        biased;
        () = town.wire.held() => {}
        _ = town.batch() => panic!("the end was not reached"),
    }
    let claimed = version(&town, &id).await;
    afterwards(&town).await;
    let decided = town.notice(&id).await;
    assert_eq!(decided.status, Status::Unknown);
    let late = store_late_end(&town, &decided, claimed).await;
    assert!(!late, "the version has moved on");
    assert_eq!(town.notice(&id).await, decided);
}

async fn version(town: &Town, id: &str) -> u64 {
    let table = &town.world.table;
    let item = table.item(&format!("notice#{id}"), "notice").await;
    store::version(&item.unwrap()).unwrap()
}

/// What the late holder would write: over the version of its own claim.
async fn store_late_end(town: &Town, decided: &NoticeRow, claimed: u64) -> bool {
    let update = town
        .world
        .table
        .client()
        .update_item()
        .table_name(frontdesk_tests::table::TABLE);
    let update = update.key(
        "pk",
        aws_sdk_dynamodb::types::AttributeValue::S(format!("notice#{}", decided.id)),
    );
    let update = update.key(
        "sk",
        aws_sdk_dynamodb::types::AttributeValue::S("notice".into()),
    );
    let update = update
        .update_expression("SET v = :v")
        .condition_expression("v = :was");
    let number = |version: u64| aws_sdk_dynamodb::types::AttributeValue::N(version.to_string());
    let update = update.expression_attribute_values(":v", number(claimed + 1));
    let update = update.expression_attribute_values(":was", number(claimed));
    update.send().await.is_ok()
}

#[tokio::test]
async fn the_share_out_killed_around_every_request() {
    for number in 0..3 {
        for fault in [Fault::HeldBefore, Fault::HeldAfter] {
            let town = Town::new().await;
            town.ask_to_join().await;
            let point = format!("request {number}, {fault:?}");
            town.wire.operations();
            town.wire.inject_at(number, fault);
            let killed = tokio::select! {
                biased;
                () = town.wire.held() => true,
                _ = town.batch() => false,
            };
            assert!(killed, "{point} was not hit");
            afterwards(&town).await;
            for superadmin in [BOSS, CHIEF] {
                assert_eq!(town.sees(superadmin, "Ann Lee"), 1, "{point}: {superadmin}");
            }
        }
    }
}

#[tokio::test]
async fn the_hand_off_killed_around_its_request() {
    for fault in [Fault::HeldBefore, Fault::HeldAfter] {
        let town = Town::new().await;
        for answer in ["/join", "Ann", "Lee"] {
            town.say(ANN, answer);
            town.updates().await;
        }
        town.say(ANN, "+998901234567");
        let hits = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&hits);
        town.world.wire.inject(move |operation| {
            let first =
                operation == "SendMessageBatch" && counted.fetch_add(1, Ordering::Relaxed) == 0;
            first.then_some(fault)
        });
        town.updates().await;
        assert_eq!(
            hits.load(Ordering::Relaxed),
            1,
            "{fault:?}: killed once, and known when it comes again"
        );
        town.world.wire.mend();
        afterwards(&town).await;
        assert!(
            town.last(ANN).contains("on its way"),
            "{fault:?}: Telegram delivered again"
        );
        for superadmin in [BOSS, CHIEF] {
            assert_eq!(town.sees(superadmin, "Ann Lee"), 1, "{fault:?}");
        }
    }
}

#[tokio::test]
async fn the_monitor_killed_around_every_request() {
    let mut number = 0;
    loop {
        let mut hit = false;
        for fault in [Fault::HeldBefore, Fault::HeldAfter] {
            let town = Town::new().await;
            town.world
                .queue
                .fail(|_| Some(queue_server::Fault::DropBefore));
            town.ask_to_join().await;
            town.world.queue.heal();
            town.world.clock.advance(std::time::Duration::from_secs(91));
            town.wire.inject_at(number, fault);
            let killed = tokio::select! {
                biased;
                () = town.wire.held() => true,
                () = town.watch() => false,
            };
            hit |= killed;
            afterwards(&town).await;
            for superadmin in [BOSS, CHIEF] {
                assert_eq!(
                    town.sees(superadmin, "Ann Lee"),
                    1,
                    "request {number}, {fault:?}"
                );
            }
        }
        if !hit {
            break;
        }
        number += 1;
    }
    assert!(
        number >= 12,
        "heartbeat, watch, eight buckets, the row, the ring, the wake: {number}"
    );
}
