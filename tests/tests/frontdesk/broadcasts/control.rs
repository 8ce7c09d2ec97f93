//! The author pauses, goes on, stops; others do so at the same time.

use broadcast::{Audience, Status};
use frontdesk_tests::Hall;
use frontdesk_tests::hall::FIRST;
use futures_util::future::join;
use locales::Language;

use super::check;

/// A page of a lane notices a change at the tenth send at the latest.
const NOTICED_AFTER: usize = 5 * 11;

/// A broadcast in the middle of its pages, then paused; how much was sent when it was.
async fn paused() -> (Hall, usize) {
    let hall = Hall::with(400).await;
    hall.announce("17-0", Audience::Everyone).await;
    hall.round().await;
    let pausing = async {
        hall.pause("17-0").await;
        hall.sends().len()
    };
    let sent = hall.round_with(40, pausing).await;
    while hall.round().await > 0 {}
    (hall, sent)
}

#[tokio::test]
async fn a_pause_is_noticed_within_ten_sends() {
    let (hall, sent) = paused().await;
    let in_all = hall.sends().len();
    assert!(in_all <= sent + NOTICED_AFTER, "{sent}, then {in_all}");
    for _ in 0..10 {
        hall.minute().await;
    }
    assert_eq!(hall.sends().len(), in_all, "and nothing goes on");
    assert!(
        hall.shown()[0].starts_with("⏸ Paused"),
        "{:?}",
        hall.shown()
    );
}

#[tokio::test]
async fn what_is_resumed_at_once_goes_on() {
    let (hall, _) = paused().await;
    for _ in 0..3 {
        hall.resume("17-0").await;
        hall.round().await;
        hall.pause("17-0").await;
    }
    hall.resume("17-0").await;
    let begun = clock::Clock::now(&hall.clock);
    while hall.round().await > 0 {}
    assert!(hall.is_over("17-0").await, "without the monitor");
    let lasted = clock::Clock::now(&hall.clock).duration_since(begun);
    assert!(lasted.as_mins() < 5, "within SQS's five minutes: {lasted}");
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 400, "paused and resumed");
    assert_eq!(end.tally.sent, 400);
}

#[tokio::test]
async fn a_resumption_whose_rings_are_lost_goes_on() {
    let (hall, _) = paused().await;
    let now = clock::Clock::now(&hall.clock);
    hall.change("17-0", |head| head.resumed(now)).await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 400, "nobody rang");
}

#[tokio::test]
async fn a_stop_ends_it_where_it_is() {
    let hall = Hall::with(400).await;
    hall.announce("17-0", Audience::Everyone).await;
    hall.round().await;
    hall.round_with(40, hall.stop("17-0")).await;
    let end = hall.end_of("17-0").await;
    assert_eq!(end.status, Status::Stopped);
    let sent = u64::try_from(hall.sends().len()).unwrap();
    check(&hall, &end, sent, "stopped");
    assert!(sent < 200, "{sent}");
    let report = format!("⏹ The broadcast was stopped: {sent} of 400");
    assert!(
        hall.shown().iter().all(|text| text.starts_with(&report)),
        "{:?}",
        hall.shown()
    );
}

#[tokio::test]
async fn a_pause_can_end_in_a_stop() {
    let (hall, _) = paused().await;
    hall.stop("17-0").await;
    let end = hall.end_of("17-0").await;
    assert_eq!(end.status, Status::Stopped);
    let sent = u64::try_from(hall.sends().len()).unwrap();
    check(&hall, &end, sent, "paused, then stopped");
}

#[tokio::test]
async fn two_who_press_at_once_begin_it_once() {
    let hall = Hall::with(30).await;
    hall.compose("17-0", Audience::Everyone).await;
    while hall.round().await > 0 {}
    let (one, other) = join(hall.begin("17-0"), hall.begin("17-0")).await;
    assert!(one != other, "one of them: {one}, {other}");
    let end = hall.end_of("17-0").await;
    assert_eq!((end.run, end.tally.sent), (1, 30));
}

#[tokio::test]
async fn who_comes_meanwhile_gets_it_once_or_not_at_all() {
    let (hall, _) = paused().await;
    let languages = Language::ALL.into_iter().cycle();
    hall.admit_all((FIRST + 400..FIRST + 420).zip(languages));
    hall.resume("17-0").await;
    let end = hall.end_of("17-0").await;
    let people = end.tally.total();
    check(&hall, &end, people, "with newcomers");
    assert!((400..=420).contains(&people), "{people}");
    let received = hall.received();
    assert!((FIRST..FIRST + 400).all(|user| received.contains_key(&user)));
}
