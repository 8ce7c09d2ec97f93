//! Telegram takes nothing for an hour: nobody fails by it, and it is not asked all the time.

use std::time::Duration;

use broadcast::{Audience, Broadcast};
use frontdesk_tests::Hall;
use frontdesk_tests::hall::FIRST;
use telegram_server::{Fault, Flood, On, UserId};

use super::check;

const PEOPLE: i64 = 60;

/// Every send of an hour meets the fault; then a few more do. How many were made in the hour: each
/// lane asks twice at first, then after one minute, two, four, and every five.
async fn an_hour_of(hall: &Hall, fault: &Fault) -> usize {
    let enough = 2 * hall.lanes("17-0").await.len();
    for _ in 0..60 {
        while hall.telegram().faults_left() < enough {
            let on = On::method("sendMessage");
            hall.telegram().fail_next(on, fault.clone());
        }
        hall.minute().await;
    }
    assert!(hall.received().is_empty());
    hall.sends().len()
}

async fn end_of(hall: &Hall) -> Broadcast {
    let end = hall.end_of("17-0").await;
    check(hall, &end, PEOPLE.try_into().unwrap(), "after the trouble");
    end
}

#[tokio::test]
async fn an_hour_of_server_errors_fails_nobody() {
    let hall = Hall::with(PEOPLE).await;
    hall.announce("17-0", Audience::Everyone).await;
    let calls = an_hour_of(&hall, &Fault::status(500, "Internal Server Error")).await;
    let lanes = hall.lanes("17-0").await.len();
    assert!((lanes * 10..=lanes * 20).contains(&calls), "{calls}");
    assert_eq!(end_of(&hall).await.tally.sent, 60);
}

/// A role has one lane.
#[tokio::test]
async fn an_hour_of_short_limits_fails_nobody() {
    let hall = Hall::with(PEOPLE).await;
    let people: Vec<_> = (FIRST..FIRST + PEOPLE).collect();
    hall.enroll(&people).await;
    hall.announce("17-0", Audience::Role("master".to_owned()))
        .await;
    let calls = an_hour_of(&hall, &Fault::too_many_requests(20)).await;
    assert!((10..=20).contains(&calls), "{calls}");
    assert_eq!(end_of(&hall).await.tally.sent, 60);
}

#[tokio::test]
async fn an_hour_of_the_whole_bots_limit_fails_nobody() {
    let hall = Hall::with(PEOPLE).await;
    hall.announce("17-0", Audience::Everyone).await;
    let hour = Duration::from_secs(3_600);
    hall.telegram().flood(Flood::Bot, hour);
    for _ in 0..59 {
        hall.minute().await;
    }
    let calls = hall.sends().len();
    assert_eq!(calls, 10, "two a lane: Telegram has said how long");
    assert_eq!(end_of(&hall).await.tally.sent, 60);
}

/// Whoever is not answered counts as unknown, one a lane and minute.
#[tokio::test]
async fn minutes_without_answers_lose_few() {
    let hall = Hall::with(PEOPLE).await;
    hall.announce("17-0", Audience::Everyone).await;
    for _ in 0..4 {
        while hall.telegram().faults_left() < 15 {
            hall.telegram()
                .fail_next(On::method("sendMessage"), Fault::Close);
        }
        hall.minute().await;
    }
    let (calls, lanes) = (hall.sends().len(), hall.lanes("17-0").await.len());
    assert!((lanes * 4..=lanes * 6).contains(&calls), "{calls}");
    let end = end_of(&hall).await;
    assert_eq!(end.tally.failed, 0);
}

/// A ring before a hold is over, here that of the beginning's 90 s, does not put it off to the next
/// one of the monitor's five minutes.
#[tokio::test]
async fn a_lane_rung_for_too_early_is_rung_for_again() {
    let hall = Hall::with(PEOPLE).await;
    hall.announce("17-0", Audience::Everyone).await;
    let begun = clock::Clock::now(&hall.clock);
    hall.telegram().flood(Flood::Bot, Duration::from_secs(150));
    end_of(&hall).await;
    let sends = hall.sends();
    let first = sends.iter().find(|call| call.succeeded()).unwrap();
    let waited = first.at.duration_since(begun).as_secs();
    assert!((150..240).contains(&waited), "{waited} s");
}

/// One chat of which Telegram never takes anything, and a single fault of the next one's.
#[tokio::test]
async fn one_chat_in_trouble_holds_up_nobody() {
    let hall = Hall::with(3).await;
    let people: Vec<_> = (FIRST..FIRST + 3).collect();
    hall.enroll(&people).await;
    let error = Fault::status(500, "Internal Server Error");
    for _ in 0..20 {
        let first = On::chat(UserId(FIRST));
        hall.telegram().fail_next(first, error.clone());
    }
    hall.telegram()
        .fail_next(On::chat(UserId(FIRST + 1)), error);
    hall.announce("17-0", Audience::Role("master".to_owned()))
        .await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 3, "one in trouble");
    assert_eq!((end.tally.sent, end.tally.failed), (2, 1));
}
