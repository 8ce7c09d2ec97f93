//! Whatever Telegram answers: everybody once, everybody counted, no chat asked before its time.

use std::collections::BTreeMap;

use broadcast::{Audience, Broadcast};
use frontdesk_tests::Hall;
use frontdesk_tests::hall::FIRST;
use jiff::{SignedDuration, Timestamp};
use locales::Language;
use settings::Environment;
use telegram_server::{CallEnd, Fault, Limits, On, UserId};

use super::check;

/// How many worlds are tried, unless `SEEDS` in the environment has another number.
const SEEDS: u64 = 12;

fn seeds() -> u64 {
    let asked = Environment::of_process();
    asked
        .get("SEEDS")
        .map_or(SEEDS, |seeds| seeds.parse().unwrap())
}
const PEOPLE: i64 = 90;

/// All speak one language: a third of the partitions.
async fn crowd() -> Hall {
    let hall = Hall::new().await;
    hall.admit_all((FIRST..FIRST + PEOPLE).map(|user| (user, Language::En)));
    hall
}

fn fault(random: &mut fastrand::Rng) -> Fault {
    match random.u8(..9) {
        0 | 1 => Fault::too_many_requests(random.u64(1..120)),
        2 => Fault::too_many_requests(random.u64(1..=86_400)),
        3 => Fault::status(403, "Forbidden: bot was blocked by the user"),
        4 => Fault::status(400, "Bad Request: chat not found"),
        5 => Fault::status(500, "Internal Server Error"),
        6 => Fault::status(502, "Bad Gateway"),
        7 => Fault::Drop,
        _ => Fault::Close,
    }
}

/// Plans the faults: up to three for each of about every third person.
fn plan(hall: &Hall, random: &mut fastrand::Rng) -> usize {
    let mut faults = 0;
    for user in FIRST..FIRST + PEOPLE {
        let count = if random.u8(..3) == 0 {
            random.usize(1..=3)
        } else {
            0
        };
        for _ in 0..count {
            hall.telegram()
                .fail_next(On::chat(UserId(user)), fault(random));
        }
        faults += count;
    }
    faults
}

/// After a 429 a chat is left alone for as long as it said.
fn check_holds(hall: &Hall, seed: u64) {
    let mut held: BTreeMap<i64, Timestamp> = BTreeMap::new();
    for call in hall.sends() {
        let chat = call.chat.unwrap().0;
        let until = held.get(&chat).copied().unwrap_or(Timestamp::MIN);
        assert!(
            call.at >= until,
            "seed {seed}: {chat} at {} before {until}",
            call.at
        );
        if let CallEnd::Answered(Err(error)) = &call.end
            && let Some(wait) = error.retry_after
        {
            let wait = SignedDuration::from_secs(wait.try_into().unwrap());
            held.insert(chat, call.at + wait);
        }
    }
}

/// What the tally has to be, by how the last call to each chat ended.
fn check_tally(hall: &Hall, end: &Broadcast, seed: u64) {
    let mut unknown = 0;
    for call in hall.sends() {
        let lost = matches!(call.end, CallEnd::Dropped | CallEnd::Closed(_));
        unknown += u64::from(lost);
    }
    let answered =
        |call: &&telegram_server::CallRecord| matches!(&call.end, CallEnd::Answered(Ok(_)));
    let sent = hall.sends().iter().filter(answered).count();
    assert_eq!(end.tally.unknown, unknown, "seed {seed}");
    assert_eq!(usize::try_from(end.tally.sent), Ok(sent), "seed {seed}");
}

#[tokio::test]
async fn any_faults_of_telegram_are_survived() {
    let (mut faults, mut met) = (0, 0);
    for seed in 0..seeds() {
        let mut random = fastrand::Rng::with_seed(seed);
        let hall = crowd().await;
        hall.telegram().set_limits(Limits::Telegram);
        let planned = plan(&hall, &mut random);
        hall.announce("17-0", Audience::Language(Language::En))
            .await;
        let end = hall.end_of("17-0").await;
        check(
            &hall,
            &end,
            PEOPLE.try_into().unwrap(),
            &format!("seed {seed}"),
        );
        check_holds(&hall, seed);
        check_tally(&hall, &end, seed);
        faults += planned;
        met += planned - hall.telegram().faults_left();
    }
    println!("{} seeds, {met} of {faults} planned faults met", seeds());
    assert!(met > 200, "{met}");
}

/// With kills of the notifier among the faults of Telegram.
#[tokio::test]
async fn faults_and_kills_together_send_nothing_twice() {
    let mut kills = 0;
    for seed in 1_000..1_000 + seeds() / 2 {
        let mut random = fastrand::Rng::with_seed(seed);
        let hall = crowd().await;
        plan(&hall, &mut random);
        hall.announce("17-0", Audience::Language(Language::En))
            .await;
        for _ in 0..12 {
            let held = random.choice([
                frontdesk_tests::Fault::HeldBefore,
                frontdesk_tests::Fault::HeldAfter,
            ]);
            hall.wire.inject_at(random.usize(..60), held.unwrap());
            kills += tokio::select! {
                biased;
                () = hall.wire.held() => 1,
                _ = hall.page() => 0,
            };
            hall.wire.mend();
            hall.clock.advance(std::time::Duration::from_secs(31));
        }
        let end = hall.end_of("17-0").await;
        let received = hall.received();
        assert!(received.values().all(|times| *times == 1), "seed {seed}");
        assert_eq!(i64::try_from(end.tally.total()), Ok(PEOPLE), "seed {seed}");
        check_holds(&hall, seed);
    }
    println!("{kills} kills");
    assert!(kills > 15, "{kills}");
}
