//! What booking costs does not grow with what was ever booked: capacity units, as the table
//! counts them, among 10 bookings and among 100,000.

use aws_sdk_dynamodb::types::AttributeValue;
use desk::{Ahead, Appointment, ClientHead, Day, Names, Role, Status};
use diary::{Booking, BookingId, Client, Duration, HORIZON_DAYS, ServiceId, State};
use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use serde_json::json;
use store::{Item, Record};

use super::salon::{ANN, BOB, MAX, Salon, at, march};
use crate::schedule::studio::profile;

/// A shop of ten masters.
const MASTERS: [(i64, &str); 10] = [
    (MAX, "Max"),
    (BOB, "Bob"),
    (702, "Cleo"),
    (703, "Dana"),
    (704, "Emil"),
    (705, "Fay"),
    (706, "Gus"),
    (707, "Hana"),
    (708, "Igor"),
    (709, "Jane"),
];

/// How many bookings there are in a shop that has just opened, and in one after years.
const FEW: usize = 10;
const MANY: usize = 100_000;

/// How many bookings fill a day of ten hours, half an hour each.
const A_DAY: usize = 20;

/// How many clients share the bookings.
const CLIENTS: i64 = 20_000;

type Units = Vec<(String, f64)>;

#[tokio::test]
async fn booking_costs_the_same_among_many() {
    let (few, many) = (salon_with(FEW).await, salon_with(MANY).await);
    assert_eq!(
        units_of_a_booking(&few).await,
        units_of_a_booking(&many).await
    );
    let found = many.appointments(ANN).await.len();
    assert!(found > 80, "Ann has {found} bookings among the many");
    assert_eq!(units_of_a_day(&few).await, units_of_a_day(&many).await);
}

/// What does count is how full a month is, and a month can only get so full: half an hour each,
/// ten hours on each day of it.
#[tokio::test]
async fn a_full_month_costs_little_more() {
    let salon = salon_with(12_000).await;
    assert_eq!(salon.booked(BOB).await.len(), 31 * A_DAY);
    let masters = salon.goes(ANN, &["Haircut ·"]).await;
    let month = salon.taps(ANN, &masters, "Bob");
    let (_, units) = salon.world.wire.metered(month).await;
    let units: Vec<_> = units.into_iter().map(|(_, units)| units).collect();
    let [person, shop, days] = units[..] else {
        panic!("{units:?} are not three requests");
    };
    assert_eq!((person, shop), (1.0, 2.0));
    assert!((2.0..=8.0).contains(&days), "{days} units for a full month");
}

/// The units of each request of each step from `/book` to the list of one's bookings.
async fn units_of_a_booking(salon: &Salon) -> Vec<(&'static str, Units)> {
    let wire = &salon.world.wire;
    salon.says(ANN, "/start").await;
    let (mut shown, units) = wire.metered(salon.says(ANN, "/book")).await;
    let mut steps = vec![("/book", units)];
    for label in ["Haircut ·", "Max", "3", "14:00", "✅ Book"] {
        let (answer, units) = wire.metered(salon.taps(ANN, &shown, label)).await;
        steps.push((label, units));
        shown = answer;
    }
    assert!(shown.text().contains("You are booked"), "{shown:?}");
    let booked: f64 = steps[5].1.iter().map(|(_, units)| units).sum();
    assert_eq!(booked, 5.0 + 21.0, "as docs/cost.md says, read and written");
    let (_, units) = wire.metered(salon.says(ANN, "/mybookings")).await;
    steps.push(("/mybookings", units));
    for (label, units) in &steps {
        assert!(!units.is_empty(), "{label} asks the table");
    }
    steps
}

/// The units of each request of a master who looks at a day, cancels Ann's booking of it, and
/// looks at the week.
async fn units_of_a_day(salon: &Salon) -> Vec<(&'static str, Units)> {
    let wire = &salon.world.wire;
    let day = salon.says(MAX, "/schedule 2026-03-03");
    let (mut shown, units) = wire.metered(day).await;
    let mut steps = vec![("/schedule", units)];
    for label in ["14:00", "Cancel", "Illness", "3", "Week"] {
        let (answer, units) = wire.metered(salon.taps(MAX, &shown, label)).await;
        steps.push((label, units));
        shown = answer;
    }
    let left = salon.appointments(ANN).await;
    let cancelled = left
        .iter()
        .filter(|it| it.status == Status::CancelledByMaster);
    assert_eq!(cancelled.count(), 1);
    for (label, units) in &steps {
        assert!(!units.is_empty(), "{label} asks the table");
    }
    steps
}

