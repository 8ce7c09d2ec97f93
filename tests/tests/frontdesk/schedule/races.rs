//! A master plans while a client confirms: one of the two wins, 200 rounds in all.

use std::time::Duration;

use frontdesk_tests::{Answer, updates};
use jiff::ToSpan;
use jiff::civil::Date;

use super::studio::{MAX, Studio, march};
use store::Key;

const ROUNDS: i64 = 50;

/// By how many steps of the runtime the two are closer or further apart in the next round.
const STEPS: i64 = 8;

/// The day of a round: another one each time, within the horizon.
fn date(round: i64) -> Date {
    march(3).saturating_add(round.days())
}

/// The button that offers a haircut with Max at 14:00: master and minute in base 36.
fn offered(date: Date) -> String {
    let start = date.at(14, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let mut minutes = start.as_second() / 60;
    let mut digits = String::new();
    while minutes > 0 {
        let digit = u32::try_from(minutes % 36).unwrap();
        digits.insert(0, char::from_digit(digit, 36).unwrap());
        minutes /= 36;
    }
    format!("b:t:b:haircut:jg:{digits}")
}

fn won(answer: &Answer) -> bool {
    answer.text().contains("You are booked")
}

/// The master's update and a client's confirm of 14:00 at once; whether the client has won.
async fn race(studio: &Studio, round: i64, plan: serde_json::Value) -> bool {
    let client = 1_000 + round;
    let offer = studio.presses(client, &offered(date(round))).await;
    let book = updates::press(studio.next_id(), client, &offer.data("✅ Book"));
    // From round to round the client comes later, and the master less late.
    let client = async {
        steps(round - ROUNDS / 2).await;
        studio.world.ok(&book).await
    };
    let master = async {
        steps(ROUNDS / 2 - round).await;
        studio.world.ok(&plan).await
    };
    let (booked, planned) = tokio::join!(client, master);
    assert!(!planned.body.is_empty() && !booked.body.is_empty());
    let key = Key::master_day(MAX, date(round));
    let day: Option<desk::Day> = studio.stored(key).await;
    let there = day.is_some_and(|day| day.sheet.active().next().is_some());
    assert_eq!(won(&booked), there, "round {round}: {booked:?}");
    if there {
        let listed = planned.text().contains("Please cancel them first");
        assert!(listed, "round {round}: {planned:?}");
    }
    studio.world.clock.advance(Duration::from_secs(20));
    there
}

/// Lets the others go ahead.
async fn steps(rounds: i64) {
    for _ in 0..rounds * STEPS {
        tokio::task::yield_now().await;
    }
}

/// Else it would be no race.
fn each_has_won(clients: i64) {
    assert!((1..ROUNDS).contains(&clients), "{clients} of {ROUNDS}");
}

async fn sheet(studio: &Studio, round: i64) -> diary::Sheet {
    let key = Key::master_day(MAX, date(round));
    let day: Option<desk::Day> = studio.stored(key).await;
    day.map(|day| day.sheet).unwrap_or_default()
}

#[tokio::test]
async fn a_block_or_the_booking() {
    let studio = Studio::new().await;
    let mut clients = 0;
    for round in 0..ROUNDS {
        let open = format!("/schedule {}", date(round));
        studio.goes(MAX, &open, &["Be away"]).await;
        let plan = updates::text(studio.next_id(), MAX, "13:30-14:30 away");
        let there = race(&studio, round, plan).await;
        clients += i64::from(there);
        let blocked = !sheet(&studio, round).await.blocks().is_empty();
        assert_ne!(there, blocked, "round {round}");
    }
    each_has_won(clients);
}

#[tokio::test]
async fn a_day_off_or_the_booking() {
    let studio = Studio::new().await;
    let mut clients = 0;
    for round in 0..ROUNDS {
        let day = studio
            .says(MAX, &format!("/schedule {}", date(round)))
            .await;
        let plan = updates::press(studio.next_id(), MAX, &day.data("Day off"));
        let there = race(&studio, round, plan).await;
        clients += i64::from(there);
        assert_ne!(
            there,
            sheet(&studio, round).await.is_day_off(),
            "round {round}"
        );
    }
    each_has_won(clients);
}

#[tokio::test]
async fn a_lunch_or_the_booking() {
    let studio = Studio::new().await;
    let mut clients = 0;
    for round in 0..ROUNDS {
        let open = format!("/schedule {}", date(round));
        let lunches = studio.goes(MAX, &open, &["🍽 Lunch"]).await;
        let plan = updates::press(studio.next_id(), MAX, &lunches.data("14:00"));
        let there = race(&studio, round, plan).await;
        clients += i64::from(there);
        let usual = sheet(&studio, round).await.lunch() == diary::DayLunch::Usual;
        assert_eq!(there, usual, "round {round}");
    }
    each_has_won(clients);
}

#[tokio::test]
async fn other_hours_or_the_booking() {
    let mut clients = 0;
    for round in 0..ROUNDS {
        let studio = Studio::new().await;
        let weekday = date(round).weekday();
        let label = format!("{weekday:?}");
        let open = ["Hours", &label[..3]];
        let choice = studio.goes(MAX, "/schedule", &open).await;
        let plan = updates::press(studio.next_id(), MAX, &choice.data("Closed"));
        let there = race(&studio, round, plan).await;
        clients += i64::from(there);
        let card = studio.card(MAX).await;
        let closed = card.terms.hours().on(weekday).is_none();
        assert_ne!(there, closed, "round {round}");
    }
    each_has_won(clients);
}
