//! The function is killed at every point of making, opening and accepting an invitation. Tokens
//! are random, so a world is compared with itself: before, killed, and delivered again.

use std::collections::BTreeSet;

use engine::Step;
use frontdesk_tests::table::Dump;
use frontdesk_tests::{Answer, BOSS, Fault, World, updates};
use serde_json::Value;

use super::invitations::{invited, opened};
use super::roster_holds;

#[derive(Clone, Copy, Debug)]
enum Story {
    Making,
    Opening,
    Accepting,
    Revoking,
}

impl Story {
    const ALL: [Self; 4] = [Self::Making, Self::Opening, Self::Accepting, Self::Revoking];

    /// A world up to the update under test, and that update.
    async fn prepared(self) -> (World, Value) {
        let world = World::new().await;
        let update = match self {
            Self::Making => {
                let list = world.ok(&updates::text(10, BOSS, "/invite")).await;
                updates::press(50, BOSS, &list.data("➕ technician"))
            }
            Self::Opening => {
                let (_, payload) = invited(&world, 10, "➕ technician").await;
                updates::text(50, 42, &format!("/start {payload}"))
            }
            Self::Accepting => {
                let (_, payload) = invited(&world, 10, "➕ technician").await;
                let offered = opened(&world, 20, 42, &payload).await;
                updates::press(50, 42, &offered.data("Accept"))
            }
            Self::Revoking => {
                let (made, _) = invited(&world, 10, "➕ technician").await;
                updates::press(50, BOSS, &made.data("Take it back"))
            }
        };
        world.wire.operations();
        (world, update)
    }

    /// How many requests the update makes.
    fn requests(self) -> usize {
        match self {
            Self::Making | Self::Opening | Self::Revoking => 3,
            Self::Accepting => 5,
        }
    }

    /// What is so when it was done, however often it was tried.
    async fn is_done(self, world: &World, answer: &Answer) {
        let text = answer.text();
        let dump = world.dump().await;
        let kept = dump.keys().filter(|key| key.starts_with("invite#"));
        assert_eq!(kept.count(), 2, "the list, and one invitation");
        let list = world.ok(&updates::text(60, BOSS, "/invite")).await;
        let is_open = list.text().contains("Open invitations");
        match self {
            Self::Making => {
                let once = text.contains("?start=inv_") || text.contains("only once");
                assert!(once && is_open, "{text}");
                assert!(list.call()["reply_markup"].to_string().contains("↩️"));
            }
            Self::Opening => {
                assert!(text.contains("You are invited") && is_open, "{text}");
            }
            Self::Accepting => {
                assert!(text.contains("now a technician") && !is_open, "{text}");
                assert!(roster_holds(world, "technician", 42).await);
                let audit = dump.keys().filter(|key| key.starts_with("audit#42"));
                assert_eq!(audit.count(), 1);
                let told = dump.keys().filter(|key| key.starts_with("notice#"));
                assert_eq!(told.count(), 1);
            }
            Self::Revoking => assert!(text.contains("taken back") && !is_open, "{text}"),
        }
    }
}

/// Delivers the update that was killed once more.
async fn goes_on(story: Story, (world, update): (&World, &Value), before: &Dump) {
    let left = world.dump().await;
    let answer = world.ok(update).await;
    let after = world.dump().await;
    assert!(left == *before || left == after, "half a state");
    assert_ne!(after, *before);
    story.is_done(world, &answer).await;
}

#[tokio::test]
async fn a_killed_invitation_goes_on_from_any_step() {
    let mut hit = BTreeSet::new();
    for story in Story::ALL {
        for step in Step::ALL {
            let (world, update) = story.prepared().await;
            let before = world.dump().await;
            if world.killed_at(step, &update).await {
                hit.insert(step);
                goes_on(story, (&world, &update), &before).await;
            }
        }
    }
    assert!(hit.contains(&Step::Committing) && hit.contains(&Step::Committed));
}

#[tokio::test]
async fn a_killed_invitation_goes_on_from_any_request() {
    for story in Story::ALL {
        for number in 0..story.requests() {
            for fault in [Fault::HeldBefore, Fault::HeldAfter] {
                let (world, update) = story.prepared().await;
                let before = world.dump().await;
                let killed = world.killed_on_the_wire(number, fault, &update).await;
                assert!(killed, "{story:?}: request {number}, {fault:?}");
                goes_on(story, (&world, &update), &before).await;
            }
        }
        let (world, update) = story.prepared().await;
        world.ok(&update).await;
        let requests = world.wire.operations().len();
        assert_eq!(requests, story.requests(), "{story:?}");
    }
}
