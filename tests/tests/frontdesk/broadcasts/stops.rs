//! A stop counts everybody who was met, and a pause is not painted over.

use std::collections::BTreeSet;
use std::time::Duration;

use broadcast::{Audience, LANES, PAGE, Status};
use frontdesk_tests::Hall;
use frontdesk_tests::hall::FIRST;
use telegram_server::{Fault, Flood, On, UserId};

use super::check;

/// The sends of all lanes together after which a page has looked at the head for the last time.
const NEAR_THE_END: usize = LANES as usize * (PAGE - 4);

/// How many people were called.
fn met(hall: &Hall) -> u64 {
    let chats = hall.sends().into_iter().filter_map(|call| call.chat);
    let chats: BTreeSet<_> = chats.map(|chat| chat.0).collect();
    chats.len().try_into().unwrap()
}

#[tokio::test]
async fn a_stop_counts_who_is_put_off() {
    let hall = Hall::with(400).await;
    for user in (FIRST..FIRST + 400).step_by(7) {
        let fault = Fault::too_many_requests(600);
        hall.telegram().fail_next(On::chat(UserId(user)), fault);
    }
    hall.announce("17-0", Audience::Everyone).await;
    hall.round().await;
    hall.round_with(60, hall.stop("17-0")).await;
    let end = hall.end_of("17-0").await;
    assert_eq!(end.status, Status::Stopped);
    check(&hall, &end, met(&hall), "stopped");
    assert!(end.tally.failed > 3, "{:?}", end.tally);
    let of_all = format!("⏹ The broadcast was stopped: {} of 400", end.tally.total());
    assert!(hall.shown().iter().all(|text| text.starts_with(&of_all)));
}

/// Each lane has asked two, and put both off.
#[tokio::test]
async fn a_stop_while_held_counts_who_is_put_off() {
    let hall = Hall::with(60).await;
    hall.announce("17-0", Audience::Everyone).await;
    hall.telegram()
        .flood(Flood::Bot, Duration::from_secs(1_800));
    while hall.round().await > 0 {}
    let lanes = hall.lanes("17-0").await;
    assert!(lanes.iter().all(|lane| lane.hold_until.is_some()));
    hall.stop("17-0").await;
    let end = hall.end_of("17-0").await;
    let all = 2 * u64::try_from(lanes.len()).unwrap();
    assert_eq!((end.status, end.tally.failed), (Status::Stopped, all));
    check(&hall, &end, all, "stopped while held");
}

/// The last page of each lane that pauses has looked at the head ten sends ago.
#[tokio::test]
async fn a_pause_at_a_pages_end_is_not_painted_over() {
    let hall = Hall::with(700).await;
    hall.announce("17-0", Audience::Everyone).await;
    hall.round().await;
    hall.round_with(NEAR_THE_END, hall.pause("17-0")).await;
    let lanes = hall.lanes("17-0").await;
    assert!(
        lanes.iter().all(|lane| lane.page == 2),
        "the pages are full"
    );
    let shown = hall.shown();
    assert!(shown[0].starts_with("⏸ Paused"), "{shown:?}");
}

/// Nor is a stop, which says for itself what it does.
#[tokio::test]
async fn a_stop_at_a_pages_end_is_not_painted_over() {
    let hall = Hall::with(700).await;
    hall.announce("17-0", Audience::Everyone).await;
    hall.round().await;
    let before = hall.shown();
    hall.round_with(NEAR_THE_END, hall.stop("17-0")).await;
    assert_eq!(hall.shown(), before);
}
