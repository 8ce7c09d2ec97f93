//! What a build of tomorrow has added to the business is still there after today's has written.

use aws_sdk_dynamodb::types::AttributeValue;
use frontdesk_tests::{BOSS, World, fixture, updates};
use serde_json::json;

use super::business::{ANN, BUSINESS, EVE, MAX, PAYLOAD, REMINDERS};

/// The business as a build of tomorrow leaves it, the update after the last one.
async fn of_tomorrow() -> World {
    let world = World::new().await;
    for mut item in fixture::items(BUSINESS) {
        item.insert("of_tomorrow".into(), AttributeValue::S("kept".into()));
        item.insert("s".into(), AttributeValue::N("9".into()));
        world.table.put(item).await;
    }
    world.clock.advance(std::time::Duration::from_secs(240));
    world
}

/// That these items were written, and that they hold what they held.
async fn kept(world: &World, keys: &[(&str, &str)]) {
    let before = fixture::items(BUSINESS);
    for (pk, sk) in keys {
        let is = |item: &store::Item, name: &str, text: &str| item[name].as_s().unwrap() == text;
        let mut was = before.iter();
        let was = was.find(|item| is(item, "pk", pk) && is(item, "sk", sk));
        let item = world.table.item(pk, sk).await.unwrap();
        assert_eq!(item["of_tomorrow"].as_s().unwrap(), "kept", "{pk} {sk}");
        assert_ne!(item["v"], was.unwrap()["v"], "{pk} {sk} was written");
    }
}

#[tokio::test]
async fn a_cancelled_booking_keeps_what_it_does_not_know() {
    let world = of_tomorrow().await;
    world.ok(&updates::text(601, ANN, "I have to work")).await;
    let reminder = format!("notice#{}", REMINDERS[0]);
    let keys = [
        ("person#42", "me#conversation"),
        ("client#42", "head"),
        ("master#700", "day#2026-03-03"),
        (&reminder, "notice"),
    ];
    kept(&world, &keys).await;
}

#[tokio::test]
async fn an_edited_shop_keeps_what_it_does_not_know() {
    let world = of_tomorrow().await;
    let mut id = 600;
    for (user, command, labels) in [
        (EVE, "/shop", &["Services", "Beard", "Offer it no more"][..]),
        (MAX, "/schedule", &["Hours", "Wed", "Closed"]),
    ] {
        id += 1;
        let mut shown = world.ok(&updates::text(id, user, command)).await;
        for label in labels {
            id += 1;
            let press = updates::press(id, user, &shown.data(label));
            shown = world.ok(&press).await;
        }
    }
    let keys = [("shop#catalogue", "catalogue"), ("master#700", "terms")];
    kept(&world, &keys).await;
}

#[tokio::test]
async fn a_changed_person_keeps_what_nobody_knows() {
    let world = of_tomorrow().await;
    let names = json!({ "id": ANN, "is_bot": false, "first_name": "Bea", "last_name": "Lee",
        "username": "ann_lee", "language_code": "en" });
    let start = json!({ "text": format!("/start {PAYLOAD}"), "from": names });
    let offered = world.ok(&updates::message_with(601, ANN, start)).await;
    let accept = updates::press(602, ANN, &offered.data("Accept"));
    world.ok(&accept).await;
    let card = world.ok(&updates::text(603, BOSS, "/people 600")).await;
    let take = updates::press(604, BOSS, &card.data("➖ manager"));
    world.ok(&take).await;
    let keys = [
        ("person#42", "me#profile"),
        ("find#@a", "@ann_lee#42"),
        ("invite#list", "list"),
        (
            "invite#-d8zC8tLTV0p0FRENck0G2fOezP2mCxFPpZlRZ2c0bE",
            "invite",
        ),
        ("roster#technician", "roster"),
        ("roster#manager", "roster"),
        ("person#600", "me#profile"),
    ];
    kept(&world, &keys).await;
}
