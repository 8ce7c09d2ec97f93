//! What people were told, what they want to hear, and a broadcast go on where an earlier build has
//! left them.

use broadcast::AudienceRow;
use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, Town, World, fixture, updates};
use locales::Language;
use store::Record as _;
use telegram_server::{Person, UserId};

use super::business::{MAX, business, says};
use crate::schedule::studio::seen;

/// Inboxes, wishes, a paused broadcast with whom it is for, an open `/broadcast`, and traces.
const TOLD: &str = include_str!("../../../fixtures/stored/3.json");

/// Who gets the broadcast, with the language of their apps.
const PEOPLE: [(i64, &str); 7] = [
    (ANN, "en"),
    (BOSS, "en"),
    (CHIEF, "en"),
    (51, "ru"),
    (52, "ru"),
    (53, "uz"),
    (54, "en"),
];

async fn told() -> World {
    let world = super::world_with(TOLD).await;
    world.clock.advance(std::time::Duration::from_secs(60));
    world
}

async fn town() -> Town {
    let town = Town::new().await;
    for (id, language) in PEOPLE {
        let person = Person::new(id, "P").language(language);
        town.telegram().add_person(person);
        town.say(id, "/start");
    }
    town.updates().await;
    for item in fixture::items(TOLD) {
        town.world.table.put(item).await;
    }
    town
}

#[tokio::test]
async fn a_stored_broadcast_goes_on() {
    let town = town().await;
    let list = says(&town.world, 900_000_020, CHIEF, "/broadcast").await;
    assert!(seen(&list).contains("7"), "{}", seen(&list));
    town.settle_all().await;
    assert_eq!(town.sees(ANN, "We move"), 0, "it is paused");
    let resume = updates::press(900_000_021, CHIEF, "a:r:691335575:1");
    town.world.ok(&resume).await;
    town.settle_all().await;
    for (id, _) in PEOPLE {
        let screen = town.telegram().screen(UserId(id)).into_iter();
        let got = screen.filter(|shown| shown.text == "We move").count();
        assert_eq!(got, 1, "{id}");
    }
}

#[tokio::test]
async fn a_stored_form_of_a_broadcast_takes_its_text() {
    let world = told().await;
    let asked = says(&world, 900_000_020, BOSS, "Good news").await;
    assert!(seen(&asked).contains("Everybody"), "{}", seen(&asked));
}

#[tokio::test]
async fn stored_notifications_open() {
    let world = told().await;
    let unread = says(&world, 900_000_020, CHIEF, "/inbox").await;
    assert!(unread.text().contains("🔵"), "{}", unread.text());
    let open = updates::press(900_000_021, CHIEF, &unread.data("1"));
    let open = world.ok(&open).await;
    assert!(seen(&open).contains("Approve as master"), "{}", seen(&open));
    for (id, who) in [(900_000_022, CHIEF), (900_000_023, BOSS)] {
        let read = says(&world, id, who, "/inbox").await;
        assert!(read.text().contains("⚪️"), "{}", read.text());
    }
}

#[tokio::test]
async fn stored_wishes_are_shown() {
    let world = told().await;
    let settings = says(&world, 900_000_020, BOSS, "/settings").await;
    let settings = seen(&settings);
    assert!(settings.contains("22:00–08:00 (UTC)"), "{settings}");
    assert!(settings.contains("Staff and roles: off"), "{settings}");
}

#[tokio::test]
async fn stored_replies_of_all_that_are_repeated() {
    let world = told().await;
    for (repeated, says) in [
        (updates::press(900_000_010, BOSS, "-"), "22:00–08:00"),
        (updates::text(900_000_011, BOSS, "-"), "What shall"),
        (updates::text(691_335_574, CHIEF, "-"), "Hello, Chief"),
        (updates::press(691_335_577, CHIEF, "-"), "Paused"),
    ] {
        let answer = world.ok(&repeated).await;
        assert!(answer.text().contains(says), "{says}: {answer:?}");
    }
}

#[tokio::test]
async fn stored_traces_lead_to_what_is_erased() {
    let world = told().await;
    let asked = says(&world, 900_000_020, ANN, "/forget_me").await;
    let forget = updates::press(900_000_021, ANN, &asked.data("forget me"));
    world.ok(&forget).await;
    let left = world.dump().await;
    let left = left.keys().filter(|key| {
        let erased = ["inbox#", "trace#", "request#", "audience#en#61"];
        erased.iter().any(|start| key.starts_with(start))
    });
    assert_eq!(left.collect::<Vec<_>>(), Vec::<&String>::new());
    let begun = world.table.item("group#-500", "conversation#42").await;
    let begun = begun.unwrap();
    assert!(!begun.contains_key("d") && !begun.contains_key("mr"));
}

/// Earlier builds wrote profiles without the row by which broadcasts find a person.
#[tokio::test]
async fn a_language_makes_a_stored_profile_found() {
    let world = business().await;
    let rows = async || {
        let keys = Language::ALL.map(|language| AudienceRow::new(MAX, language).key());
        let mut found = Vec::new();
        for (language, key) in Language::ALL.into_iter().zip(keys) {
            let row = world.table.item(key.pk(), key.sk()).await;
            found.extend(row.map(|_| language));
        }
        found
    };
    assert_eq!(rows().await, []);
    says(&world, 601, MAX, "/language ru").await;
    assert_eq!(rows().await, [Language::Ru]);
    says(&world, 602, MAX, "/language uz").await;
    assert_eq!(rows().await, [Language::Uz]);
}
