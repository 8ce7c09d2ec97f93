use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browser::{ANN, ANNS_CHAT, BOB, Browser, refused};

fn messages(path: &str) -> String {
    format!("{path}/messages")
}

#[tokio::test]
async fn what_is_said_waits_for_the_bot() {
    let browser = Browser::open().await;
    let said = browser
        .posts(&messages(ANNS_CHAT), json!({"text": "a < b"}))
        .await;
    assert_eq!(said, (StatusCode::CREATED, json!({"message_id": 1})));
    let chat = browser.anns_chat().await;
    let expected = json!({
        "id": 1, "user": 42, "from": "Ann Lee", "date": 1_772_355_600, "kind": null,
        "html": "a &lt; b", "contact": null, "document": null, "buttons": [], "reply_to": null, "edited": false,
        "media_url": null,
    });
    assert_eq!(chat["messages"], json!([expected]));
    assert_eq!(chat["pending"].as_array().unwrap().len(), 1);
    assert_eq!(browser.telegram.pending()[0]["message"]["text"], "a < b");
}

#[tokio::test]
async fn the_bots_markup_comes_through() {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "/start").unwrap();
    let buttons = json!({"inline_keyboard": [
        [{"text": "Join", "callback_data": "join"}],
        [{"text": "Site", "url": "https://a.example/"}],
    ]});
    browser.bot_says(42, "Hello, <b>Ann</b>", &buttons);
    let message = browser.anns_chat().await["messages"][1].clone();
    assert_eq!(message["html"], "Hello, <b>Ann</b>");
    assert_eq!(
        (&message["user"], &message["from"]),
        (&Value::Null, &json!("Frontdesk"))
    );
    assert_eq!(
        message["buttons"],
        json!([
            [{"label": "Join", "data": "join", "url": null}],
            [{"label": "Site", "data": null, "url": "https://a.example/"}],
        ])
    );
}

#[tokio::test]
async fn a_reply_names_its_message() {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "first").unwrap();
    let reply = json!({"text": "second", "reply_to": 1});
    browser.posts(&messages(ANNS_CHAT), reply).await;
    assert_eq!(browser.anns_chat().await["messages"][1]["reply_to"], 1);
    let lost = browser
        .posts(&messages(ANNS_CHAT), json!({"text": "x", "reply_to": 9}))
        .await;
    assert_eq!(refused(&lost), (404, "There is no message 9."));
}

#[tokio::test]
async fn what_the_bot_asks_is_shown() {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "/join").unwrap();
    let asked = browser.bot_says(42, "Your name?", &json!({"force_reply": true}));
    assert_eq!(browser.anns_chat().await["asks_reply"], asked);
    browser
        .posts(&messages(ANNS_CHAT), json!({"text": "Ann"}))
        .await;
    let chat = browser.anns_chat().await;
    assert_eq!(chat["asks_reply"], Value::Null);
    assert_eq!(chat["messages"][2]["reply_to"], asked);
}

#[tokio::test]
async fn only_own_texts_can_be_edited() {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "on").unwrap();
    browser.bot_says(42, "Hello", &Value::Null);
    let edit = json!({"text": "one"});
    let own = format!("{ANNS_CHAT}/messages/1");
    let edited = browser.sends(Method::PATCH, &own, edit.clone()).await;
    assert_eq!(edited, (StatusCode::NO_CONTENT, Value::Null));
    let message = browser.anns_chat().await["messages"][0].clone();
    assert_eq!(
        (&message["html"], &message["edited"]),
        (&json!("one"), &json!(true))
    );
    let foreign = format!("{ANNS_CHAT}/messages/2");
    let refusal = browser.sends(Method::PATCH, &foreign, edit).await;
    let sentence = "Message 2 is not the person's own: only one's own messages can be changed.";
    assert_eq!(refused(&refusal), (422, sentence));
}

#[tokio::test]
async fn a_deleted_message_is_gone() {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "oops").unwrap();
    let message = format!("{ANNS_CHAT}/messages/1");
    assert_eq!(browser.deletes(&message).await.0, StatusCode::NO_CONTENT);
    assert_eq!(browser.anns_chat().await["messages"], json!([]));
    assert_eq!(
        refused(&browser.deletes(&message).await),
        (404, "There is no message 1.")
    );
}

#[tokio::test]
async fn texts_have_telegrams_lengths() {
    let browser = Browser::open().await;
    let empty = browser
        .posts(&messages(ANNS_CHAT), json!({"text": " "}))
        .await;
    let sentence =
        "A text of 1 characters cannot be sent: it has to have 1 to 4096, not only blanks.";
    assert_eq!(refused(&empty), (422, sentence));
    let long = browser
        .posts(&messages(ANNS_CHAT), json!({"text": "x".repeat(4097)}))
        .await;
    assert_eq!(long.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_last_messages_are_enough() {
    let browser = Browser::open().await;
    for text in ["one", "two", "three"] {
        browser.telegram.say(ANN, ANN, text).unwrap();
    }
    let chat = browser.sees(&format!("{ANNS_CHAT}?last=2")).await;
    let texts = [0, 1].map(|place| &chat["messages"][place]["html"]);
    assert_eq!(
        (texts, chat["earlier"].as_i64()),
        ([&json!("two"), &json!("three")], Some(1))
    );
    let path = format!("{ANNS_CHAT}?last=some");
    let refusal = browser.sends(Method::GET, &path, Value::Null).await;
    assert_eq!(refusal.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn nobody_is_in_anothers_chat() {
    let browser = Browser::open().await;
    browser.telegram.say(BOB, BOB, "private").unwrap();
    let anns_view = "/api/people/42/chats/43";
    let sentence = "Person 42 is not in chat 43: let them join it first.";
    let look = browser.sends(Method::GET, anns_view, Value::Null).await;
    assert_eq!(refused(&look), (422, sentence));
    let said = browser
        .posts(&messages(anns_view), json!({"text": "hello"}))
        .await;
    assert_eq!(refused(&said), (422, sentence));
}

#[tokio::test]
async fn strangers_and_nowhere_are_not_found() {
    let browser = Browser::open().await;
    let cases = [
        ("/api/people/9/chats/9", "There is no person 9."),
        ("/api/people/42/chats/-7", "There is no chat -7."),
        (
            "/api/people/42/chats/x",
            "There is nothing at this address.",
        ),
        (
            "/api/people/42/chats/42/stickers",
            "There is nothing at this address.",
        ),
        ("/api/nowhere", "There is nothing at this address."),
        ("/api/presses/%ff", "There is nothing at this address."),
        (
            "/api/people/%ff/chats/42",
            "There is nothing at this address.",
        ),
    ];
    for (path, sentence) in cases {
        let answer = browser.sends(Method::GET, path, Value::Null).await;
        assert_eq!(refused(&answer), (404, sentence), "{path}");
    }
    let said = browser
        .posts("/api/people/9/chats/9/messages", json!({"text": "x"}))
        .await;
    assert_eq!(refused(&said), (404, "There is no person 9."));
}