/// A salon with so many bookings. The first ten are Max's, on days that are shown; the others fill
/// the days of the other masters from the horizon back into the past, and Max's past.
async fn salon_with(bookings: usize) -> Salon {
    let salon = Salon::of_masters(&MASTERS).await;
    salon.puts(profile(MAX, "Max", Some(Role::Master))).await;
    let opening = (3..8).map(|day| (MAX, march(day), 2));
    let full = full_days().map(|(master, date)| (master, date, A_DAY));
    let (mut items, mut stored) = (Vec::new(), 0);
    for (master, date, most) in opening.chain(full) {
        if stored == bookings {
            break;
        }
        let numbers = stored..bookings.min(stored + most);
        stored = numbers.end;
        let appointments = numbers.zip(0..);
        let appointments: Vec<_> = appointments
            .map(|(number, index)| appointment(number, master, starts(date, index)))
            .collect();
        items.push(item(&day_of(master, date, &appointments)));
        items.extend(appointments.iter().map(item));
        items.extend(appointments.iter().filter_map(head).map(|it| item(&it)));
    }
    salon.world.table.fill(items);
    salon
}

/// The days of all masters, from the last one that can be booked back into the past; of Max the
/// past ones only.
fn full_days() -> impl Iterator<Item = (i64, Date)> {
    let last = march(2) + Span::new().days(HORIZON_DAYS);
    let days = (0..).map(move |back| last - Span::new().days(back));
    let all = days.flat_map(|date| MASTERS.map(|(master, _)| (master, date)));
    all.filter(|(master, date)| *master != MAX || *date < march(1))
}

fn starts(date: Date, index: i32) -> Timestamp {
    let opens = date.at(10, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    opens + SignedDuration::from_mins(30) * index
}

/// Everybody comes again and again; of what has passed, some is Ann's.
fn appointment(number: usize, master: i64, start: Timestamp) -> Appointment {
    let number = i64::try_from(number).unwrap();
    let anns = number % 1_000 == 999 && start < at(1, "00:00");
    let name = || "Haircut".to_owned();
    Appointment {
        client: if anns {
            ANN
        } else {
            100_000 + number % CLIENTS
        },
        id: BookingId::new(number.to_string()).unwrap(),
        start,
        duration: Duration::from_minutes(30).unwrap(),
        service: ServiceId::new("haircut").unwrap(),
        names: Names {
            en: name(),
            ru: name(),
            uz: name(),
        },
        price: 100_000,
        master,
        master_name: "Max".to_owned(),
        moves: 0,
        status: Status::Active,
        why: None,
        cancelled: None,
    }
}

fn day_of(master: i64, date: Date, appointments: &[Appointment]) -> Day {
    let bookings = appointments.iter().map(|of| Booking {
        id: of.id.clone(),
        start: of.start,
        duration: of.duration,
        client: Client::Telegram(of.client),
        service: of.service.clone(),
        state: State::Active,
    });
    let sheet = json!({ "b": bookings.collect::<Vec<_>>() });
    Day {
        sheet: serde_json::from_value(sheet).unwrap(),
        ..Day::empty(master, date)
    }
}

/// The head of a client with a booking ahead; nobody has two.
fn head(of: &Appointment) -> Option<ClientHead> {
    let ahead = Ahead {
        id: of.id.clone(),
        start: of.start,
        button: 0,
    };
    (of.start > at(2, "09:00")).then(|| ClientHead {
        ahead: vec![ahead],
        ..ClientHead::new(of.client)
    })
}

/// A record as the store writes it for the first time.
fn item<R: Record>(record: &R) -> Item {
    let mut item: Item = serde_dynamo::to_item(record).unwrap();
    let key = record.key().to_string();
    let (pk, sk) = key.split_once(" / ").unwrap();
    item.insert("pk".into(), AttributeValue::S(pk.into()));
    item.insert("sk".into(), AttributeValue::S(sk.into()));
    item.insert("s".into(), AttributeValue::N(R::SCHEMA.to_string()));
    item.insert("v".into(), AttributeValue::N("1".into()));
    item
}
