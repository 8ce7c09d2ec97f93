use std::sync::Arc;

use axum::http::StatusCode;
use clock::ManualClock;
use serde_json::{Value, json};
use telegram_server::{Person, Telegram, TelegramConfig};

use crate::browser::{ANN, ANNS_CHAT, BOB, Browser, refused};

async fn unread(browser: &Browser, user: i64) -> Value {
    browser.person(user).await["unread"].clone()
}

async fn reads(browser: &Browser, up_to: i64) -> StatusCode {
    let read = format!("{ANNS_CHAT}/read");
    browser.posts(&read, json!({"up_to": up_to})).await.0
}

#[tokio::test]
async fn what_others_write_is_unread() {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "/start").unwrap();
    browser.bot_says(42, "Hello", &Value::Null);
    browser.bot_says(42, "Welcome", &Value::Null);
    assert_eq!(unread(&browser, 42).await, 2);
    assert_eq!(reads(&browser, 2).await, StatusCode::NO_CONTENT);
    assert_eq!(unread(&browser, 42).await, 1);
    reads(&browser, 1).await;
    assert_eq!(
        unread(&browser, 42).await,
        1,
        "nothing becomes unread again"
    );
    browser.telegram.say(ANN, ANN, "thanks").unwrap();
    assert_eq!(unread(&browser, 42).await, 0, "who writes has read");
}

#[tokio::test]
async fn a_group_is_read_by_each() {
    let browser = Browser::open().await;
    let group = browser.telegram.add_supergroup("Salon", &[ANN, BOB]);
    browser.telegram.say(ANN, group, "hello").unwrap();
    assert_eq!(unread(&browser, 42).await, 0);
    assert_eq!(unread(&browser, 43).await, 1);
    let bob = browser.person(43).await;
    let chat = json!({"id": group.0, "title": "Salon", "unread": 1, "last": "hello"});
    assert_eq!(bob["chats"][1], chat);
}

#[tokio::test]
async fn what_was_there_counts_as_read() {
    let clock = ManualClock::at("2026-03-01T09:00:00Z");
    let telegram = Telegram::new(TelegramConfig::new(Arc::new(clock.clone())));
    let ann = telegram.add_person(Person::new(42, "Ann"));
    telegram.say(ann, ann, "/start").unwrap();
    let greeting = json!({"chat_id": 42, "text": "Hello"});
    telegram.call("sendMessage", greeting).unwrap();
    let browser = Browser::at(telegram, clock).await;
    assert_eq!(unread(&browser, 42).await, 0);
    browser.bot_says(42, "News", &Value::Null);
    assert_eq!(unread(&browser, 42).await, 1);
}

#[tokio::test]
async fn nobody_reads_anothers_chat() {
    let browser = Browser::open().await;
    let read = browser
        .posts("/api/people/42/chats/43/read", json!({"up_to": 5}))
        .await;
    let sentence = "Person 42 is not in chat 43: let them join it first.";
    assert_eq!(refused(&read), (422, sentence));
}
