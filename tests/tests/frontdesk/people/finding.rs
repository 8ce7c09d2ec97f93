//! Finding people by what they are called.

use frontdesk_tests::{BOSS, World, updates};
use serde_json::json;

use super::{labels, met, pressed};

async fn found(world: &World, id: i64, text: &str) -> Vec<String> {
    world.clock.advance(std::time::Duration::from_secs(2));
    let answer = world
        .ok(&updates::text(id, BOSS, &format!("/people {text}")))
        .await;
    let labels = labels(&answer).into_iter();
    labels
        .filter(|label| !label.contains("Search") && !label.contains("Cancel"))
        .collect()
}

#[tokio::test]
async fn people_are_found_in_every_way() {
    let world = World::new().await;
    let lee = json!({ "first_name": "Ann", "last_name": "Lee", "username": "Ann_Lee" });
    met(&world, 1, 42, lee).await;
    met(
        &world,
        2,
        43,
        json!({ "first_name": "Oʻgʻiloy", "last_name": "Ёлкина" }),
    )
    .await;
    met(&world, 3, 44, json!({ "first_name": "مُحَمَّد" })).await;
    for (id, text, name) in [
        (10, "an", "Ann Lee"),
        (11, "LEE", "Ann Lee"),
        (12, "ann l", "Ann Lee"),
        (13, "@ann_lee", "Ann Lee"),
        (14, "o'gi", "Oʻgʻiloy Ёлкина"),
        (15, "елк", "Oʻgʻiloy Ёлкина"),
        (16, "محمد", "مُحَمَّد"),
    ] {
        assert_eq!(found(&world, id, text).await, [name], "{text}");
    }
    for (id, text) in [(20, "nn"), (21, "lee x"), (22, "@lee"), (23, "zz")] {
        world.clock.advance(std::time::Duration::from_secs(2));
        let nobody = world
            .ok(&updates::text(id, BOSS, &format!("/people {text}")))
            .await;
        assert!(
            nobody.text().contains("found nobody"),
            "{text}: {}",
            nobody.text()
        );
    }
    let by_id = world.ok(&updates::text(30, BOSS, "/people 42")).await;
    assert!(by_id.text().contains("<b>Ann Lee</b>"), "{}", by_id.text());
}

#[tokio::test]
async fn a_phone_number_leads_to_its_card() {
    let world = World::new().await;
    met(&world, 1, 42, json!({ "first_name": "Ann" })).await;
    for (id, text) in [
        (2, "/join"),
        (3, "Ann"),
        (4, "Lee"),
        (5, "+998 90 123-45-67"),
    ] {
        world.ok(&updates::text(id, 42, text)).await;
    }
    let card = world
        .ok(&updates::text(10, BOSS, "/people 998901234567"))
        .await;
    assert!(card.text().contains("+998901234567"), "{}", card.text());
    assert!(card.text().contains("ID 42"), "{}", card.text());
}

#[tokio::test]
async fn a_new_name_replaces_the_old_one() {
    let world = World::new().await;
    met(
        &world,
        1,
        42,
        json!({ "first_name": "Ann", "username": "ann_lee" }),
    )
    .await;
    met(
        &world,
        2,
        42,
        json!({ "first_name": "Bea", "username": "bea_lee" }),
    )
    .await;
    met(
        &world,
        3,
        43,
        json!({ "first_name": "Cleo", "username": "ann_lee" }),
    )
    .await;
    assert!(found(&world, 10, "ann").await.is_empty());
    assert_eq!(found(&world, 11, "bea").await, ["Bea"]);
    assert_eq!(found(&world, 12, "@ann_lee").await, ["Cleo"]);
}

