//! Roles are given and taken, and what has to follow follows.

use frontdesk_tests::{Answer, BOSS, CHIEF, Fault, Town, World, updates};
use locales::{Language, Locale};
use outbox::Recipient;
use serde_json::json;

use super::{card, labels, met, pressed, roster_holds, with_a_manager};
use crate::deciding::{asked, button, notice};

#[tokio::test]
async fn a_role_given_is_on_the_roster_and_told() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, 77, 42).await;
    let given = pressed(&world, 11, 77, &shown, "➕ master").await;
    assert!(given.text().contains("Roles: master"), "{}", given.text());
    assert!(roster_holds(&world, "master", 42).await);
    let shop = world
        .table
        .item("shop#catalogue", "catalogue")
        .await
        .unwrap();
    let shop: desk::Catalogue = store::decode(shop).unwrap();
    assert!(shop.master(42).is_some_and(|master| master.on));
    assert_eq!(
        notice(&world, "11-0").await.unwrap().to,
        Recipient::Person(42)
    );
    let taken = pressed(&world, 12, 77, &given, "➖ master").await;
    assert!(taken.text().contains("Roles: client"), "{}", taken.text());
    assert!(!roster_holds(&world, "master", 42).await);
    let shop = world
        .table
        .item("shop#catalogue", "catalogue")
        .await
        .unwrap();
    let shop: desk::Catalogue = store::decode(shop).unwrap();
    assert!(shop.master(42).is_some_and(|master| !master.on));
}

#[tokio::test]
async fn a_card_of_before_changes_nothing() {
    let world = with_a_manager().await;
    let old = card(&world, 10, 77, 42).await;
    pressed(&world, 11, BOSS, &old, "➕ inspector").await;
    let before = world.dump().await;
    for (id, label) in [(12, "➕ inspector"), (13, "➕ master"), (14, "Deactivate")] {
        let stale = pressed(&world, id, 77, &old, label).await;
        assert!(
            stale.text().contains("Roles: inspector"),
            "{label}: {}",
            stale.text()
        );
    }
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_shut_out_person_leaves_the_rosters() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, BOSS, 42).await;
    let given = pressed(&world, 11, BOSS, &shown, "➕ master").await;
    let out = pressed(&world, 12, BOSS, &given, "Deactivate").await;
    assert!(!roster_holds(&world, "master", 42).await);
    pressed(&world, 13, BOSS, &out, "Reactivate").await;
    assert!(roster_holds(&world, "master", 42).await);
}

#[tokio::test]
async fn nobody_touches_a_superadmin_they_may_not() {
    let world = with_a_manager().await;
    met(&world, 5, CHIEF, json!({ "first_name": "Chief" })).await;
    let before = world.dump().await;
    for (id, data) in [
        (20, "p:ts:2:0"),
        (21, "p:d:2:0"),
        (22, "p:d:77:4"),
        (23, "p:gs:1:0"),
    ] {
        let viewer = if id == 22 { 77 } else { BOSS };
        let refused = world.ok(&updates::press(id, viewer, data)).await;
        assert!(!refused.body.is_empty(), "{data}");
        assert_eq!(world.dump().await, before, "{data}");
    }
    let refused = world.ok(&updates::press(30, 77, "p:gg:42:0")).await;
    assert_eq!(
        refused.call()["method"],
        "answerCallbackQuery",
        "a manager makes no manager"
    );
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn nobody_changes_their_own_superadmin_role() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, BOSS, 42).await;
    pressed(&world, 11, BOSS, &shown, "➕ superadmin").await;
    assert!(roster_holds(&world, "superadmin", 42).await);
    let own = card(&world, 12, 42, 42).await;
    assert!(labels(&own).iter().any(|label| label.contains("➕ master")));
    assert!(
        !labels(&own)
            .iter()
            .any(|label| label.contains("superadmin"))
    );
    let forged = world.ok(&updates::press(13, 42, "p:ts:42:11")).await;
    assert_eq!(forged.call()["method"], "answerCallbackQuery");
    assert!(roster_holds(&world, "superadmin", 42).await);
}

/// Two more superadmins; the updates that made them are numbers 20 and 21 from `id` on.
async fn superadmins(world: &World, id: i64, people: [i64; 2]) {
    for (step, user) in (0..).zip(people) {
        met(world, id + step, user, json!({ "first_name": "Eve" })).await;
        world.clock.advance(std::time::Duration::from_secs(20));
        let shown = card(world, id + 10 + step, BOSS, user).await;
        pressed(world, id + 20 + step, BOSS, &shown, "➕ superadmin").await;
    }
}

