//! What a person has left elsewhere is found and erased.

use std::time::Duration;

use desk::{Status, Why};
use frontdesk_tests::{Answer, World, updates};
use serde_json::{Value, json};

use super::{leftovers, personal};
use crate::people::said;
use crate::schedule::studio::{MAX, Studio};

const GROUP: i64 = -500;

/// How a language names the buttons.
struct Labels {
    code: &'static str,
    cancel: &'static str,
    forget: &'static str,
}

const LANGUAGES: [Labels; 2] = [
    Labels {
        code: "en",
        cancel: "Cancel it",
        forget: "forget me",
    },
    Labels {
        code: "ru",
        cancel: "Отменить",
        forget: "забудь меня",
    },
];

/// A client of the studio, who speaks a language.
struct Client {
    studio: Studio,
    names: Value,
}

impl Client {
    async fn new(language: &str) -> Self {
        let names = json!({
            "first_name": "Annabel", "last_name": "Leeuwenhoek", "username": "annabel",
            "language_code": language,
        });
        let studio = Studio::new().await;
        Self { studio, names }
    }

    async fn says(&self, text: &str) -> Answer {
        let update = said(self.studio.next_id(), 42, &self.names, text);
        self.studio.passes(Duration::from_secs(2));
        self.studio.world.ok(&update).await
    }

    async fn says_in_the_group(&self, text: &str) -> Answer {
        let mut update = said(self.studio.next_id(), 42, &self.names, text);
        update["message"]["chat"] = json!({ "id": GROUP, "type": "supergroup", "title": "All" });
        self.studio.world.ok(&update).await
    }

    /// Books a haircut on the 3rd of March; the update's id is the booking's.
    async fn books(&self, time: &str) -> (i64, Answer) {
        let id = self.studio.next_id() + 1;
        let typed = format!("/book haircut max 2026-03-03 {time}");
        (id, self.says(&typed).await)
    }

    /// Leaves something of every kind.
    async fn leaves_everything(&self, labels: &Labels) {
        for text in ["/start", "/join", "Annabel", "Leeuwenhoek", "+998901234567"] {
            self.says(text).await;
        }
        self.says("panic! Annabel is here").await;
        for text in ["/join", "Annabel", "panic! Leeuwenhoek"] {
            self.says_in_the_group(text).await;
        }
        let (_, booked) = self.books("15:00").await;
        self.studio.taps(42, &booked, labels.cancel).await;
        self.says("my cough, says Annabel").await;
        let (id, _) = self.books("14:00").await;
        let cancel = format!("t:c:20260303:{id}:1772546400");
        self.studio.presses(MAX, &cancel).await;
        self.studio.says(MAX, "that cough").await;
    }

    async fn forgotten(&self, labels: &Labels) -> Answer {
        let asked = self.says("/forget_me").await;
        self.studio.taps(42, &asked, labels.forget).await
    }

    async fn count(&self, kind: &str) -> usize {
        count(&self.studio.world, kind).await
    }
}

async fn count(world: &World, kind: &str) -> usize {
    let dump = world.dump().await;
    dump.keys().filter(|key| key.starts_with(kind)).count()
}

#[tokio::test]
async fn nothing_is_left_anywhere() {
    for labels in &LANGUAGES {
        let client = Client::new(labels.code).await;
        client.leaves_everything(labels).await;
        assert_eq!(client.count("parked#").await, 2);
        assert_eq!(client.count("trace#42").await, 5, "one a thing");
        assert_eq!(client.count("trace#700").await, 1, "the master's words");
        let left = leftovers(&client.studio.world).await.join("\n");
        for place in ["parked#", "group#-500", "booking#", "person#42", "request#"] {
            assert!(left.contains(place), "nothing to erase in {place}: {left}");
        }
        client.forgotten(labels).await;
        let mut dump = client.studio.world.dump().await;
        dump.retain(|key, _| !key.starts_with("notice#") && !key.starts_with("person#700"));
        assert_eq!(personal(&dump), Vec::<String>::new());
        assert_eq!(client.count("trace#42").await, 0);
        assert_eq!(client.count("parked#").await, 0);
    }
}

#[tokio::test]
async fn bookings_stay_without_the_words() {
    let labels = &LANGUAGES[0];
    let client = Client::new(labels.code).await;
    client.leaves_everything(labels).await;
    let before = client.studio.appointments(42).await;
    let words = |booking: &desk::Appointment| matches!(booking.why, Some(Why::Words(_)));
    assert_eq!(before.iter().filter(|it| words(it)).count(), 2);
    client.forgotten(labels).await;
    let after = client.studio.appointments(42).await;
    let wordless = before.into_iter().map(|booking| desk::Appointment {
        why: None,
        ..booking
    });
    assert_eq!(after, wordless.collect::<Vec<_>>(), "and nothing else");
    let both = [Status::CancelledByClient, Status::CancelledByMaster];
    let mut statuses = after.iter().map(|booking| booking.status);
    assert!(statuses.all(|status| both.contains(&status)));
}

#[tokio::test]
async fn a_chosen_reason_leaves_no_trace() {
    let client = Client::new("en").await;
    client.says("/start").await;
    let (_, booked) = client.books("15:00").await;
    let why = client.studio.taps(42, &booked, "Cancel it").await;
    client.studio.taps(42, &why, "without a reason").await;
    let (id, _) = client.books("14:00").await;
    let cancel = format!("t:c:20260303:{id}:1772546400");
    let why = client.studio.presses(MAX, &cancel).await;
    client.studio.taps(MAX, &why, "Illness").await;
    assert_eq!(client.studio.appointments(42).await.len(), 2);
    assert_eq!(client.count("trace#").await, 0);
}

