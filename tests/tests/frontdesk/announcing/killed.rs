//! The function is killed at every step and around every request of composing and steering; then
//! Telegram delivers the update again, and everything else goes on.

use std::collections::BTreeSet;

use broadcast::Status;
use engine::Step;
use frontdesk_tests::{BOSS, Fault, updates};
use serde_json::Value;

use super::podium::{FEW, Podium, data, few};

#[derive(Clone, Copy, Debug)]
enum Story {
    Asking,
    Saying,
    Composing,
    Sending,
    Pausing,
    Resuming,
    Stopping,
}

impl Story {
    const ALL: [Self; 7] = [
        Self::Asking,
        Self::Saying,
        Self::Composing,
        Self::Sending,
        Self::Pausing,
        Self::Resuming,
        Self::Stopping,
    ];

    /// A podium up to the update under test, and that update.
    async fn prepared(self) -> (Podium, Value) {
        let podium = Podium::new().await;
        let text = |text| updates::text(700_000_000, BOSS, text);
        let tap = |label: &str| {
            let screen = podium.town.telegram().screen(telegram_server::UserId(BOSS));
            let below = screen.iter().rfind(|shown| shown.button(label).is_some());
            updates::press(700_000_000, BOSS, &data(below.unwrap(), label))
        };
        let update = match self {
            Self::Asking => text("/broadcast"),
            Self::Saying => {
                podium.says(BOSS, "/broadcast").await;
                text("Hello")
            }
            Self::Composing => {
                podium.says(BOSS, "/broadcast Hello").await;
                tap(FEW)
            }
            Self::Sending => {
                podium.composes_for(FEW, BOSS, "Hello").await;
                tap("📣 Send it")
            }
            Self::Pausing => {
                podium.begins_small(BOSS, "Hello").await;
                tap("⏸ Pause")
            }
            Self::Resuming => {
                podium.begins_small(BOSS, "Hello").await;
                podium.taps(BOSS, "⏸ Pause").await;
                tap("▶️ Go on")
            }
            Self::Stopping => {
                podium.begins_small(BOSS, "Hello").await;
                podium.taps(BOSS, "⏹ Stop").await;
                tap("⏹ Yes, stop it")
            }
        };
        podium.passes(20);
        podium.forget();
        (podium, update)
    }

    /// How many requests the update makes.
    fn requests(self) -> usize {
        match self {
            Self::Asking | Self::Saying => 3,
            Self::Composing | Self::Sending | Self::Pausing => 4,
            Self::Resuming | Self::Stopping => 5,
        }
    }

    /// What comes of it, when everything has moved and the monitor has rung for what was lost.
    async fn comes_to_its_end(self, podium: &Podium, point: &str) {
        podium.moves().await;
        podium.passes(91);
        podium.town.watch().await;
        podium.moves().await;
        let ids = podium.ids().await;
        let status = match ids.as_slice() {
            [] => None,
            [id] => Some(podium.status(*id).await),
            several => panic!("{point}: {several:?}"),
        };
        let ends = match self {
            Self::Asking | Self::Saying => None,
            Self::Composing => Some(Status::Ready),
            Self::Sending | Self::Resuming => Some(Status::Done),
            Self::Pausing => Some(Status::Paused),
            Self::Stopping => Some(Status::Stopped),
        };
        assert_eq!(status, ends, "{point}");
        let received = podium.received("Hello");
        match ends {
            Some(Status::Done) => assert_eq!(received, few(), "{point}"),
            _ => assert!(received.is_empty(), "{point}: {received:?}"),
        }
    }

    /// Delivers the update that was killed once more.
    async fn goes_on(self, podium: &Podium, update: &Value, point: &str) {
        let world = &podium.town.world;
        let left = world.dump().await;
        let answer = world.ok(update).await;
        assert!(!answer.body.is_empty(), "{point}: no answer");
        let after = world.dump().await;
        let half: Vec<_> = left
            .keys()
            .filter(|key| !after.contains_key(*key))
            .collect();
        assert!(half.is_empty(), "{point}: {half:?}");
        assert_eq!(world.ok(update).await, answer, "{point}");
        assert_eq!(
            world.dump().await,
            after,
            "{point}: a repetition changes nothing"
        );
        self.comes_to_its_end(podium, point).await;
    }
}

#[tokio::test]
async fn a_killed_step_goes_on() {
    let mut hit = BTreeSet::new();
    for story in Story::ALL {
        for step in Step::ALL {
            let (podium, update) = story.prepared().await;
            if podium.town.world.killed_at(step, &update).await {
                hit.insert(step);
                let point = format!("{story:?} at {step:?}");
                story.goes_on(&podium, &update, &point).await;
            }
        }
    }
    let of_ours = [
        Step::Handled,
        Step::Committing,
        Step::Committed,
        Step::HandedOff,
    ];
    assert!(of_ours.iter().all(|step| hit.contains(step)), "{hit:?}");
}

#[tokio::test]
async fn a_killed_request_goes_on() {
    for story in Story::ALL {
        for number in 0..story.requests() {
            for fault in [Fault::HeldBefore, Fault::HeldAfter] {
                let (podium, update) = story.prepared().await;
                let world = &podium.town.world;
                let point = format!("{story:?}: request {number}, {fault:?}");
                let killed = world.killed_on_the_wire(number, fault, &update).await;
                assert!(killed, "{point} was not hit");
                story.goes_on(&podium, &update, &point).await;
            }
        }
        let (podium, update) = story.prepared().await;
        podium.town.world.ok(&update).await;
        let requests = podium.town.world.wire.operations().len();
        assert_eq!(requests, story.requests(), "{story:?}");
    }
}

#[tokio::test]
async fn an_answer_lost_after_the_write_is_no_loss() {
    for story in Story::ALL {
        for number in 0..story.requests() {
            for fault in [Fault::AnswerLost, Fault::TimedOutAfterwards] {
                let (podium, update) = story.prepared().await;
                podium.town.world.wire.inject_at(number, fault);
                let point = format!("{story:?}: request {number}, {fault:?}");
                podium.town.world.ok(&update).await;
                podium.town.world.wire.mend();
                story.comes_to_its_end(&podium, &point).await;
            }
        }
    }
}