#[tokio::test]
async fn two_superadmins_removing_each_other_cannot_both_win() {
    let world = World::new().await;
    for round in 0..50 {
        let (one, other, id) = (1_000 + round * 2, 1_001 + round * 2, 10_000 + round * 100);
        superadmins(&world, id, [one, other]).await;
        let (first, second) = (
            updates::press(id + 30, one, &format!("p:ts:{other}:{}", id + 21)),
            updates::press(id + 31, other, &format!("p:ts:{one}:{}", id + 20)),
        );
        let (first, second) = tokio::join!(world.ok(&first), world.ok(&second));
        assert!(!first.body.is_empty() && !second.body.is_empty());
        let left = [
            roster_holds(&world, "superadmin", one).await,
            roster_holds(&world, "superadmin", other).await,
        ];
        assert_eq!(
            left.iter().filter(|holds| **holds).count(),
            1,
            "round {round}"
        );
        let (winner, loser) = if left[0] { (one, other) } else { (other, one) };
        let shown = card(&world, id + 40, BOSS, winner).await;
        pressed(&world, id + 41, BOSS, &shown, "➖ superadmin").await;
        assert!(!roster_holds(&world, "superadmin", loser).await);
    }
}

#[tokio::test]
async fn a_killed_change_is_done_once() {
    for number in 0..4 {
        for fault in [Fault::HeldBefore, Fault::HeldAfter] {
            let world = with_a_manager().await;
            let shown = card(&world, 10, BOSS, 42).await;
            let update = updates::press(11, BOSS, &shown.data("➕ master"));
            world.wire.operations();
            let point = format!("request {number}, {fault:?}");
            assert!(
                world.killed_on_the_wire(number, fault, &update).await,
                "{point}"
            );
            let answer = world.ok(&update).await;
            assert!(
                answer.text().contains("Roles: master"),
                "{point}: {answer:?}"
            );
            assert!(roster_holds(&world, "master", 42).await, "{point}");
            let dump = world.dump().await;
            let audit = dump.keys().filter(|key| key.starts_with("audit#42"));
            assert_eq!(audit.count(), 1, "{point}");
        }
    }
}

#[tokio::test]
async fn managers_hear_of_requests_once() {
    let town = Town::new().await;
    let manager = 77;
    town.telegram()
        .add_person(telegram_server::Person::new(manager, "Max"));
    town.say(manager, "/start");
    town.updates().await;
    for (superadmin, text) in [(BOSS, "/people 77"), (BOSS, "/people 2")] {
        town.say(superadmin, text);
        town.updates().await;
        town.press(superadmin, "➕ manager");
        town.settle().await;
    }
    town.ask_to_join().await;
    town.settle().await;
    for hears in [BOSS, CHIEF, manager] {
        assert_eq!(town.sees(hears, "Ann Lee"), 1, "{hears}");
    }
    town.press(manager, "✅ Approve as technician");
    town.settle().await;
    assert!(
        town.last(manager).contains("approved by Max"),
        "{}",
        town.last(manager)
    );
}

#[tokio::test]
async fn staff_get_a_command_menu_of_their_own() {
    let world = with_a_manager().await;
    let telegram = world.telegram.telegram();
    let menus = || {
        let calls = telegram.calls();
        let menus = calls
            .iter()
            .filter(|call| call.method.ends_with("MyCommands"));
        let menus: Vec<_> = menus.map(|call| call.method.clone()).collect();
        telegram.clear_calls();
        menus
    };
    menus();
    world.ok(&updates::text(10, 42, "/start")).await;
    assert!(menus().is_empty(), "a client has everybody's");
    world.ok(&updates::text(11, 77, "/start")).await;
    assert_eq!(menus(), ["setMyCommands"]);
    let shown = card(&world, 12, BOSS, 77).await;
    pressed(&world, 13, BOSS, &shown, "➖ manager").await;
    assert_eq!(menus(), ["deleteMyCommands"]);
}

