//! A person's card, as those who run the staff see it.

use frontdesk_tests::{BOSS, updates};

use super::{card, labels, pressed, with_a_manager};

#[tokio::test]
async fn a_card_shows_what_is_known() {
    let world = with_a_manager().await;
    for (id, text) in [
        (10, "/join"),
        (11, "Ann"),
        (12, "Lee"),
        (13, "+998901234567"),
    ] {
        world.ok(&updates::text(id, 42, text)).await;
    }
    let shown = card(&world, 20, BOSS, 42).await;
    let granted = pressed(&world, 21, BOSS, &shown, "➕ technician").await;
    insta::assert_snapshot!(granted.text(), @r"
    <b>Ann Lee</b>
    +998901234567
    ID 42
    Roles: technician
    2026-03-02 09:00 — given: technician (Person1)
    ");
    insta::assert_snapshot!(labels(&granted).join("\n"), @r"
    ➕ master
    ➖ technician
    ➕ manager
    ➕ inspector
    ➕ superadmin
    ⛔️ Deactivate
    🔓 Allow several bookings
    🕘 History
    🔎 Search again
    ");
}

#[tokio::test]
async fn managers_see_less_to_press() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, 77, 42).await;
    assert_eq!(
        labels(&shown)[..4],
        [
            "➕ master",
            "➕ technician",
            "➕ inspector",
            "⛔️ Deactivate"
        ]
    );
    let own = card(&world, 11, 77, 77).await;
    assert!(
        !labels(&own)
            .iter()
            .any(|label| label.contains("Deactivate"))
    );
}

#[tokio::test]
async fn the_history_has_every_change() {
    let world = with_a_manager().await;
    let mut shown = card(&world, 10, BOSS, 42).await;
    for step in 0..10 {
        world.clock.advance(std::time::Duration::from_secs(10));
        let label = if step % 2 == 0 {
            "➕ inspector"
        } else {
            "➖ inspector"
        };
        shown = pressed(&world, 20 + step, BOSS, &shown, label).await;
    }
    let first = pressed(&world, 40, BOSS, &shown, "History").await;
    assert_eq!(first.text().lines().count(), 1 + 8, "{}", first.text());
    assert!(
        first
            .text()
            .lines()
            .nth(1)
            .unwrap()
            .contains("taken away: inspector")
    );
    let second = pressed(&world, 41, BOSS, &first, "Next").await;
    assert_eq!(second.text().lines().count(), 1 + 2, "{}", second.text());
    let back = pressed(&world, 42, BOSS, &second, "Back").await;
    assert_eq!(back.text(), first.text());
    let card = pressed(&world, 43, BOSS, &back, "Card").await;
    assert!(card.text().contains("ID 42"));
}

#[tokio::test]
async fn a_card_costs_three_reads() {
    let world = with_a_manager().await;
    world.wire.operations();
    let shown = card(&world, 10, BOSS, 42).await;
    assert_eq!(
        world.wire.operations(),
        ["Query", "BatchGetItem", "BatchGetItem", "Query"]
    );
    pressed(&world, 11, BOSS, &shown, "➕ inspector").await;
    assert_eq!(
        world.wire.operations(),
        [
            "Query",
            "BatchGetItem",
            "GetItem",
            "TransactWriteItems",
            "SendMessageBatch"
        ]
    );
}

/// A manager's stored replies would be the one place where nobody forgets a client.
#[tokio::test]
async fn a_repeated_card_names_nobody() {
    let world = with_a_manager().await;
    let shown = card(&world, 10, BOSS, 42).await;
    assert!(shown.text().contains("Ann Lee"));
    let press = updates::press(11, BOSS, &shown.data("➕ technician"));
    assert!(world.ok(&press).await.text().contains("Ann Lee"));
    let again = world.ok(&press).await;
    assert!(again.text().contains("User42"), "{}", again.text());
    assert_eq!(labels(&again)[1], "➖ technician");
}