#[tokio::test]
async fn redeliveries_after_it_change_nothing() {
    let client = Client::new("en").await;
    client.says("/start").await;
    let parked = said(7_001, 42, &client.names, "panic! Annabel");
    let mut group = said(7_002, 42, &client.names, "/join");
    group["message"]["chat"] = json!({ "id": GROUP, "type": "supergroup", "title": "All" });
    let mut named = said(7_003, 42, &client.names, "Annabel");
    named["message"]["chat"] = group["message"]["chat"].clone();
    let world = &client.studio.world;
    for update in [&parked, &group, &named] {
        world.ok(update).await;
    }
    client.forgotten(&LANGUAGES[0]).await;
    let after = world.dump().await;
    for update in [&parked, &group, &named] {
        let repeated = world.ok(update).await;
        assert_eq!(repeated.body.len(), 0, "the reply is forgotten, too");
    }
    assert_eq!(world.dump().await, after);
}

#[tokio::test]
async fn a_forgotten_group_is_found_a_second_time() {
    let client = Client::new("en").await;
    for life in ["first", "second"] {
        client.says("/start").await;
        for text in ["/join", "Annabel"] {
            client.says_in_the_group(text).await;
        }
        assert_eq!(client.count("trace#42").await, 1, "{life} life");
        client.forgotten(&LANGUAGES[0]).await;
        let left = leftovers(&client.studio.world).await;
        assert_eq!(left, Vec::<String>::new(), "{life} life");
    }
}

/// A world in which person 42 has left so many parked updates.
async fn parked(times: i64) -> World {
    let world = World::new().await;
    world.ok(&updates::text(1, 42, "/start")).await;
    for id in 100..100 + times {
        world.ok(&updates::text(id, 42, "panic!")).await;
    }
    world
}

#[tokio::test]
async fn what_is_more_than_a_page_takes_more_presses() {
    let world = parked(51).await;
    let mut shown = world.ok(&updates::text(300, 42, "/forget_me")).await;
    for (id, left) in [(301, 26), (302, 1)] {
        let press = updates::press(id, 42, &shown.data("forget me"));
        shown = world.ok(&press).await;
        assert!(shown.text().contains("there is more"), "{}", shown.text());
        assert_eq!(count(&world, "parked#").await, left);
        assert_eq!(count(&world, "trace#").await, left);
        assert_eq!(world.ok(&press).await, shown, "a redelivery");
        assert_eq!(count(&world, "parked#").await, left);
        let profile = world.table.item("person#42", "me#profile").await;
        assert!(profile.is_some(), "the profile goes last");
    }
    let done = updates::press(303, 42, &shown.data("forget me"));
    assert!(world.ok(&done).await.text().contains("forgotten you"));
    assert_eq!(
        count(&world, "parked#").await + count(&world, "trace#").await,
        0
    );
    assert!(world.table.item("person#42", "me#profile").await.is_none());
}

#[tokio::test]
async fn a_full_page_and_no_more_takes_one_press() {
    let world = parked(25).await;
    let asked = world.ok(&updates::text(300, 42, "/forget_me")).await;
    let done = updates::press(301, 42, &asked.data("forget me"));
    assert!(world.ok(&done).await.text().contains("forgotten you"));
    assert_eq!(count(&world, "parked#").await, 0);
}

#[tokio::test]
async fn a_second_press_changes_nothing() {
    let world = parked(1).await;
    let asked = world.ok(&updates::text(300, 42, "/forget_me")).await;
    let data = asked.data("forget me");
    world.ok(&updates::press(301, 42, &data)).await;
    let after = world.dump().await;
    let again = world.ok(&updates::press(302, 42, &data)).await;
    assert_eq!(again.call()["method"], "answerCallbackQuery");
    assert_eq!(world.dump().await, after);
}

/// DynamoDB may delete what expires before its trace, and a later build may leave more kinds.
#[tokio::test]
async fn traces_that_lead_nowhere_are_no_obstacle() {
    let world = parked(1).await;
    let item = world.table.item("trace#42", "parked#100").await.unwrap();
    for left in ["parked#7", "group#-7", "words#42#1772546400#300", "voice#9"] {
        let mut item = item.clone();
        let text = aws_sdk_dynamodb::types::AttributeValue::S(left.into());
        item.insert("sk".into(), text.clone());
        item.insert("left".into(), text);
        world.table.put(item).await;
    }
    let asked = world.ok(&updates::text(300, 42, "/forget_me")).await;
    let done = updates::press(301, 42, &asked.data("forget me"));
    assert!(world.ok(&done).await.text().contains("forgotten you"));
    let dump = world.dump().await;
    let traces: Vec<_> = dump
        .keys()
        .filter(|key| key.starts_with("trace#"))
        .collect();
    assert_eq!(traces, ["trace#42 / voice#9"], "a later build can erase it");
    assert_eq!(count(&world, "group#").await, 0);
}

/// What a later build has left cannot hold up what this one can erase.
#[tokio::test]
async fn a_page_of_unknown_traces_is_passed_over() {
    let world = parked(1).await;
    let item = world.table.item("trace#42", "parked#100").await.unwrap();
    for number in 100..130 {
        let mut item = item.clone();
        let text = aws_sdk_dynamodb::types::AttributeValue::S(format!("audio#{number}"));
        item.insert("sk".into(), text.clone());
        item.insert("left".into(), text);
        world.table.put(item).await;
    }
    let asked = world.ok(&updates::text(300, 42, "/forget_me")).await;
    let done = updates::press(301, 42, &asked.data("forget me"));
    assert!(world.ok(&done).await.text().contains("forgotten you"));
    assert!(world.table.item("person#42", "me#profile").await.is_none());
}