#[tokio::test]
async fn a_request_is_approved_with_several_roles() {
    let world = with_a_manager().await;
    let request = asked(&world, 100, 43, "+998901234567").await;
    let size = world.table.size("notice#103-0", "notice").await;
    assert!(
        size < 950,
        "{size} bytes have to stay one unit when it is claimed"
    );
    let press = |id, data: &str| updates::press(id, 77, data);
    let before = world.dump().await;
    let choice = world.ok(&press(200, &button(&request, "several"))).await;
    let master = world.ok(&press(201, &choice.data("⬜️ master"))).await;
    let both = world.ok(&press(202, &master.data("⬜️ technician"))).await;
    let three = world.ok(&press(203, &both.data("⬜️ manager"))).await;
    let refused = world
        .ok(&press(204, &three.data("Approve the chosen")))
        .await;
    assert_eq!(refused.call()["method"], "answerCallbackQuery");
    assert_eq!(world.dump().await, before, "choosing changes nothing");
    let decided = world
        .ok(&press(205, &both.data("Approve the chosen")))
        .await;
    insta::assert_snapshot!(decided.text(), @r"
    <b>Request to join the staff</b>
    Ann Lee
    +998901234567
    ✅ Approved as master, technician by Person77
    ");
    assert!(roster_holds(&world, "master", 43).await);
    assert!(roster_holds(&world, "technician", 43).await);
    let late = world.ok(&press(206, &three.data("manager"))).await;
    assert!(
        late.text().contains("Approved as master, technician"),
        "{}",
        late.text()
    );
    let shown = card(&world, 210, BOSS, 43).await;
    assert_eq!(
        shown.text().matches("request approved").count(),
        2,
        "{}",
        shown.text()
    );
}

#[tokio::test]
async fn two_managers_lift_a_bound_once() {
    let world = with_a_manager().await;
    let mut shown = card(&world, 10, BOSS, 42).await;
    for round in 0..50 {
        let label = match round % 2 {
            0 => "Allow several bookings",
            _ => "One booking at a time",
        };
        world.clock.advance(std::time::Duration::from_secs(20));
        let press = |id, user| updates::press(id, user, &shown.data(label));
        let (boss, manager) = (press(100 + round, BOSS), press(200 + round, 77));
        let (boss, manager) = tokio::join!(world.ok(&boss), world.ok(&manager));
        assert_eq!(labels(&boss).len(), labels(&manager).len() + 2);
        let lifted = |answer: &Answer| answer.text().contains("🔓");
        assert_eq!([lifted(&boss), lifted(&manager)], [round % 2 == 0; 2]);
        let dump = world.dump().await;
        let audit = dump.keys().filter(|key| key.starts_with("audit#42"));
        assert_eq!(audit.count(), usize::try_from(round).unwrap() + 1);
        shown = boss;
    }
}

#[tokio::test]
async fn two_who_shut_each_other_out_cannot_both_win() {
    let world = World::new().await;
    for round in 0..20 {
        let (one, other, id) = (1_000 + round * 2, 1_001 + round * 2, 10_000 + round * 100);
        superadmins(&world, id, [one, other]).await;
        let out = |of: i64, serial: i64| format!("p:d:{of}:{serial}");
        let first = updates::press(id + 30, one, &out(other, id + 21));
        let second = updates::press(id + 31, other, &out(one, id + 20));
        tokio::join!(world.ok(&first), world.ok(&second));
        let left = [
            roster_holds(&world, "superadmin", one).await,
            roster_holds(&world, "superadmin", other).await,
        ];
        assert!(left[0] ^ left[1], "round {round}: {left:?}");
    }
}

#[tokio::test]
async fn every_superadmin_needs_a_masters_role() {
    let world = with_a_manager().await;
    met(&world, 5, BOSS, json!({ "first_name": "Boss" })).await;
    let shown = card(&world, 10, BOSS, 42).await;
    pressed(&world, 11, BOSS, &shown, "➕ superadmin").await;
    for (id, user) in [(20, BOSS), (21, 42)] {
        let refused = world.ok(&updates::text(id, user, "/schedule")).await;
        assert!(refused.text().contains("for masters"), "{refused:?}");
        let shop = world.ok(&updates::text(id + 10, user, "/shop")).await;
        assert!(shop.text().contains("The shop"), "{shop:?}");
    }
    let shown = card(&world, 40, CHIEF, BOSS).await;
    pressed(&world, 41, CHIEF, &shown, "➕ master").await;
    let day = world.ok(&updates::text(42, BOSS, "/schedule")).await;
    assert!(!day.text().contains("for masters"), "{day:?}");
}

#[tokio::test]
async fn nobody_is_no_longer_a_inspector() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, BOSS, 42).await;
    let given = pressed(&world, 11, BOSS, &shown, "➕ inspector").await;
    pressed(&world, 12, BOSS, &given, "➖ inspector").await;
    let told = notice(&world, "12-0").await.unwrap().text;
    let told = Locale::of(Language::En).plain(&told);
    assert_eq!(told, "You are no longer an inspector.");
}
