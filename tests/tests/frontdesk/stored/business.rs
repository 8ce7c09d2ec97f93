//! A shop, its people and their bookings go on where an earlier build has left them.

use std::time::Duration;

use frontdesk_tests::{Answer, BOSS, World, updates};
use outbox::Status;

use crate::deciding::notice;
use crate::schedule::studio::seen;

/// Bookings, the shop, people and their invitations, and a dialogue of each.
pub(super) const BUSINESS: &str = include_str!("../../../fixtures/stored/2.json");

/// Who is in it: the client, the manager, the master, and who has opened an invitation.
pub(super) const ANN: i64 = 42;
pub(super) const EVE: i64 = 600;
pub(super) const MAX: i64 = 700;
const LOLA: i64 = 45;

/// What stands behind `/start` in the link of the invitation that nobody has opened.
pub(super) const PAYLOAD: &str = "inv_RKAPalSqGRiolqGHyMHeIg";

/// The reminders of Ann's booking.
pub(super) const REMINDERS: [&str; 2] = ["reminder-542-1772546400-d", "reminder-542-1772546400-s"];

/// A minute after the last of it was written.
pub(super) async fn business() -> World {
    let world = super::world_with(BUSINESS).await;
    world.clock.advance(Duration::from_secs(240));
    world
}

pub(super) async fn says(world: &World, id: i64, user: i64, text: &str) -> Answer {
    world.ok(&updates::text(id, user, text)).await
}

async fn taps(world: &World, id: i64, user: i64, under: &Answer, label: &str) -> Answer {
    world
        .ok(&updates::press(id, user, &under.data(label)))
        .await
}

/// That nobody is reminded of the booking.
pub(super) async fn no_reminder_is_left(world: &World) {
    for id in REMINDERS {
        let reminder = notice(world, id).await.unwrap();
        assert_eq!(reminder.status, Status::Cancelled, "{id}");
        assert_eq!(reminder.wake_at, None, "{id}");
    }
}

#[tokio::test]
async fn a_stored_booking_can_be_cancelled() {
    let world = business().await;
    let scheduled = notice(&world, REMINDERS[0]).await.unwrap();
    assert_eq!(scheduled.status, Status::Scheduled);
    let list = says(&world, 601, ANN, "/mybookings").await;
    let card = taps(&world, 602, ANN, &list, "Tue, 3 March, 14:00 · Haircut").await;
    assert!(card.text().contains("Max"), "{}", card.text());
    let why = taps(&world, 603, ANN, &card, "Cancel it").await;
    let done = taps(&world, 604, ANN, &why, "without a reason").await;
    assert!(done.text().contains("is cancelled"), "{}", done.text());
    no_reminder_is_left(&world).await;
    let list = says(&world, 605, ANN, "/mybookings").await;
    let past = taps(&world, 606, ANN, &list, "Past ones").await;
    let card = taps(&world, 607, ANN, &past, "4 March").await;
    assert!(card.text().contains("I am ill"), "{}", card.text());
}

#[tokio::test]
async fn a_stored_shop_and_day_open() {
    let world = business().await;
    let day = says(&world, 601, MAX, "/schedule 2026-03-03").await;
    insta::assert_snapshot!(day.text(), @r"
    <b>Tue, 3 March</b>
    🕘 10:00–21:00
    10:00–11:00 free
    11:00–11:30 👤 Mrs Smith · Beard
    11:30–14:00 free
    14:00–14:30 👤 Ann Lee · Haircut
    14:30–15:00 free
    15:00–16:00 🍽 lunch
    16:00–17:30 🚫 dentist
    17:30–21:00 free
    ");
    let hours = says(&world, 602, MAX, "/schedule 2026-03-04").await;
    assert!(hours.text().contains("12:00–20:00"), "{}", hours.text());
    let shop = says(&world, 603, EVE, "/shop").await;
    insta::assert_snapshot!(shop.text(), @r"
    <b>The shop</b>
    3 services on offer, 2 masters to book
    Time zone: UTC
    ");
    let services = taps(&world, 604, EVE, &shop, "Services").await;
    let haircut = taps(&world, 605, EVE, &services, "Haircut").await;
    assert!(haircut.text().contains("50\u{a0}000"), "{}", haircut.text());
}

#[tokio::test]
async fn stored_invitations_can_be_accepted() {
    let world = business().await;
    let list = says(&world, 601, BOSS, "/invite").await;
    assert!(seen(&list).contains("↩️ technician"), "{}", seen(&list));
    let offered = says(&world, 602, 48, &format!("/start {PAYLOAD}")).await;
    let accepted = taps(&world, 603, 48, &offered, "Accept").await;
    assert!(accepted.text().contains("now a technician"), "{accepted:?}");
    let offered = says(&world, 551, LOLA, "again").await;
    assert!(offered.text().contains("inspector"), "the stored reply");
    let accepted = taps(&world, 604, LOLA, &offered, "Accept").await;
    assert!(accepted.text().contains("You are now"), "{accepted:?}");
    let list = says(&world, 605, BOSS, "/invite").await;
    assert!(list.text().contains("No invitation is open"), "{list:?}");
}

#[tokio::test]
async fn a_stored_card_shows_roles_and_history() {
    let world = business().await;
    let card = says(&world, 601, BOSS, "/people 44").await;
    insta::assert_snapshot!(card.text(), @r"
    <b>Sam</b>
    ID 44
    Roles: technician
    ⛔️ Deactivated: the roles have no effect.
    2026-03-02 09:00 — deactivated (Boss)
    2026-03-02 09:00 — given: technician (Boss)
    ");
    let history = taps(&world, 602, BOSS, &card, "History").await;
    assert_eq!(history.text().lines().count(), 3, "{}", history.text());
    let back = taps(&world, 603, BOSS, &card, "Reactivate").await;
    assert!(!back.text().contains("Deactivated"), "{}", back.text());
    for (id, name) in [(604, "lee"), (605, "ann"), (606, "@ann_lee")] {
        let found = says(&world, id, EVE, &format!("/people {name}")).await;
        assert!(seen(&found).contains("[Ann Lee]"), "{name}: {found:?}");
    }
}
