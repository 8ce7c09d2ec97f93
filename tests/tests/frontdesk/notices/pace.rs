//! One message a second into one chat, and five a second of a batch.

use std::time::Duration;

use clock::Clock as _;
use frontdesk_tests::hall::FIRST;
use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, Hall};
use futures_util::future::join;
use jiff::{SignedDuration, Timestamp};
use locales::Phrase;
use outbox::{Draft, Kind, NoticeRow, Recipient};
use telegram_server::{ChatId, Fault, On, Person, UserId};

use crate::inbox::reader::Reader;

const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// When Telegram got what was sent.
fn times(reader: &Reader, since: Timestamp, chat: Option<i64>) -> Vec<SignedDuration> {
    let mut calls = reader.town.telegram().calls();
    calls.retain(|call| chat.is_none() || call.chat == chat.map(ChatId));
    let mut times: Vec<_> = calls.iter().map(|it| it.at.duration_since(since)).collect();
    times.sort();
    times
}

fn pace() -> SignedDuration {
    SignedDuration::try_from(courier::PACE).unwrap()
}

async fn says(reader: &Reader, id: &str, person: i64) {
    let to = Recipient::Person(person);
    let notice = reader.notice(id, Kind::Booking);
    reader.send(NoticeRow { to, ..notice }).await;
}

/// Ten who can be written to.
fn guests(reader: &Reader) -> Vec<i64> {
    let telegram = reader.town.telegram();
    let guests: Vec<_> = (1_000..1_010).collect();
    for guest in &guests {
        telegram.add_person(Person::new(*guest, "Guest"));
        let said = telegram.say(UserId(*guest), UserId(*guest), "/start");
        said.unwrap();
    }
    guests
}

#[tokio::test]
async fn a_second_lies_between_two_messages_to_a_chat() {
    let reader = Reader::new().await;
    let start = reader.now();
    for (id, person) in [
        ("a", ANN),
        ("b", ANN),
        ("c", BOSS),
        ("d", CHIEF),
        ("e", ANN),
    ] {
        says(&reader, id, person).await;
    }
    reader.town.telegram().clear_calls();
    assert_eq!(reader.town.batch().await, 5);
    assert_eq!(times(&reader, start, None).len(), 5);
    let passed = reader.now().duration_since(start);
    assert!(passed < SECOND * 5, "nobody else waits: {passed}");
    says(&reader, "f", ANN).await;
    assert_eq!(reader.town.batch().await, 1);
    let ann = times(&reader, start, Some(ANN));
    assert_eq!(ann.len(), 4, "the last one of the next batch");
    for two in ann.windows(2) {
        assert!(two[1] - two[0] >= SECOND, "{ann:?}");
    }
}

/// The clock goes on when everybody waits who has not sent yet.
#[tokio::test]
async fn all_chats_of_a_batch_take_turns() {
    let (people, hall) = (10, Hall::with(10).await);
    for person in FIRST..FIRST + people {
        let text = Phrase::new("people-found").with("word", "it");
        let draft = Draft::new(Recipient::Person(person), Kind::Booking, text);
        let notice = NoticeRow::new(format!("a{person}"), draft, hall.clock.now());
        hall.notice(notice).await;
    }
    hall.clock.employ(10);
    let watching = async {
        let mut changes = hall.telegram().changes();
        for sends in 1..=10 {
            while hall.sends().len() < sends {
                changes.changed().await.unwrap();
            }
            hall.clock.dismiss();
        }
    };
    let (handed, ()) = join(hall.batch(), watching).await;
    assert_eq!(handed, 10);
    let sends = hall.sends();
    let times: Vec<_> = sends
        .iter()
        .map(|it| it.at.duration_since(sends[0].at))
        .collect();
    let turns: Vec<_> = (0..10).map(|turn| pace() * turn).collect();
    assert_eq!(times, turns);
}

#[tokio::test]
async fn a_batch_waits_out_its_last_turn() {
    let reader = Reader::new().await;
    let guests = guests(&reader);
    let (pace, start) = (pace(), reader.now());
    let refusal = Fault::status(400, "Bad Request: can't parse entities: x");
    let on = On::chat(UserId(guests[3]));
    reader.town.telegram().fail_next(on, refusal);
    reader.town.telegram().clear_calls();
    for (batch, calls) in [("a", 11), ("b", 21)] {
        for guest in &guests {
            says(&reader, &format!("{batch}{guest}"), *guest).await;
        }
        assert_eq!(reader.town.batch().await, 10);
        let times = times(&reader, start, None);
        assert_eq!(times.len(), calls);
        for (before, time) in (0..).zip(&times) {
            assert!(*time >= pace * before, "{before} before: {times:?}");
        }
        let passed = reader.now().duration_since(start);
        let turns = i32::try_from(calls).unwrap();
        assert_eq!(passed, pace * turns, "the last turn is waited out");
    }
}

/// What a batch waits for is little of what it may take.
#[tokio::test]
async fn ten_messages_to_a_chat_go_out_in_ten_seconds() {
    let reader = Reader::new().await;
    let start = reader.now();
    for number in 0..10 {
        says(&reader, &format!("a{number}"), ANN).await;
    }
    assert_eq!(reader.town.batch().await, 10);
    let passed = reader.now().duration_since(start).unsigned_abs();
    assert_eq!(passed, Duration::from_secs(10));
    assert!((0..10).all(|number| reader.heard(&format!("a{number}")) == 1));
}
