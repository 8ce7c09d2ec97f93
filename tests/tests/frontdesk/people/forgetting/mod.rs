//! A client is forgotten, and a repetition of what was before changes nothing.

mod elsewhere;
mod masters;
mod meanwhile;
mod sent;

use frontdesk_tests::table::Dump;
use frontdesk_tests::{BOSS, World, updates};
use serde_json::json;

use super::{card, met, pressed, said, with_a_manager};

/// What nobody may find any more.
const PERSONAL: [&str; 6] = [
    "Annabel",
    "annabel",
    "Leeuwenhoek",
    "leeuwenhoek",
    "998901234567",
    "cough",
];

/// What is left in the table; the notices of this world are on their way for ever.
async fn leftovers(world: &World) -> Vec<String> {
    let mut dump = world.dump().await;
    dump.retain(|key, _| !key.starts_with("notice#"));
    personal(&dump)
}

/// The items that say something personal.
fn personal(dump: &Dump) -> Vec<String> {
    let texts = dump.iter().map(|(key, item)| format!("{key} {item:?}"));
    texts
        .filter(|text| PERSONAL.iter().any(|word| text.contains(word)))
        .collect()
}

/// A client who has told everything.
async fn known() -> World {
    let world = World::new().await;
    let names =
        json!({ "first_name": "Annabel", "last_name": "Leeuwenhoek", "username": "annabel" });
    met(&world, 1, 42, names).await;
    for (id, text) in [
        (2, "/join"),
        (3, "Annabel"),
        (4, "Leeuwenhoek"),
        (5, "+998901234567"),
    ] {
        world.ok(&updates::text(id, 42, text)).await;
    }
    world.clock.advance(std::time::Duration::from_secs(20));
    world
}

#[tokio::test]
async fn nothing_personal_is_left() {
    let world = known().await;
    assert!(!leftovers(&world).await.is_empty());
    let asked = world.ok(&updates::text(10, 42, "/forget_me")).await;
    insta::assert_snapshot!(asked.text(), @r"
    <b>Shall I forget you?</b>
    I erase your name, your username, your phone number, your language, your request to join and what I keep of your messages. Bookings stay without your name. This cannot be undone.
    ");
    let done = pressed(&world, 11, 42, &asked, "forget me").await;
    assert!(done.text().contains("forgotten you"), "{}", done.text());
    assert_eq!(leftovers(&world).await, Vec::<String>::new());
    assert!(world.table.item("person#42", "me#profile").await.is_none());
}

#[tokio::test]
async fn what_was_before_does_not_come_back() {
    let world = known().await;
    let asked = world.ok(&updates::text(10, 42, "/forget_me")).await;
    let press = updates::press(11, 42, &asked.data("forget me"));
    let done = world.ok(&press).await;
    let after = world.dump().await;
    assert_eq!(world.ok(&press).await, done);
    let start = said(1, 42, &json!({ "first_name": "Annabel" }), "/start");
    world.ok(&start).await;
    for (id, text) in [(3, "Annabel"), (5, "+998901234567")] {
        world.ok(&updates::text(id, 42, text)).await;
    }
    assert_eq!(world.dump().await, after);
}

#[tokio::test]
async fn a_new_life_is_not_erased_by_an_old_button() {
    let world = known().await;
    let asked = world.ok(&updates::text(10, 42, "/forget_me")).await;
    pressed(&world, 11, 42, &asked, "forget me").await;
    met(&world, 12, 42, json!({ "first_name": "Bea" })).await;
    let stale = pressed(&world, 13, 42, &asked, "forget me").await;
    assert_eq!(stale.call()["method"], "answerCallbackQuery");
    let shown = card(&world, 14, BOSS, 42).await;
    assert!(shown.text().contains("<b>Bea</b>"), "{}", shown.text());
}

#[tokio::test]
async fn the_phone_number_is_free_again() {
    let world = known().await;
    let asked = world.ok(&updates::text(10, 42, "/forget_me")).await;
    pressed(&world, 11, 42, &asked, "forget me").await;
    for (id, text) in [(20, "/join"), (21, "Bob"), (22, "Ray")] {
        world.ok(&updates::text(id, 43, text)).await;
    }
    let sent = world.ok(&updates::text(23, 43, "+998901234567")).await;
    assert!(sent.text().contains("on its way"), "{}", sent.text());
}

#[tokio::test]
async fn whoever_works_here_is_not_forgotten() {
    let world = with_a_manager().await;
    for (id, user) in [(10, 77), (11, BOSS)] {
        let refused = world.ok(&updates::text(id, user, "/forget_me")).await;
        assert!(
            refused.text().contains("You work here"),
            "{}",
            refused.text()
        );
    }
    let before = world.dump().await;
    let forged = world.ok(&updates::press(12, 77, "f:0")).await;
    assert_eq!(forged.call()["method"], "answerCallbackQuery");
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_shut_out_person_stays_shut_out() {
    let world = known().await;
    let shown = card(&world, 6, BOSS, 42).await;
    pressed(&world, 7, BOSS, &shown, "Deactivate").await;
    let asked = world.ok(&updates::text(10, 42, "/forget_me")).await;
    pressed(&world, 11, 42, &asked, "forget me").await;
    assert_eq!(leftovers(&world).await, Vec::<String>::new());
    let refused = world.ok(&updates::text(12, 42, "/join")).await;
    assert!(
        refused.text().contains("switched off"),
        "{}",
        refused.text()
    );
}
