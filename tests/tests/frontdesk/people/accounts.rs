//! One's own account: what is shown, and what is open to whom.

use frontdesk_tests::{BOSS, World, updates};
use serde_json::json;

use super::{card, labels, met, pressed, with_a_manager};

#[tokio::test]
async fn help_lists_what_the_roles_allow() {
    let world = with_a_manager().await;
    let of = |id, user| updates::text(id, user, "/help");
    let client = world.ok(&of(10, 42)).await.text();
    let manager = world.ok(&of(11, 77)).await.text();
    let superadmin = world.ok(&of(12, BOSS)).await.text();
    assert!(
        client.contains("/me") && !client.contains("/people"),
        "{client}"
    );
    assert!(
        manager.contains("/people") && !manager.contains("/invite"),
        "{manager}"
    );
    assert!(superadmin.contains("/people") && superadmin.contains("/invite"));
}

#[tokio::test]
async fn me_shows_roles_and_language() {
    let world = with_a_manager().await;
    world.ok(&updates::text(10, 77, "/language ru")).await;
    let me = world.ok(&updates::text(11, 77, "/me")).await;
    insta::assert_snapshot!(me.text(), @r"
    <b>Person77</b>
    Роли: менеджер
    Язык: Русский
    Предстоящих записей нет.
    ");
    let client = world.ok(&updates::text(12, 42, "/me")).await;
    assert!(client.text().contains("Roles: client"), "{}", client.text());
}

#[tokio::test]
async fn nobody_else_reaches_the_people() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, BOSS, 42).await;
    let before = world.dump().await;
    for (id, text) in [(11, "/people"), (12, "/people ann"), (13, "/invite")] {
        let refused = world.ok(&updates::text(id, 42, text)).await;
        assert!(refused.text().contains("This is for"), "{}", refused.text());
    }
    for (id, label) in [(14, "➕ technician"), (15, "History"), (16, "Deactivate")] {
        let refused = pressed(&world, id, 42, &shown, label).await;
        assert_eq!(refused.call()["method"], "answerCallbackQuery", "{label}");
    }
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_deactivated_person_is_shut_out_and_let_in_again() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, BOSS, 77).await;
    let out = pressed(&world, 11, BOSS, &shown, "Deactivate").await;
    assert!(out.text().contains("Deactivated"), "{}", out.text());
    for (id, text) in [(20, "/people"), (21, "/join"), (22, "/me"), (23, "/book")] {
        let refused = world.ok(&updates::text(id, 77, text)).await;
        assert!(
            refused.text().contains("switched off"),
            "{text}: {}",
            refused.text()
        );
    }
    for (id, text) in [(31, "/help"), (32, "/language"), (33, "/forget_me")] {
        let answered = world.ok(&updates::text(id, 77, text)).await;
        assert!(!answered.text().contains("switched off"), "{text}");
    }
    let help = world.ok(&updates::text(34, 77, "/help")).await.text();
    assert!(
        !help.contains("/people") && !help.contains("/join"),
        "{help}"
    );
    let back = pressed(&world, 40, BOSS, &out, "Reactivate").await;
    assert!(
        labels(&back)
            .iter()
            .any(|label| label.contains("➖ manager"))
    );
    let people = world.ok(&updates::text(41, 77, "/people")).await;
    assert!(people.text().contains("looking for"), "{}", people.text());
}

/// Whatever they send, they see the one line, and buttons that work for them.
#[tokio::test]
async fn who_is_shut_out_is_offered_what_works() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, BOSS, 42).await;
    pressed(&world, 11, BOSS, &shown, "Deactivate").await;
    let menu = ["🌐 Language", "❓ What I can do"];
    for (id, text) in [
        (20, "/start"),
        (21, "hello"),
        (22, "/nothing"),
        (23, "/cancel"),
        (24, "/book"),
    ] {
        let answer = world.ok(&updates::text(id, 42, text)).await;
        let said = answer.text();
        assert!(said.starts_with("Your access is switched off"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert_eq!(labels(&answer), menu, "{text}");
        let help = pressed(&world, id + 10, 42, &answer, "What I can do").await;
        assert!(help.text().contains("/forget_me"), "{}", help.text());
        let back = pressed(&world, id + 20, 42, &help, "Menu").await;
        assert_eq!(labels(&back), menu, "{text}");
        let choice = pressed(&world, id + 30, 42, &back, "Language").await;
        assert!(!choice.text().contains("switched off"), "{}", choice.text());
    }
    let choice = world.ok(&updates::text(80, 42, "/language uz")).await;
    assert!(!choice.text().contains("oʻchirilgan"), "{}", choice.text());
    let uzbek = world.ok(&updates::text(81, 42, "/start")).await.text();
    assert!(
        uzbek.starts_with("Hozircha kirishingiz oʻchirilgan"),
        "{uzbek}"
    );
}

/// A start keeps the name up to date, so that the staff finds whom to let in again.
#[tokio::test]
async fn who_is_shut_out_is_still_found_by_a_new_name() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, BOSS, 42).await;
    pressed(&world, 11, BOSS, &shown, "Deactivate").await;
    met(&world, 20, 42, json!({ "first_name": "Anna" })).await;
    let card = card(&world, 21, BOSS, 42).await.text();
    assert!(card.contains("Anna"), "{card}");
}

#[tokio::test]
async fn an_older_profile_is_found_after_its_next_start() {
    let world = World::new().await;
    let names = json!({ "first_name": "Ann" });
    met(&world, 1, 42, names.clone()).await;
    let mut profile = world.table.item("person#42", "me#profile").await.unwrap();
    profile.remove("indexed");
    world.table.put(profile).await;
    world.wire.operations();
    met(&world, 2, 42, names).await;
    assert_eq!(world.wire.operations(), ["Query", "TransactWriteItems"]);
}
