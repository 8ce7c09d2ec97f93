//! Messages that come twice, late, out of order, or at once; invocations that run out of time.

use broadcast::{Audience, Ring};
use frontdesk_tests::Hall;
use frontdesk_tests::world::BULK;
use queue_server::Outgoing;

use super::check;

/// Everything that lies in the bulk queue.
fn waiting(hall: &Hall) -> Vec<Ring> {
    let messages = hall.queue.queues().peek(BULK).unwrap();
    let ring = |message: &queue_server::Message| serde_json::from_str(&message.body).unwrap();
    messages.iter().map(ring).collect()
}

#[tokio::test]
async fn old_messages_come_again_in_any_order() {
    let hall = Hall::with(900).await;
    hall.announce("17-0", Audience::Everyone).await;
    let (mut past, mut random, mut number) = (Vec::new(), fastrand::Rng::with_seed(9), 0);
    while !hall.is_over("17-0").await {
        past.extend(waiting(&hall));
        random.shuffle(&mut past);
        for ring in past.iter().take(4) {
            number += 1;
            let knock = ring.knock();
            let again = Outgoing::new(knock.body).fifo(knock.group, format!("again-{number}"));
            hall.queue.queues().send(BULK, again).unwrap();
        }
        if hall.round().await == 0 {
            hall.minute().await;
        }
    }
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 900, "messages again");
    assert_eq!(end.tally.sent, 900, "and nobody is unknown");
}

/// SQS keeps that from happening; the version of the lane does, too.
#[tokio::test]
async fn a_page_at_once_three_times_is_sent_once() {
    let hall = Hall::with(300).await;
    hall.announce("17-0", Audience::Everyone).await;
    // The first message only rings for the page.
    hall.round().await;
    let pages = waiting(&hall);
    assert_eq!(pages.len(), 5);
    for ring in &pages {
        hall.hand(ring, 3).await;
    }
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 300, "three at once");
    assert!(end.tally.unknown <= 10, "{:?}", end.tally);
}

#[tokio::test]
async fn an_invocation_that_runs_out_of_time_ends_cleanly() {
    let hall = Hall::with(500).await;
    hall.announce("17-0", Audience::Everyone).await;
    hall.round().await;
    hall.round_with(60, async {
        hall.clock.advance(std::time::Duration::from_secs(15));
    })
    .await;
    let sent = hall.sends().len();
    assert!(sent < 400, "the pages ended early: {sent}");
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 500, "out of time");
    assert_eq!(end.tally.sent, 500, "and nobody is unknown");
}

#[tokio::test]
async fn a_queue_that_is_down_only_delays() {
    let hall = Hall::with(300).await;
    hall.announce("17-0", Audience::Everyone).await;
    hall.queue.fail(|_| Some(queue_server::Fault::DropBefore));
    hall.round().await;
    for _ in 0..3 {
        hall.minute().await;
    }
    assert_eq!(hall.sends().len(), 0);
    hall.queue.heal();
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 300, "the queue was down");
    assert_eq!(end.tally.sent, 300);
}
