//! `getUpdates`.

use std::time::Duration;

use serde_json::json;
use telegram_server::UserId;

use crate::over_http::Connected;
use crate::story::Story;

const ANNA: UserId = UserId(100);

#[test]
fn offset_confirms_what_is_before() {
    let story = Story::new();
    for text in ["a", "b", "c"] {
        story.says(text);
    }
    let all = story.calls("getUpdates", json!({}));
    assert_eq!(all.as_array().unwrap().len(), 3);
    let second = all[1]["update_id"].clone();
    let rest = story.calls("getUpdates", json!({"offset": second, "limit": 1}));
    assert_eq!(rest, json!([all[1]]));
    assert_eq!(story.telegram.pending().len(), 2);
    assert_eq!(
        story.calls("getUpdates", json!({"offset": -1})),
        json!([all[2]])
    );
    assert_eq!(
        story.telegram.pending().len(),
        1,
        "a negative offset forgets the others"
    );
}

#[test]
fn webhook_and_polling_exclude_each_other() {
    let story = Story::begun();
    assert_eq!(
        story.refusal("getUpdates", json!({})),
        "409: Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    );
    story.calls("deleteWebhook", json!({}));
    assert_eq!(
        story
            .calls("getUpdates", json!({}))
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn long_poll_ends_with_news() {
    let bot = Connected::new().await;
    let telegram = bot.server.telegram();
    let offset = telegram.pending()[0]["update_id"].as_i64().unwrap() + 1;
    let poll = json!({"offset": offset, "timeout": 50});
    let mut changes = telegram.changes();
    let say = async {
        changes.changed().await.unwrap();
        telegram.say(ANNA, ANNA, "news").unwrap();
    };
    let (answer, ()) = tokio::join!(bot.calls("getUpdates", &poll), say);
    assert_eq!(answer.unwrap().1["result"][0]["message"]["text"], "news");
}

#[tokio::test]
async fn long_poll_ends_with_its_time() {
    let bot = Connected::new().await;
    let telegram = bot.server.telegram();
    let offset = telegram.pending()[0]["update_id"].as_i64().unwrap() + 1;
    let poll = json!({"offset": offset, "timeout": 30});
    let mut changes = telegram.changes();
    let wait = async {
        changes.changed().await.unwrap();
        tokio::task::yield_now().await;
        bot.clock.advance(Duration::from_secs(30));
    };
    let (answer, ()) = tokio::join!(bot.calls("getUpdates", &poll), wait);
    assert_eq!(answer.unwrap().1["result"], json!([]));
}

#[tokio::test]
async fn newer_poll_ends_the_older() {
    let bot = Connected::new().await;
    let telegram = bot.server.telegram();
    let offset = telegram.pending()[0]["update_id"].as_i64().unwrap() + 1;
    let poll = json!({"offset": offset, "timeout": 50});
    let mut changes = telegram.changes();
    let newer = async {
        changes.changed().await.unwrap();
        bot.calls("getUpdates", &json!({"offset": offset}))
            .await
            .unwrap()
    };
    let (older, newer) = tokio::join!(bot.calls("getUpdates", &poll), newer);
    let (status, body) = older.unwrap();
    assert_eq!((status, newer.0), (409, 200));
    assert_eq!(
        body["description"],
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    );
}

#[tokio::test]
async fn webhook_ends_a_waiting_poll() {
    let bot = Connected::new().await;
    let telegram = bot.server.telegram();
    let offset = telegram.pending()[0]["update_id"].as_i64().unwrap() + 1;
    let poll = json!({"offset": offset, "timeout": 50});
    let mut changes = telegram.changes();
    let set = async {
        changes.changed().await.unwrap();
        let webhook = json!({"url": "https://bot.example.org"});
        telegram.call("setWebhook", webhook).unwrap();
    };
    let (answer, ()) = tokio::join!(bot.calls("getUpdates", &poll), set);
    assert_eq!(
        answer.unwrap().1["description"],
        "Conflict: terminated by setWebhook request"
    );
}
