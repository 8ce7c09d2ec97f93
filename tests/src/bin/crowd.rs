//! Sends a broadcast to as many people as the first argument says, 100,000 by default, with kills
//! of the notifier on the way, and prints what it cost.
//!
//! `cargo run -p frontdesk-tests --bin crowd`; the time on the way is not real.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::time::Duration;

use broadcast::Audience;
use clock::{Clock as _, SystemClock};
use frontdesk_tests::{Fault, Hall};
use telegram_server::UserId;

/// One round in so many is killed.
const KILL_EVERY: u64 = 5;

const ID: &str = "17-0";

#[derive(Debug, Default)]
struct Cost {
    requests: BTreeMap<String, u64>,
    reads: f64,
    writes: f64,
}

#[tokio::main]
async fn main() {
    let people = std::env::args().nth(1);
    let people: i64 = people.map_or(100_000, |people| people.parse().unwrap());
    let real = SystemClock::new();
    let hall = Hall::with(people).await;
    hall.announce(ID, Audience::Everyone).await;
    hall.wire.sent();
    hall.wire.operations();
    let (mut cost, mut kills, mut rounds) = (Cost::default(), 0, 0);
    let begun = hall.clock.now();
    while !hall.is_over(ID).await {
        rounds += 1;
        let (handed, metered) = hall.wire.metered(round(&hall, rounds, &mut kills)).await;
        cost.add(&hall, metered);
        if handed == 0 {
            // The queue shows again what a killed invocation had.
            hall.clock.advance(Duration::from_secs(31));
            let ((), metered) = hall.wire.metered(hall.watch()).await;
            cost.add(&hall, metered);
        }
    }
    let lasted = hall.clock.now().duration_since(begun);
    let tally = hall.head(ID).await.tally;
    assert_eq!(i64::try_from(tally.total()), Ok(people));
    let received = received(&hall, people);
    assert!(u64::try_from(received).unwrap() >= tally.sent);
    println!("{tally:?}, {received} received it, nobody twice; {kills} kills");
    println!("{lasted:.0?} of time, {:.0?} really", real.monotonic());
    println!("{:?}", cost.requests);
    let share = f64::from(i32::try_from(people).unwrap());
    println!("read units {}, {:.4} each", cost.reads, cost.reads / share);
    println!(
        "write units {}, {:.4} each",
        cost.writes,
        cost.writes / share
    );
}

/// A round of pages; now and then one in which the notifier is killed.
async fn round(hall: &Hall, number: u64, kills: &mut u64) -> usize {
    if number.is_multiple_of(KILL_EVERY) {
        let at = usize::try_from(number % 97).unwrap();
        hall.wire.inject_at(at, Fault::HeldAfter);
    }
    let handed = tokio::select! {
        biased;
        () = hall.wire.held() => { *kills += 1; 1 }
        handed = hall.round() => handed,
    };
    hall.wire.mend();
    handed
}

/// How many people got it; nobody may have got it twice.
fn received(hall: &Hall, people: i64) -> usize {
    let telegram = hall.telegram();
    let first = frontdesk_tests::hall::FIRST;
    let times = (first..first + people).map(|user| {
        let screen = telegram.screen(UserId(user));
        screen.iter().filter(|shown| shown.user.is_none()).count()
    });
    let times: Vec<_> = times.collect();
    assert!(
        times.iter().all(|times| *times <= 1),
        "somebody got it twice"
    );
    times.iter().sum()
}

impl Cost {
    fn add(&mut self, hall: &Hall, metered: Vec<(String, f64)>) {
        hall.wire.sent();
        for operation in hall.wire.operations() {
            *self.requests.entry(operation).or_default() += 1;
        }
        for (operation, units) in metered {
            match operation.as_str() {
                "UpdateItem" | "TransactWriteItems" => self.writes += units,
                _ => self.reads += units,
            }
        }
    }
}
