//! The functions are killed at every point of a broadcast.

use broadcast::{Audience, Status};
use frontdesk_tests::hall::FIRST;
use frontdesk_tests::{Fault, Hall};
use telegram_server::{On, UserId};

use super::check;

/// Four people in one lane: one page.
async fn four_masters() -> Hall {
    let hall = Hall::with(4).await;
    let people: Vec<_> = (FIRST..FIRST + 4).collect();
    hall.enroll(&people).await;
    hall
}

fn masters() -> Audience {
    Audience::Role("master".into())
}

/// Whether the notifier was killed there, with one message of the bulk queue in its hands.
async fn killed(hall: &Hall, number: usize, fault: Fault) -> bool {
    hall.wire.inject_at(number, fault);
    let killed = tokio::select! {
        biased;
        () = hall.wire.held() => true,
        _ = hall.page() => false,
    };
    hall.wire.mend();
    killed
}

/// The report has come once, after all.
pub(super) async fn check_report(hall: &Hall, point: &str) {
    for _ in 0..4 {
        hall.minute().await;
    }
    let shown = hall.shown();
    let reports = shown
        .iter()
        .skip(1)
        .filter(|text| text.contains("The broadcast is done"));
    assert_eq!(reports.count(), 1, "{point}: {shown:?}");
}

/// Kills at each request of the message that follows so many: how many requests it has, and how
/// many people were unknown in the end, of all halls.
async fn kills_after(messages: usize) -> (usize, u64) {
    let (mut number, mut unknown) = (0, 0);
    loop {
        let mut hit = false;
        for fault in [Fault::HeldBefore, Fault::HeldAfter] {
            let hall = four_masters().await;
            let point = format!("request {number}, {fault:?}");
            hall.announce("17-0", masters()).await;
            for _ in 0..messages {
                hall.page().await;
            }
            hit |= killed(&hall, number, fault).await;
            let end = hall.end_of("17-0").await;
            assert_eq!(end.status, Status::Done, "{point}");
            check(&hall, &end, 4, &point);
            assert!(end.tally.unknown <= 1, "{point}: {:?}", end.tally);
            unknown += end.tally.unknown;
            check_report(&hall, &point).await;
        }
        if !hit {
            return (number, unknown);
        }
        number += 1;
    }
}

#[tokio::test]
async fn a_beginning_killed_around_every_request() {
    let (requests, unknown) = kills_after(0).await;
    assert_eq!(
        (requests, unknown),
        (2, 0),
        "the rows, the ring for the page"
    );
}

#[tokio::test]
async fn a_page_killed_around_every_request() {
    let (requests, unknown) = kills_after(1).await;
    // Rows, roster, people; four claims; the end of the page, lanes, head, the end, the ring for
    // the report.
    assert_eq!(requests, 12);
    // After a claim, and before what follows it is written.
    assert_eq!(unknown, 8);
}

#[tokio::test]
async fn a_page_killed_around_each_send() {
    for (fault, arrived) in [
        (telegram_server::Fault::Hang, 4),
        (telegram_server::Fault::Drop, 3),
    ] {
        for person in FIRST..FIRST + 4 {
            let hall = four_masters().await;
            hall.announce("17-0", masters()).await;
            hall.page().await;
            let mut changes = hall.telegram().changes();
            hall.telegram()
                .fail_next(On::chat(UserId(person)), fault.clone());
            let called = async {
                while hall.telegram().faults_left() > 0 {
                    changes.changed().await.unwrap();
                }
            };
            tokio::select! {
                biased;
                () = called => {}
                _ = hall.page() => panic!("the send was not reached"),
            }
            let end = hall.end_of("17-0").await;
            check(&hall, &end, 4, "around a send");
            assert_eq!((end.tally.sent, end.tally.unknown), (3, 1));
            assert_eq!(hall.received().len(), arrived);
        }
    }
}

#[tokio::test]
async fn the_count_killed_around_every_request() {
    for number in 0..4 {
        for fault in [Fault::HeldBefore, Fault::HeldAfter] {
            let hall = four_masters().await;
            hall.compose("17-0", masters()).await;
            let hit = killed(&hall, number, fault).await;
            assert_eq!(hit, number < 3, "head, roster, head: {number}");
            hall.minute().await;
            let head = hall.head("17-0").await;
            assert_eq!((head.status, head.counted), (Status::Ready, 4), "{number}");
        }
    }
}

#[tokio::test]
async fn a_long_count_killed_between_its_messages() {
    // 64 buckets are two messages: head, 32 times 3 queries, head, ring.
    for number in [0, 33, 96, 97, 98] {
        for fault in [Fault::HeldBefore, Fault::HeldAfter] {
            let hall = Hall::with(300).await;
            hall.compose("17-0", Audience::Everyone).await;
            assert!(killed(&hall, number, fault).await, "{number}");
            for _ in 0..6 {
                hall.minute().await;
            }
            let head = hall.head("17-0").await;
            assert_eq!(
                (head.status, head.counted),
                (Status::Ready, 300),
                "{number}"
            );
        }
    }
}

#[tokio::test]
async fn the_monitor_killed_around_every_request() {
    let mut number = 0;
    loop {
        let mut hit = false;
        for fault in [Fault::HeldBefore, Fault::HeldAfter] {
            let hall = four_masters().await;
            hall.announce("17-0", masters()).await;
            hall.queue
                .queues()
                .purge(frontdesk_tests::world::BULK)
                .unwrap();
            hall.clock.advance(std::time::Duration::from_secs(91));
            hall.wire.inject_at(number, fault);
            hit |= tokio::select! {
                biased;
                () = hall.wire.held() => true,
                () = hall.watch() => false,
            };
            hall.wire.mend();
            let end = hall.end_of("17-0").await;
            check(&hall, &end, 4, "the monitor killed");
            assert_eq!(end.tally.sent, 4, "request {number}, {fault:?}");
        }
        if !hit {
            break;
        }
        number += 1;
    }
    assert_eq!(number, 11, "eight buckets, the head, the ring, the wake");
}
