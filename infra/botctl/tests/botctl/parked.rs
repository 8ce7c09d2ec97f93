//! `botctl parked …`, against a sandbox.

use clock::{Clock as _, SystemClock};
use engine::Parked;
use outbox::ParkedMessage;
use serde_json::{Value, json};
use telegram_server::UserId;

use crate::items;
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

#[tokio::test]
async fn what_cannot_be_read_is_listed_and_dropped() {
    let town = with_parked().await;
    let (odd, environment) = ([("body", "odd")], town.environment());
    items::put(&environment, ["parked#3", "1003"], Some(2), &odd).await;
    items::put(&environment, ["parked#messages", "odd-one"], Some(2), &odd).await;
    let listed = ids(&town).await;
    assert_eq!(listed, ["1003", "odd-one", "1001", "a-message", "1002"]);
    let listed = town.botctl(&["parked", "list"]).await;
    assert_eq!(listed.stdout.matches("unreadable").count(), 2, "{listed:?}");
    for id in ["1003", "odd-one"] {
        let shown = town.botctl(&["parked", "show", id]).await;
        assert_eq!(shown.code, Some(1), "{shown:?}");
        assert!(shown.stderr.contains("`botctl parked drop`"), "{shown:?}");
        let dropped = town.botctl(&["parked", "drop", id, "--yes"]).await;
        assert_eq!(dropped.stdout, format!("Dropped {id}.\n"), "{dropped:?}");
    }
    let replayed = town.botctl(&["parked", "replay", "1003"]).await;
    assert!(
        replayed.stdout.contains("nothing is parked"),
        "{replayed:?}"
    );
    assert_eq!(ids(&town).await, ["1001", "a-message", "1002"]);
}

/// Ann's answer in a group to a form that she has closed since.
#[tokio::test]
async fn an_answer_to_no_form_stays_parked() {
    let town = with_parked().await;
    let person = json!({"id": ANN, "is_bot": false, "first_name": "Ann"});
    let message = json!({
        "message_id": 1, "date": 1, "from": person, "text": "Ann",
        "chat": {"id": -500, "type": "supergroup", "title": "Team"},
    });
    let row = Parked {
        update_id: 1_004,
        kind: "message".to_owned(),
        chat: Some(-500),
        user: Some(ANN),
        reason: "panicked".to_owned(),
        body: json!({"update_id": 1_004, "message": message}).to_string(),
        at: SystemClock::new().now(),
    };
    town.table().insert(row).await.unwrap().unwrap();
    let replayed = town.botctl(&["parked", "replay", "1004"]).await;
    assert_eq!(replayed.code, Some(1), "{replayed:?}");
    let why = "no form of the person is open in that group";
    assert!(replayed.stdout.contains(why), "{replayed:?}");
    assert!(ids(&town).await.contains(&"1004".to_owned()));
}

/// The end of this row's time lies beyond all time: that panics in the midst of its handling.
#[tokio::test]
async fn a_panic_tells_its_place_alone() {
    let town = with_parked().await;
    let person = json!({"id": ANN, "is_bot": false, "first_name": "Ann"});
    let message = json!({
        "message_id": 1, "date": 1, "from": person, "text": "/join",
        "chat": {"id": ANN, "type": "private", "first_name": "Ann"},
    });
    let (ann, body) = (
        ANN.to_string(),
        json!({"update_id": 1_005, "message": message}),
    );
    let row = [
        ("update_id", "1005"),
        ("kind", "message"),
        ("user", &ann),
        ("chat", &ann),
        ("reason", "panicked"),
        ("body", &body.to_string()),
        ("at", "9999-12-30T00:00:00Z"),
    ];
    items::put(&town.environment(), ["parked#5", "1005"], Some(2), &row).await;
    let replayed = town.botctl(&["parked", "replay", "1005"]).await;
    assert!(
        replayed.stdout.contains("panicked; it stays parked"),
        "{replayed:?}"
    );
    let mut lines = replayed.stderr.lines();
    let place = lines.next().unwrap();
    assert!(place.starts_with("panicked at "), "{replayed:?}");
    assert!(
        place.rsplit(':').next().unwrap().parse::<u32>().is_ok(),
        "{place}"
    );
    assert_eq!(lines.next(), None, "{replayed:?}");
}
