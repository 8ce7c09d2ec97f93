//! `botctl webhook …`, against a sandbox.

use serde_json::{Value, json};
use telegram_server::UserId;

use crate::town::{ANN, Town};

/// What was changed; the sandbox's monitor asks, too, so that questions are nobody's in particular.
fn changes_at_telegram(town: &Town) -> Vec<String> {
    let calls = town.telegram().calls();
    town.telegram().clear_calls();
    let methods = calls.into_iter().map(|call| call.method);
    methods
        .filter(|method| method.ends_with("Webhook"))
        .collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn only_what_differs_is_set() {
    let town = Town::new().await;
    let first = town.botctl(&["webhook", "set", "--json"]).await;
    assert_eq!(first.code, Some(0), "{first:?}");
    let said = json(&first.stdout);
    let changed = |change: &Value| change["what"].as_str().unwrap().to_owned();
    let changes: Vec<_> = said["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(changed)
        .collect();
    assert_eq!(changes, ["allowed_updates", "secret"]);
    assert_eq!(changes_at_telegram(&town), ["setWebhook"]);
    let second = town.botctl(&["webhook", "set"]).await;
    assert_eq!(second.code, Some(0), "{second:?}");
    assert!(second.stdout.contains("nothing was changed"), "{second:?}");
    assert!(changes_at_telegram(&town).is_empty());
    let more = town
        .botctl(&["webhook", "set", "--max-connections", "7"])
        .await;
    assert!(more.stdout.contains("max_connections  40 "), "{more:?}");
    let info = town.botctl(&["webhook", "info", "--json"]).await;
    let info = json(&info.stdout);
    assert_eq!(info["max_connections"], 7);
    assert_eq!(
        info["allowed_updates"],
        json!(["message", "edited_message", "callback_query"])
    );
    assert_eq!(info["url"], info["wanted"]);
}

#[tokio::test]
async fn a_secret_that_telegram_has_not_is_sent_again() {
    let town = Town::new().await;
    let url = town.variable("WEBHOOK_URL");
    let kinds = ["message", "edited_message", "callback_query"];
    let other = json!({"url": url, "secret_token": "another", "allowed_updates": kinds});
    town.telegram().call("setWebhook", other).unwrap();
    town.telegram()
        .say(UserId(ANN), UserId(ANN), "/start")
        .unwrap();
    let refused = |telegram: &telegram_server::Telegram| {
        let info = telegram.call("getWebhookInfo", json!({})).unwrap();
        info["last_error_message"]
            .as_str()
            .is_some_and(|said| said.contains("401"))
    };
    town.until(refused).await;
    let info = town.botctl(&["webhook", "info"]).await;
    assert!(
        info.stdout.contains("last error") && info.stdout.contains("401"),
        "{info:?}"
    );
    let set = town.botctl(&["webhook", "set"]).await;
    assert_eq!(set.code, Some(0), "{set:?}");
    assert!(set.stdout.contains("refused with 401"), "{set:?}");
    town.until(|_| town.sees(ANN, "Hello, Ann")).await;
    let renewed = town.botctl(&["webhook", "set", "--renew-secret"]).await;
    assert!(renewed.stdout.contains("not known"), "{renewed:?}");
}

#[tokio::test]
async fn a_webhook_that_does_not_answer_is_not_set() {
    let town = Town::new().await;
    let url = town.variable("WEBHOOK_URL");
    let elsewhere = url.replace("/telegram", "/elsewhere");
    let cases = [
        ("WEBHOOK_URL", elsewhere.as_str(), "There is no webhook at"),
        (
            "WEBHOOK_URL",
            "http://bot.example/telegram",
            "which Telegram does not call",
        ),
        (
            "WEBHOOK_URL",
            "http://127.0.0.1:1/telegram",
            "Nobody answers at",
        ),
        ("TELEGRAM_WEBHOOK_SECRET", "another", "has another secret"),
    ];
    for (variable, value, said) in cases {
        let failed = town
            .botctl_with(&["webhook", "set"], &[(variable, value)])
            .await;
        assert_eq!(failed.code, Some(1), "{failed:?}");
        assert!(failed.stderr.contains(said), "{failed:?}");
        assert!(changes_at_telegram(&town).is_empty(), "{said}");
    }
}

#[tokio::test]
async fn a_deleted_webhook_keeps_what_waits() {
    let town = Town::new().await;
    let waits = || town.telegram().pending().len();
    let deleted = town.botctl(&["webhook", "delete"]).await;
    assert_eq!(deleted.code, Some(0), "{deleted:?}");
    assert!(
        deleted
            .stdout
            .starts_with("Telegram brings no more updates"),
        "{deleted:?}"
    );
    town.telegram()
        .say(UserId(ANN), UserId(ANN), "/start")
        .unwrap();
    let again = town.botctl(&["webhook", "delete"]).await;
    assert!(
        again
            .stdout
            .contains("No webhook was set. Updates that wait, which are kept for a day: 1."),
        "{again:?}"
    );
    assert_eq!(waits(), 1);
    let info = town.botctl(&["webhook", "info"]).await;
    assert_eq!(info.code, Some(1), "it is not WEBHOOK_URL");
    assert!(
        info.stdout.contains("`botctl webhook set` changes it"),
        "{info:?}"
    );
    let dropped = town.botctl(&["webhook", "delete", "--drop-pending"]).await;
    assert!(
        dropped.stdout.contains("Updates that were dropped: 1."),
        "{dropped:?}"
    );
    assert_eq!(waits(), 0);
}

#[tokio::test]
async fn a_poller_is_told_of_its_rival() {
    let town = Town::new().await;
    let polling = [("TELEGRAM_UPDATES_MODE", "polling")];
    let set = town.botctl_with(&["webhook", "set"], &polling).await;
    assert!(
        set.stdout.contains("a poller is refused with 409"),
        "{set:?}"
    );
}
