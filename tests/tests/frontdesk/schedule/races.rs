//! A master plans, or a manager edits the shop, while a client confirms: whoever comes first in
//! the table is heard, and nothing is ever booked under what holds no more.

mod change;

use std::time::Duration;

use desk::Catalogue;
use frontdesk_tests::{Answer, Sent, updates};
use jiff::ToSpan;
use jiff::civil::Date;
use store::Key;

use self::change::Change;
use super::studio::{MAX, Studio, march};

/// Rounds of a confirm against each change.
const ROUNDS: i64 = 200;

/// The days on which they race, one after the other and again: they lie within the horizon.
const DAYS: i64 = 50;

/// By how many steps of the runtime the two are closer or further apart in the next round.
const STEPS: i64 = 2;

/// The day of a round.
fn date(round: i64) -> Date {
    march(3).saturating_add((round % DAYS).days())
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

/// A race's two answers, and the places of their writes among all that were made; a loser that is
/// refused has none.
struct Ended {
    confirmed: Answer,
    changed: Answer,
    booked_at: Option<usize>,
    changed_at: Option<usize>,
}

/// The change and a client's confirm of 14:00 at once.
async fn race(studio: &Studio, change: Change, round: i64) -> Ended {
    let client = 1_000 + round;
    let offer = studio.presses(client, &offered(date(round))).await;
    let book = updates::press(studio.next_id(), client, &offer.data("✅ Book"));
    let update = change.prepare(studio, date(round)).await;
    studio.world.wire.made().await;
    // From round to round the client comes later, and the other one less late.
    let confirm = async {
        steps(round - ROUNDS / 2).await;
        studio.world.ok(&book).await
    };
    let make = async {
        steps(ROUNDS / 2 - round).await;
        studio.world.ok(&update).await
    };
    let (confirmed, changed) = tokio::join!(confirm, make);
    let made = studio.world.wire.made().await;
    studio.world.wire.sent();
    let place = |pk: &str| made.iter().position(|sent: &Sent| sent.writes(pk));
    Ended {
        booked_at: place(&format!("client#{client}")),
        changed_at: change
            .is_made_by(&changed)
            .then(|| place(change.writes()).unwrap()),
        confirmed,
        changed,
    }
}

/// Lets the others go ahead.
async fn steps(rounds: i64) {
    for _ in 0..rounds * STEPS {
        tokio::task::yield_now().await;
    }
}

impl Ended {
    /// That each was told what has become of it, and that what came second has seen the first.
    fn is_in_order(&self, change: Change) {
        let Self {
            confirmed, changed, ..
        } = self;
        let won = confirmed.text().contains("You are booked");
        assert_eq!(won, self.booked_at.is_some(), "{confirmed:?}");
        match (self.booked_at, self.changed_at) {
            (Some(booked), Some(changed)) => {
                assert!(!change.yields_to_bookings(), "{:?}", self.changed);
                assert!(booked < changed, "booked under what held no more");
            }
            (None, Some(_)) => {
                let told = confirmed.text();
                assert!(told.contains(change.tells()), "{confirmed:?}");
            }
            (Some(_), None) => {
                assert!(change.yields_to_bookings(), "{changed:?}");
                assert!(!changed.text().is_empty());
            }
            (None, None) => panic!("nobody has won: {confirmed:?} {changed:?}"),
        }
    }
}

/// What the table holds is what the two were told.
async fn is_kept(studio: &Studio, change: Change, round: i64, ended: &Ended) {
    let day = studio.stored(Key::master_day(MAX, date(round))).await;
    let sheet = day.map(|day: desk::Day| day.sheet).unwrap_or_default();
    let booked: Vec<_> = sheet.active().collect();
    let appointments = studio.appointments(1_000 + round).await;
    let standing = usize::from(ended.booked_at.is_some());
    assert_eq!((booked.len(), appointments.len()), (standing, standing));
    for (booking, appointment) in booked.iter().zip(&appointments) {
        assert_eq!(booking.duration, appointment.duration);
        assert_eq!(booking.duration.minutes(), 30, "as it was offered");
    }
    let holds = change.holds(studio, date(round), &sheet).await;
    assert_eq!(holds, ended.changed_at.is_some());
}

/// Puts back what the change and the booking have changed.
async fn put_back(studio: &Studio, change: Change, shop: &Catalogue, round: i64) {
    studio.puts(desk::Day::empty(MAX, date(round))).await;
    change.put_back(studio, shop).await;
    studio.passes(Duration::from_secs(20));
}

async fn two_hundred_rounds(change: Change) {
    let studio = Studio::new().await;
    studio.world.wire.writes_in_turn();
    let (shop, mut booked) = (studio.shop().await, 0);
    for round in 0..ROUNDS {
        let ended = race(&studio, change, round).await;
        ended.is_in_order(change);
        is_kept(&studio, change, round, &ended).await;
        booked += i64::from(ended.booked_at.is_some());
        put_back(&studio, change, &shop, round).await;
    }
    // Else it would be no race.
    assert!((1..ROUNDS).contains(&booked), "{booked} of {ROUNDS}");
}

#[tokio::test]
async fn a_block_or_the_booking() {
    two_hundred_rounds(Change::Block).await;
}

#[tokio::test]
async fn a_day_off_or_the_booking() {
    two_hundred_rounds(Change::DayOff).await;
}

#[tokio::test]
async fn a_days_lunch_or_the_booking() {
    two_hundred_rounds(Change::DayLunch).await;
}

#[tokio::test]
async fn another_lunch_or_the_booking() {
    two_hundred_rounds(Change::Lunch).await;
}

#[tokio::test]
async fn other_hours_or_the_booking() {
    two_hundred_rounds(Change::Hours).await;
}

#[tokio::test]
async fn a_service_off_races_the_booking() {
    two_hundred_rounds(Change::NotOffered).await;
}

#[tokio::test]
async fn a_longer_service_races_the_booking() {
    two_hundred_rounds(Change::Longer).await;
}

#[tokio::test]
async fn a_service_less_races_the_booking() {
    two_hundred_rounds(Change::NotDone).await;
}

#[tokio::test]
async fn a_dismissal_races_the_booking() {
    two_hundred_rounds(Change::NotBooked).await;
}

#[tokio::test]
async fn a_role_taken_or_the_booking() {
    two_hundred_rounds(Change::RoleTaken).await;
}
