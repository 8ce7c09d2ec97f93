//! Somebody who was a master is forgotten by the shop as well.

use frontdesk_tests::{BOSS, World, updates};
use serde_json::json;

use super::personal;
use crate::people::{card, met, pressed};

/// A world in which Annabel was a master.
async fn with_a_former_master() -> World {
    let world = World::new().await;
    let names = json!({ "first_name": "Annabel", "last_name": "Leeuwenhoek" });
    met(&world, 1, 42, names).await;
    for (id, label) in [(3, "➕ master"), (6, "➖ master")] {
        let shown = card(&world, id, BOSS, 42).await;
        pressed(&world, id + 1, BOSS, &shown, label).await;
    }
    world.clock.advance(std::time::Duration::from_secs(20));
    world
}

async fn shop(world: &World) -> desk::Catalogue {
    let item = world.table.item("shop#catalogue", "catalogue").await;
    store::decode(item.unwrap()).unwrap()
}

#[tokio::test]
async fn the_shop_forgets_a_former_master() {
    let world = with_a_former_master().await;
    assert_eq!(
        shop(&world).await.master(42).unwrap().name,
        "Annabel Leeuwenhoek"
    );
    let asked = world.ok(&updates::text(10, 42, "/forget_me")).await;
    pressed(&world, 11, 42, &asked, "forget me").await;
    assert_eq!(shop(&world).await.masters, []);
    let mut dump = world.dump().await;
    // What was told to a decider stays on the decider's screen; notices are on their way.
    dump.retain(|key, _| {
        !key.starts_with("notice#") && *key != format!("person#{BOSS} / me#conversation")
    });
    assert_eq!(personal(&dump), Vec::<String>::new());
}

#[tokio::test]
async fn who_returns_after_it_is_a_new_master() {
    let world = with_a_former_master().await;
    let asked = world.ok(&updates::text(10, 42, "/forget_me")).await;
    pressed(&world, 11, 42, &asked, "forget me").await;
    met(&world, 12, 42, json!({ "first_name": "Bea" })).await;
    let shown = card(&world, 13, BOSS, 42).await;
    pressed(&world, 14, BOSS, &shown, "➕ master").await;
    let member = shop(&world).await.master(42).unwrap().clone();
    assert_eq!((member.name.as_str(), member.on), ("Bea", true));
}

/// The shop is read only for whose roles have changed, and nothing more for who has left nothing.
#[tokio::test]
async fn being_forgotten_costs_what_it_needs() {
    let world = World::new().await;
    met(&world, 1, 42, json!({ "first_name": "Ann" })).await;
    let asked = world.ok(&updates::text(10, 42, "/forget_me")).await;
    world.wire.operations();
    pressed(&world, 11, 42, &asked, "forget me").await;
    let read = ["Query", "Query", "Query", "BatchGetItem"];
    let client = [&read[..], &["TransactWriteItems"]].concat();
    assert_eq!(world.wire.operations(), client);
    let world = with_a_former_master().await;
    let asked = world.ok(&updates::text(10, 42, "/forget_me")).await;
    world.wire.operations();
    pressed(&world, 11, 42, &asked, "forget me").await;
    let master = [&read[..], &["GetItem", "TransactWriteItems"]].concat();
    assert_eq!(world.wire.operations(), master);
}
