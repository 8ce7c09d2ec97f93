//! A link for a role, good once, for the first who opens it.

use std::time::Duration;

use frontdesk_tests::{Answer, BOSS, CHIEF, World, updates, world};
use outbox::Recipient;
use serde_json::json;

use super::{card, labels, met, pressed, roster_holds};
use crate::deciding::notice;

/// A new invitation, as its maker sees it, and what stands behind `/start` in its link.
pub(super) async fn invited(world: &World, id: i64, role: &str) -> (Answer, String) {
    let list = world.ok(&updates::text(id, BOSS, "/invite")).await;
    let made = pressed(world, id + 1, BOSS, &list, role).await;
    let text = made.text();
    let payload = text.split("https://t.me/frontdesk_bot?start=").nth(1);
    let payload = payload.and_then(|rest| rest.split_whitespace().next());
    let payload = payload.unwrap_or_else(|| panic!("no link in {text}"));
    (made, payload.to_owned())
}

pub(super) async fn opened(world: &World, id: i64, user: i64, payload: &str) -> Answer {
    world
        .ok(&updates::text(id, user, &format!("/start {payload}")))
        .await
}

#[tokio::test]
async fn an_invitation_is_made_opened_and_accepted() {
    let world = World::new().await;
    let (_, payload) = invited(&world, 10, "➕ technician").await;
    let offered = opened(&world, 20, 42, &payload).await;
    insta::assert_snapshot!(offered.text(), @r"
    You are invited to the staff: technician.
    Do you accept? The invitation is good until 2026-03-05 09:00.
    ");
    let accepted = pressed(&world, 21, 42, &offered, "Accept").await;
    assert!(
        accepted.text().contains("now a technician"),
        "{}",
        accepted.text()
    );
    assert!(roster_holds(&world, "technician", 42).await);
    assert_eq!(
        notice(&world, "21-0").await.unwrap().to,
        Recipient::Person(BOSS)
    );
    let shown = card(&world, 30, BOSS, 42).await;
    assert!(
        shown.text().contains("invited: technician"),
        "{}",
        shown.text()
    );
    let none = world.ok(&updates::text(31, BOSS, "/invite")).await;
    assert!(
        none.text().contains("No invitation is open"),
        "{}",
        none.text()
    );
}

#[tokio::test]
async fn only_the_first_who_opens_it_can_accept() {
    let world = World::new().await;
    let (_, payload) = invited(&world, 10, "➕ master").await;
    let offered = opened(&world, 20, 42, &payload).await;
    let foreign = opened(&world, 21, 43, &payload).await;
    assert!(
        foreign.text().contains("Somebody else"),
        "{}",
        foreign.text()
    );
    let again = opened(&world, 22, 42, &payload).await;
    assert_eq!(again.text(), offered.text());
    let stolen = pressed(&world, 23, 43, &offered, "Accept").await;
    assert_eq!(stolen.call()["method"], "answerCallbackQuery");
    assert!(!roster_holds(&world, "master", 43).await);
    pressed(&world, 24, 42, &offered, "Accept").await;
    let twice = pressed(&world, 25, 42, &offered, "Accept").await;
    assert!(twice.text().contains("used already"), "{}", twice.text());
    let used = opened(&world, 26, 44, &payload).await;
    assert!(used.text().contains("used already"), "{}", used.text());
}

#[tokio::test]
async fn two_who_open_it_at_once_share_nothing() {
    let world = World::new().await;
    for round in 0..50 {
        let (id, one, other) = (1_000 + round * 100, 10_000 + round * 2, 10_001 + round * 2);
        let (_, payload) = invited(&world, id, "➕ inspector").await;
        world.clock.advance(Duration::from_secs(20));
        let (first, second) = tokio::join!(
            opened(&world, id + 10, one, &payload),
            opened(&world, id + 11, other, &payload),
        );
        let offered = [&first, &second].map(|answer| answer.text().contains("You are invited"));
        assert!(
            offered[0] ^ offered[1],
            "round {round}: {first:?} {second:?}"
        );
        let (user, offer) = if offered[0] {
            (one, &first)
        } else {
            (other, &second)
        };
        pressed(&world, id + 20, user, offer, "Decline").await;
    }
}

#[tokio::test]
async fn what_is_over_says_why() {
    let world = World::new().await;
    let (made, revoked) = invited(&world, 10, "➕ manager").await;
    pressed(&world, 12, BOSS, &made, "Take it back").await;
    let (_, declined) = invited(&world, 20, "➕ manager").await;
    let offered = opened(&world, 22, 43, &declined).await;
    pressed(&world, 23, 43, &offered, "Decline").await;
    let (_, expired) = invited(&world, 30, "➕ manager").await;
    let offered = opened(&world, 32, 44, &expired).await;
    world.clock.advance(Duration::from_secs(72 * 3600));
    for (id, payload, why) in [
        (40, revoked.as_str(), "taken back"),
        (41, declined.as_str(), "used already"),
        (42, expired.as_str(), "has expired"),
        (43, "inv_AAAAAAAAAAAAAAAAAAAAAA", "do not know"),
    ] {
        let refused = opened(&world, id, 42, payload).await;
        assert!(refused.text().contains(why), "{why}: {}", refused.text());
    }
    let late = pressed(&world, 50, 44, &offered, "Accept").await;
    assert!(late.text().contains("has expired"), "{}", late.text());
    let none = world.ok(&updates::text(51, BOSS, "/invite")).await;
    assert!(
        none.text().contains("No invitation is open"),
        "{}",
        none.text()
    );
}

#[tokio::test]
async fn a_list_of_before_makes_no_second_invitation() {
    let world = World::new().await;
    let list = world.ok(&updates::text(10, BOSS, "/invite")).await;
    pressed(&world, 11, BOSS, &list, "➕ master").await;
    let before = world.dump().await;
    let again = pressed(&world, 12, BOSS, &list, "➕ master").await;
    assert!(
        labels(&again)
            .iter()
            .any(|label| label.contains("↩️ master"))
    );
    assert_eq!(world.dump().await, before);
    let revoked = pressed(&world, 13, CHIEF, &again, "↩️ master").await;
    assert!(revoked.text().contains("taken back"), "{}", revoked.text());
    let twice = pressed(&world, 14, BOSS, &again, "↩️ master").await;
    assert_eq!(twice.call()["method"], "answerCallbackQuery");
}

#[tokio::test]
async fn a_token_is_neither_stored_nor_logged() {
    let log = world::log();
    let world = World::new().await;
    let list = world.ok(&updates::text(10, BOSS, "/invite")).await;
    let press = updates::press(11, BOSS, &list.data("➕ superadmin"));
    let made = world.ok(&press).await;
    let token = made.text().split("start=inv_").nth(1).unwrap()[..22].to_owned();
    let again = world.ok(&press).await;
    assert!(again.text().contains("only once"), "{}", again.text());
    opened(&world, 20, 42, &format!("inv_{token}")).await;
    let stored = format!("{:?}", world.dump().await);
    assert!(!stored.contains(&token));
    assert!(!log.text().contains(&token));
}

#[tokio::test]
async fn a_shut_out_person_opens_nothing() {
    let world = World::new().await;
    met(&world, 1, 42, json!({ "first_name": "Ann" })).await;
    let shown = card(&world, 2, BOSS, 42).await;
    pressed(&world, 3, BOSS, &shown, "Deactivate").await;
    let (_, payload) = invited(&world, 10, "➕ master").await;
    let refused = opened(&world, 20, 42, &payload).await;
    assert!(
        refused.text().contains("switched off"),
        "{}",
        refused.text()
    );
    let free = opened(&world, 21, 43, &payload).await;
    assert!(free.text().contains("You are invited"), "{}", free.text());
}

#[tokio::test]
async fn who_lost_the_role_invites_nobody() {
    let world = World::new().await;
    met(&world, 1, 50, json!({ "first_name": "Ola" })).await;
    let shown = card(&world, 2, BOSS, 50).await;
    pressed(&world, 3, BOSS, &shown, "➕ superadmin").await;
    let list = world.ok(&updates::text(4, 50, "/invite")).await;
    let made = pressed(&world, 5, 50, &list, "➕ superadmin").await;
    let text = made.text();
    let link = text.split("?start=").nth(1).unwrap();
    let payload = link.split_whitespace().next().unwrap();
    let shown = card(&world, 6, BOSS, 50).await;
    pressed(&world, 7, BOSS, &shown, "➖ superadmin").await;
    for (id, user) in [(8, 50), (9, 51)] {
        let refused = opened(&world, id, user, payload).await;
        assert!(refused.text().contains("taken back"), "{refused:?}");
    }
    assert!(!roster_holds(&world, "superadmin", 50).await);
}

#[tokio::test]
async fn its_maker_does_not_use_it_up() {
    let world = World::new().await;
    let (_, payload) = invited(&world, 10, "➕ superadmin").await;
    let before = world.dump().await.keys().cloned().collect::<Vec<_>>();
    let own = opened(&world, 20, BOSS, &payload).await;
    assert!(own.text().contains("your own invitation"), "{own:?}");
    let other = opened(&world, 21, CHIEF, &payload).await;
    assert!(other.text().contains("this role already"), "{other:?}");
    let invitations = world.dump().await.into_keys();
    let invitations: Vec<_> = invitations.filter(|key| before.contains(key)).collect();
    assert_eq!(invitations, before);
    let free = opened(&world, 22, 42, &payload).await;
    assert!(free.text().contains("You are invited"), "{free:?}");
}

#[tokio::test]
async fn who_has_the_role_leaves_it_to_others() {
    let world = World::new().await;
    met(&world, 1, 42, json!({ "first_name": "Ann" })).await;
    let (_, payload) = invited(&world, 10, "➕ technician").await;
    let offered = opened(&world, 12, 42, &payload).await;
    let shown = card(&world, 13, BOSS, 42).await;
    pressed(&world, 14, BOSS, &shown, "➕ technician").await;
    let held = pressed(&world, 15, 42, &offered, "Accept").await;
    assert_eq!(held.call()["method"], "answerCallbackQuery", "{held:?}");
    let (_, other) = invited(&world, 20, "➕ technician").await;
    let held = opened(&world, 22, 42, &other).await;
    assert!(held.text().contains("this role already"), "{held:?}");
    let free = opened(&world, 23, 43, &other).await;
    assert!(free.text().contains("You are invited"), "{free:?}");
}

#[tokio::test]
async fn one_offer_accepted_twice_at_once_counts_once() {
    let world = World::new().await;
    for round in 0..50 {
        let (id, user) = (1_000 + round * 100, 10_000 + round);
        let (_, payload) = invited(&world, id, "➕ technician").await;
        world.clock.advance(Duration::from_secs(20));
        let offered = opened(&world, id + 10, user, &payload).await;
        let yes = updates::press(id + 11, user, &offered.data("Accept"));
        let no = updates::press(id + 12, user, &offered.data("Decline"));
        let (yes, no) = tokio::join!(world.ok(&yes), world.ok(&no));
        let accepted = yes.text().contains("Welcome");
        let declined = no.text().contains("you have declined");
        assert!(accepted ^ declined, "round {round}: {yes:?} {no:?}");
        assert_eq!(roster_holds(&world, "technician", user).await, accepted);
    }
}

#[tokio::test]
async fn twenty_invitations_can_be_open() {
    let world = World::new().await;
    let mut payload = String::new();
    for number in 0..20 {
        (_, payload) = invited(&world, 100 + number * 10, "➕ inspector").await;
    }
    let list = world.ok(&updates::text(1_000, BOSS, "/invite")).await;
    let open = |answer: &Answer| {
        let labels = labels(answer).into_iter();
        labels.filter(|label| label.starts_with("↩️")).count()
    };
    assert_eq!(open(&list), 20);
    let before = world.dump().await;
    let full = pressed(&world, 1_001, BOSS, &list, "➕ inspector").await;
    assert_eq!(full.call()["method"], "answerCallbackQuery", "{full:?}");
    let says = full.call()["text"].as_str().unwrap().to_owned();
    assert!(says.contains("Take one back"), "{says}");
    assert_eq!(world.dump().await, before);
    let offered = opened(&world, 1_002, 42, &payload).await;
    pressed(&world, 1_003, 42, &offered, "Decline").await;
    invited(&world, 1_004, "➕ inspector").await;
}

#[tokio::test]
async fn an_invitation_waits_for_a_masters_place() {
    let world = World::new().await;
    let (_, payload) = invited(&world, 10, "➕ master").await;
    let offered = opened(&world, 12, 42, &payload).await;
    let hire = |shop: desk::Catalogue, id| shop.with_master(id, "M").unwrap();
    let shop = desk::Catalogue::seeded(diary::Zone::default());
    let full = (800..820).fold(shop, hire);
    let table = &world.webhook.engine().table;
    table.overwrite(full.clone()).await.unwrap().unwrap();
    let before = world.dump().await;
    let refused = pressed(&world, 13, 42, &offered, "Accept").await;
    let says = refused.call()["text"].as_str().unwrap().to_owned();
    assert!(says.contains("no room for one more master"), "{says}");
    assert_eq!(world.dump().await, before);
    let room = full.without_master(800);
    table.overwrite(room).await.unwrap().unwrap();
    let accepted = pressed(&world, 14, 42, &offered, "Accept").await;
    assert!(accepted.text().contains("now a master"), "{accepted:?}");
}