#[tokio::test]
async fn a_long_list_is_turned_page_by_page() {
    let world = World::new().await;
    for number in 0..20 {
        let name = format!("Константин {}", char::from(b'a' + number));
        met(
            &world,
            i64::from(number) + 1,
            1_000 + i64::from(number),
            json!({ "first_name": name }),
        )
        .await;
    }
    world.wire.operations();
    let first = world.ok(&updates::text(100, BOSS, "/people Конст")).await;
    assert_eq!(world.wire.operations(), ["Query", "Query"]);
    assert_eq!(labels(&first).len(), 8 + 2, "{:?}", labels(&first));
    let second = pressed(&world, 101, BOSS, &first, "Next").await;
    assert_eq!(world.wire.operations(), ["Query", "Query"]);
    let third = pressed(&world, 102, BOSS, &second, "Next").await;
    assert_eq!(labels(&third).len(), 4 + 3, "{:?}", labels(&third));
    let back = pressed(&world, 103, BOSS, &third, "Back").await;
    assert_eq!(labels(&back), labels(&second));
    let beginning = pressed(&world, 104, BOSS, &third, "First").await;
    assert_eq!(labels(&beginning), labels(&first));
}

#[tokio::test]
async fn the_search_stays_open_until_it_is_left() {
    let world = World::new().await;
    met(&world, 1, 42, json!({ "first_name": "Ann" })).await;
    let asked = world.ok(&updates::text(10, BOSS, "/people")).await;
    insta::assert_snapshot!(asked.text(), @"Whom are you looking for? Type the beginning of a first or last name (at least two letters), a @username, a phone number or an ID.");
    let nothing = world.ok(&updates::text(11, BOSS, "🌸")).await;
    assert!(
        nothing.text().contains("nothing in it"),
        "{}",
        nothing.text()
    );
    let list = world.ok(&updates::text(12, BOSS, "ann")).await;
    let card = pressed(&world, 13, BOSS, &list, "Ann").await;
    assert!(card.text().contains("ID 42"));
    let closed = pressed(&world, 14, BOSS, &asked, "Cancel").await;
    assert!(closed.text().contains("closed"), "{}", closed.text());
    let stale = pressed(&world, 15, BOSS, &asked, "Cancel").await;
    assert_eq!(stale.call()["method"], "answerCallbackQuery");
}

#[tokio::test]
async fn forged_buttons_change_nothing() {
    let world = World::new().await;
    met(&world, 1, 42, json!({ "first_name": "Ann" })).await;
    let before = world.dump().await;
    for (number, data) in [
        "p:",
        "p:q:x",
        "p:f::",
        "p:f:AN:",
        "p:f:an:>",
        "p:f:an:<zzz#1",
        "p:f:an:?",
        "p:c:x",
        "p:c:999",
        "p:h:42:>0",
        "p:h:42:oops",
        "p:gz:42:0",
        "p:gs:999:0",
        "p:gm:42:7",
        "p:d:42:7",
        "p:x:5",
        "i:",
        "i:l",
        "i:n:m:9",
        "i:r:x",
        "i:a:x",
        "f:",
        "f:x",
    ]
    .into_iter()
    .enumerate()
    {
        let id = 100 + number as i64;
        let answer = world.ok(&updates::press(id, BOSS, data)).await;
        assert!(!answer.body.is_empty(), "{data} is answered");
        assert_eq!(world.dump().await, before, "{data}");
    }
}

#[tokio::test]
async fn looking_somebody_up_is_no_change() {
    let world = World::new().await;
    met(&world, 1, 42, json!({ "first_name": "Ann" })).await;
    let before = world.dump().await;
    for id in 10..30 {
        let text = if id % 2 == 0 {
            "/people 42"
        } else {
            "/people ann"
        };
        let found = world.ok(&updates::text(id, BOSS, text)).await;
        assert!(found.text().contains("Ann") || !labels(&found).is_empty());
        assert!(!found.text().contains("Slow down"), "{found:?}");
    }
    assert_eq!(world.dump().await, before);
    let hint = world.ok(&updates::text(30, BOSS, "ann")).await;
    assert!(hint.text().contains("did not quite get that"), "{hint:?}");
}

#[tokio::test]
async fn who_finds_nobody_may_go_on_typing() {
    let world = World::new().await;
    met(&world, 1, 42, json!({ "first_name": "Ann" })).await;
    let nobody = world.ok(&updates::text(10, BOSS, "/people zz")).await;
    assert!(nobody.text().contains("found nobody"), "{nobody:?}");
    let list = world.ok(&updates::text(11, BOSS, "ann")).await;
    assert_eq!(labels(&list)[0], "Ann");
}
