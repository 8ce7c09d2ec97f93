//! People: who may do what, finding them, their roles, invitations, and being forgotten.

mod accounts;
mod cards;
mod finding;
mod forgetting;
mod in_front_of_others;
mod invitations;
mod killed;
mod languages;
mod masters;
mod menus;
mod roles;

use frontdesk_tests::{Answer, World, updates};
use serde_json::{Value, json};

/// The labels of the buttons under an answer.
fn labels(answer: &Answer) -> Vec<String> {
    let call = answer.call();
    let rows = call["reply_markup"]["inline_keyboard"].as_array().cloned();
    let rows = rows.unwrap_or_default();
    let buttons = rows.iter().flat_map(|row| row.as_array().unwrap().iter());
    buttons
        .map(|button| button["text"].as_str().unwrap().to_owned())
        .collect()
}

/// A text of somebody with these names.
fn said(id: i64, user: i64, names: &Value, text: &str) -> Value {
    let mut from = updates::user(user);
    for (name, value) in names.as_object().unwrap() {
        from[name] = value.clone();
    }
    updates::message_with(id, user, json!({ "text": text, "from": from }))
}

/// Somebody with these names has started the bot.
async fn met(world: &World, id: i64, user: i64, names: Value) {
    world.ok(&said(id, user, &names, "/start")).await;
}

/// Presses the button with that label, as somebody.
async fn pressed(world: &World, id: i64, user: i64, under: &Answer, label: &str) -> Answer {
    world.clock.advance(std::time::Duration::from_secs(2));
    world
        .ok(&updates::press(id, user, &under.data(label)))
        .await
}

/// The card of somebody, as somebody else sees it.
async fn card(world: &World, id: i64, viewer: i64, of: i64) -> Answer {
    world
        .ok(&updates::text(id, viewer, &format!("/people {of}")))
        .await
}

/// A world in which person 42, Ann Lee, and a manager, person 77, have started the bot.
async fn with_a_manager() -> World {
    let world = World::new().await;
    met(
        &world,
        1,
        42,
        json!({ "first_name": "Ann", "last_name": "Lee" }),
    )
    .await;
    met(&world, 2, 77, json!({ "first_name": "Max" })).await;
    let shown = card(&world, 3, frontdesk_tests::BOSS, 77).await;
    pressed(&world, 4, frontdesk_tests::BOSS, &shown, "➕ manager").await;
    world
}

/// Whether a roster holds somebody.
async fn roster_holds(world: &World, role: &str, user: i64) -> bool {
    let item = world.table.item(&format!("roster#{role}"), "roster").await;
    let roster = item.map(|item| store::decode::<outbox::Roster>(item).unwrap());
    roster.is_some_and(|roster| roster.has(user))
}
