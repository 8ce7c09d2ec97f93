//! `botctl parked …`, against a sandbox.

use clock::{Clock as _, SystemClock};
use engine::Parked;
use outbox::ParkedMessage;
use serde_json::{Value, json};
use telegram_server::UserId;

use crate::town::{ANN, Town};

/// `/join` of Ann, parked by a bug that is mended by now; and a queue's message.
pub(crate) async fn with_parked() -> Town {
    let town = Town::new().await;
    let ann = UserId(ANN);
    town.telegram().say(ann, ann, "/start").unwrap();
    town.until(|_| town.sees(ANN, "Hello, Ann")).await;
    let now = SystemClock::new().now();
    let person = json!({"id": ANN, "is_bot": false, "first_name": "Ann", "language_code": "en"});
    let chat = json!({"id": ANN, "type": "private", "first_name": "Ann"});
    let message = json!({
        "message_id": 1, "date": now.as_second(), "chat": chat, "from": person, "text": "/join",
    });
    let update = Parked {
        update_id: 1_001,
        kind: "message".to_owned(),
        chat: Some(ANN),
        user: Some(ANN),
        reason: "panicked".to_owned(),
        body: json!({"update_id": 1_001, "message": message}).to_string(),
        at: now,
    };
    let unreadable = Parked {
        update_id: 1_002,
        body: json!({"update_id": 1_002, "message": {"text": {}}}).to_string(),
        at: now + jiff::SignedDuration::from_secs(1),
        ..update.clone()
    };
    let message = ParkedMessage {
        message_id: "a-message".to_owned(),
        reason: "no ring".to_owned(),
        body: "odd".to_owned(),
        at: now,
    };
    let table = town.table();
    table.insert(update).await.unwrap().unwrap();
    table.insert(unreadable).await.unwrap().unwrap();
    table.insert(message).await.unwrap().unwrap();
    town
}

async fn ids(town: &Town) -> Vec<String> {
    let listed = town.botctl(&["parked", "list", "--json"]).await;
    let listed: Value = serde_json::from_str(&listed.stdout).unwrap();
    let rows = listed["parked"].as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn what_is_parked_is_listed_and_shown() {
    let town = with_parked().await;
    assert_eq!(ids(&town).await, ["1001", "a-message", "1002"]);
    let listed = town.botctl(&["parked", "list", "--most", "1"]).await;
    assert_eq!(listed.stdout.lines().count(), 3, "{listed:?}");
    assert!(listed.stdout.contains("There are more"), "{listed:?}");
    let shown = town.botctl(&["parked", "show", "1001"]).await;
    assert!(shown.stdout.contains("panicked"), "{shown:?}");
    assert!(!shown.stdout.contains("/join"), "what it says is private");
    let shown = town.botctl(&["parked", "show", "1001", "--text"]).await;
    assert!(shown.stdout.contains("/join"), "{shown:?}");
    let missing = town.botctl(&["parked", "show", "7"]).await;
    let said = "Nothing is parked under 7: `botctl parked list` shows what is.\n";
    assert_eq!((missing.code, missing.stderr.as_str()), (Some(1), said));
    let empty = Town::new().await.botctl(&["parked", "list"]).await;
    assert_eq!(
        (empty.code, empty.stdout.as_str()),
        (Some(0), "Nothing is parked.\n")
    );
}

#[tokio::test]
async fn a_replay_is_handled_once_and_answered() {
    let town = with_parked().await;
    let both = ["parked", "replay", "1001"];
    let (one, other) = tokio::join!(town.botctl(&both), town.botctl(&both));
    let codes = [one.code, other.code];
    assert!(
        codes == [Some(0), Some(1)] || codes == [Some(1), Some(0)],
        "{one:?} {other:?}"
    );
    let said = [one.stdout, other.stdout].concat();
    assert!(said.contains("handled  the reply was sent"), "{said}");
    assert!(said.contains("nothing is parked under this id"), "{said}");
    assert!(town.sees(ANN, "first name"));
    assert_eq!(ids(&town).await, ["a-message", "1002"]);
}

#[tokio::test]
async fn what_fails_again_stays_parked() {
    let town = with_parked().await;
    let failed = town.botctl(&["parked", "replay", "1002"]).await;
    assert_eq!(failed.code, Some(1), "{failed:?}");
    assert!(failed.stdout.contains("unreadable"), "{failed:?}");
    let message = town.botctl(&["parked", "replay", "a-message"]).await;
    assert!(
        message
            .stderr
            .starts_with("A queue's message is not replayed"),
        "{message:?}"
    );
    assert_eq!(ids(&town).await.len(), 3);
}

#[tokio::test]
async fn a_drop_asks_first() {
    let town = with_parked().await;
    let asked = town.botctl(&["parked", "drop", "1002"]).await;
    assert_eq!(asked.code, Some(1));
    let said = "Nobody is here to be asked: Drop update 1002 (message, panicked) unhandled? Add --yes if so.\n";
    assert_eq!(asked.stderr, said);
    for id in ["1002", "a-message"] {
        let dropped = town.botctl(&["parked", "drop", id, "--yes"]).await;
        assert_eq!(dropped.stdout, format!("Dropped {id}.\n"), "{dropped:?}");
    }
    assert_eq!(ids(&town).await, ["1001"]);
}
