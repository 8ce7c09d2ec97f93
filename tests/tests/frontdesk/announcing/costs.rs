//! What each step asks the table and the queue for.

use frontdesk_tests::{BOSS, Sent};

use super::podium::Podium;

/// The requests of one step to the table and the queues.
async fn cost_of(podium: &Podium, step: impl Future<Output = ()>) -> Vec<String> {
    podium.forget();
    podium.town.world.wire.sent();
    step.await;
    let sent = podium.town.world.wire.sent();
    sent.into_iter().map(|sent: Sent| sent.operation).collect()
}

#[tokio::test]
async fn each_step_asks_for_little() {
    let podium = Podium::new().await;
    let (one, write) = ("GetItem", "TransactWriteItems");
    let asked = cost_of(&podium, podium.says(BOSS, "/broadcast")).await;
    assert_eq!(asked, ["Query", one, "UpdateItem"]);
    let typed = cost_of(&podium, podium.says(BOSS, "Hello")).await;
    assert_eq!(typed, ["Query", "BatchGetItem", "UpdateItem"]);
    let made = cost_of(&podium, podium.taps(BOSS, "👥 Everybody")).await;
    assert_eq!(made, ["Query", one, write, "SendMessageBatch"]);
    podium.moves().await;
    let begun = cost_of(&podium, podium.taps(BOSS, "📣 Send it")).await;
    assert_eq!(begun, ["Query", one, write, "SendMessageBatch"]);
    let paused = cost_of(&podium, podium.taps(BOSS, "⏸ Pause")).await;
    assert_eq!(paused, ["Query", one, "Query", write]);
    let resumed = cost_of(&podium, podium.taps(BOSS, "▶️ Go on")).await;
    assert_eq!(resumed, ["Query", one, "Query", write, "SendMessageBatch"]);
    let looked = cost_of(&podium, podium.taps(BOSS, "🔄 How far is it?")).await;
    assert_eq!(looked, ["Query", one, "Query"]);
    let asked = cost_of(&podium, podium.taps(BOSS, "⏹ Stop")).await;
    assert_eq!(asked, ["Query", one, "Query"]);
    let stopped = cost_of(&podium, podium.taps(BOSS, "⏹ Yes, stop it")).await;
    assert_eq!(stopped, ["Query", one, "Query", write, "SendMessageBatch"]);
    let again = cost_of(&podium, podium.says(BOSS, "/broadcast")).await;
    assert_eq!(again, ["Query", one, "BatchGetItem", "UpdateItem"]);
}

/// Of a text of any length the conversation keeps what can be asked for again, and no more.
#[tokio::test]
async fn a_long_text_does_not_stay_in_the_conversation() {
    let podium = Podium::new().await;
    let size = || podium.town.world.table.size("person#1", "me#conversation");
    podium.begins(BOSS, &"ы".repeat(4_096)).await;
    podium.says(BOSS, "/help").await;
    podium.says(BOSS, "/cancel").await;
    let size = size().await;
    assert!(size < 1_200, "{size}");
}

#[tokio::test]
async fn what_a_step_costs_in_units() {
    let podium = Podium::new().await;
    let units = async |step: &str| -> f64 {
        let wire = &podium.town.world.wire;
        podium.passes(2);
        podium.town.press(BOSS, step);
        let ((), metered) = wire.metered(podium.town.updates()).await;
        let writes = metered
            .iter()
            .filter(|(operation, _)| operation.contains("Write"));
        writes.map(|(_, units)| units).sum()
    };
    podium.says(BOSS, "/broadcast Hello").await;
    // The conversation, head (twice: it stands in the index), content, list.
    assert!((units("👥 Everybody").await - 9.0).abs() < 0.1);
    podium.moves().await;
    // The conversation, head, five lanes; the index.
    assert!((units("📣 Send it").await - 15.0).abs() < 0.1);
}
