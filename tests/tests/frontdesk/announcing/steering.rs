//! Pausing, going on, stopping; by its author and by any other superadmin.

use broadcast::Status;
use frontdesk_tests::{BOSS, CHIEF};

use super::podium::{Podium, data, everybody, labels};

#[tokio::test]
async fn a_pause_holds_until_it_goes_on() {
    let podium = Podium::new().await;
    let id = podium.begins(BOSS, "Hello").await;
    podium.taps(BOSS, "⏸ Pause").await;
    let paused = podium.seen(BOSS, "⏸ Paused: 0 of 7");
    assert_eq!(labels(&paused)[..2], ["▶️ Go on", "⏹ Stop"]);
    podium.moves().await;
    assert!(podium.received("Hello").is_empty());
    podium.taps(BOSS, "▶️ Go on").await;
    podium.seen(BOSS, "📣 Sending: 0 of 7");
    podium.moves().await;
    assert_eq!(podium.received("Hello"), everybody());
    assert_eq!(podium.status(id).await, Status::Done);
}

/// Telegram repeats what a phone has pressed while it had no connection.
#[tokio::test]
async fn a_button_of_an_earlier_run_changes_nothing() {
    let podium = Podium::new().await;
    let id = podium.begins(BOSS, "Hello").await;
    let first = podium.seen(BOSS, "📣 Sending:");
    podium.taps(BOSS, "⏸ Pause").await;
    podium.forges(BOSS, &data(&first, "Pause")).await;
    assert_eq!(podium.alert(), "The broadcast is paused.");
    podium.taps(BOSS, "▶️ Go on").await;
    for label in ["Pause", "Stop"] {
        podium.forges(BOSS, &data(&first, label)).await;
        assert_eq!(podium.alert(), "The broadcast is being sent.", "{label}");
    }
    assert_eq!(
        (podium.status(id).await, podium.head(id).await.run),
        (Status::Running, 2)
    );
}

/// Giving up is for what has not begun, and stopping for what has: forged data mixes them.
#[tokio::test]
async fn what_runs_is_stopped_and_not_given_up() {
    let podium = Podium::new().await;
    let id = podium.composes(BOSS, "Hello").await;
    podium.forges(BOSS, &format!("a:s:{id}:0")).await;
    let waits = "The broadcast is counted and waits to be sent.";
    assert_eq!(podium.alert(), waits);
    assert_eq!(podium.status(id).await, Status::Ready);
    podium.taps(BOSS, "📣 Send it").await;
    podium.forges(BOSS, &format!("a:c:{id}:1")).await;
    assert_eq!(podium.alert(), "The broadcast is being sent.");
    assert_eq!(podium.status(id).await, Status::Running);
}

#[tokio::test]
async fn a_stop_asks_once() {
    let podium = Podium::new().await;
    let id = podium.begins(BOSS, "Hello").await;
    podium.taps(BOSS, "⏹ Stop").await;
    assert_eq!(podium.status(id).await, Status::Running);
    let sure = podium.last(BOSS);
    assert_eq!(labels(&sure), ["⏹ Yes, stop it", "‹ No"]);
    podium.taps(BOSS, "‹ No").await;
    assert_eq!(podium.status(id).await, Status::Running);
    assert_eq!(podium.last(BOSS).message_id, sure.message_id);
    podium.taps(BOSS, "⏹ Stop").await;
    podium.taps(BOSS, "⏹ Yes, stop it").await;
    assert_eq!(podium.status(id).await, Status::Stopping);
    assert_eq!(podium.last(BOSS).text, "⏹ I am stopping it…");
    podium.moves().await;
    assert!(podium.received("Hello").is_empty());
    assert_eq!(podium.status(id).await, Status::Stopped);
    assert_eq!(
        podium
            .town
            .sees(BOSS, "⏹ The broadcast was stopped: 0 of 7"),
        2
    );
}

#[tokio::test]
async fn a_stop_between_two_pages_keeps_what_was_sent() {
    let podium = Podium::new().await;
    let id = podium.begins(BOSS, "Hello").await;
    // The messages of two lanes, and the pages that they ring for.
    for _ in 0..7 {
        podium.town.page().await;
    }
    let sent = podium.received("Hello").len();
    assert!((1..7).contains(&sent), "{sent}");
    podium.taps(BOSS, "⏹ Stop").await;
    podium.seen(
        BOSS,
        &format!("Really stop it? {sent} of 7 had their turn."),
    );
    podium.taps(BOSS, "⏹ Yes, stop it").await;
    podium.moves().await;
    assert_eq!(podium.received("Hello").len(), sent);
    let report = format!("⏹ The broadcast was stopped: {sent} of 7");
    podium.seen(BOSS, &report);
    assert_eq!(
        podium.head(id).await.tally.sent,
        u64::try_from(sent).unwrap()
    );
}

#[tokio::test]
async fn another_superadmin_finds_what_runs() {
    let podium = Podium::new().await;
    let id = podium.composes(BOSS, "Hello").await;
    podium.says(CHIEF, "/broadcast").await;
    let asked = podium.last(CHIEF);
    assert!(
        asked.text.ends_with("Not ended yet, here below:"),
        "{}",
        asked.text
    );
    assert_eq!(labels(&asked), ["❔ not sent yet · 👥 7", "✖️ Cancel"]);
    podium.taps(CHIEF, "❔ not sent yet · 👥 7").await;
    podium.taps(CHIEF, "👁 Show the message").await;
    assert_eq!(podium.last(CHIEF).text, "Hello");
    podium.taps(CHIEF, "📣 Send it").await;
    podium.seen(CHIEF, "📣 Sending: 0 of 7");
    podium.seen(BOSS, "📣 Sending: 0 of 7");
    podium.taps(CHIEF, "⏸ Pause").await;
    podium.seen(BOSS, "⏸ Paused: 0 of 7");
    podium.taps(BOSS, "▶️ Go on").await;
    podium.moves().await;
    podium.taps(CHIEF, "▶️ Go on").await;
    assert_eq!(podium.alert(), "The broadcast is done.");
    podium.seen(CHIEF, "✅ The broadcast is done: 7 of 7");
    assert_eq!(podium.status(id).await, Status::Done);
    podium.says(CHIEF, "/broadcast").await;
    assert_eq!(labels(&podium.last(CHIEF)), ["✖️ Cancel"]);
}

#[tokio::test]
async fn several_share_the_lanes() {
    let podium = Podium::new().await;
    let one = podium.begins(BOSS, "One").await;
    podium.says(CHIEF, "/broadcast Two").await;
    podium.taps(CHIEF, "👥 Everybody").await;
    while podium.town.page().await > 0 {}
    podium.taps(CHIEF, "📣 Send it").await;
    podium.moves().await;
    assert_eq!(podium.received("One"), everybody());
    assert_eq!(podium.received("Two"), everybody());
    assert_eq!(podium.status(one).await, Status::Done);
}

/// Whoever only holds up another one goes on with the form; whoever looks at it has left it.
#[tokio::test]
async fn a_pause_does_not_close_the_form() {
    let podium = Podium::new().await;
    podium.begins(BOSS, "One").await;
    podium.says(BOSS, "/broadcast Two").await;
    podium.taps(BOSS, "⏸ Pause").await;
    podium.taps(BOSS, "👥 Everybody").await;
    assert_eq!(podium.last(BOSS).text, "Two");
    podium.says(BOSS, "/broadcast Three").await;
    let looks = data(&podium.seen(BOSS, "⏸ Paused"), "Go on").replace("a:r:", "a:l:");
    podium.forges(BOSS, looks.rsplit_once(':').unwrap().0).await;
    podium.says(BOSS, "Four").await;
    assert!(
        podium
            .last(BOSS)
            .text
            .starts_with("I did not quite get that")
    );
}
