use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::{ANN, ANNS_CHAT, Answer, BOB, Browser, refused};

const PRESSES: &str = "/api/people/42/chats/42/messages/2/presses";

/// Ann has two buttons before her.
async fn with_buttons() -> Browser {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "/start").unwrap();
    let buttons = json!({"inline_keyboard": [
        [{"text": "Join", "callback_data": "join:1"}, {"text": "Site", "url": "https://a.example/"}],
    ]});
    browser.bot_says(42, "Hello", &buttons);
    browser
}

async fn presses(browser: &Browser, button: &str) -> Answer {
    browser.posts(PRESSES, json!({"button": button})).await
}

#[tokio::test]
async fn a_button_glows_until_answered() {
    let browser = with_buttons().await;
    let (status, pressed) = presses(&browser, "join:1").await;
    assert_eq!(status, StatusCode::CREATED);
    let press = pressed["press"].as_str().unwrap();
    let glow = json!([{"press": press, "message_id": 2, "data": "join:1"}]);
    assert_eq!(browser.anns_chat().await["glowing"], glow);
    let answer = format!("/api/presses/{press}");
    assert_eq!(browser.sees(&answer).await, json!({"answer": null}));

    let said = json!({"callback_query_id": press, "text": "Not now", "show_alert": true});
    browser.telegram.call("answerCallbackQuery", said).unwrap();
    assert_eq!(browser.anns_chat().await["glowing"], json!([]));
    let expected = json!({"answer": {"text": "Not now", "is_alert": true}});
    assert_eq!(browser.sees(&answer).await, expected);
}

#[tokio::test]
async fn what_is_not_answered_stops_glowing() {
    let browser = with_buttons().await;
    presses(&browser, "Join").await;
    browser.clock.advance(Duration::from_secs(149));
    assert_eq!(
        browser.anns_chat().await["glowing"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    browser.clock.advance(Duration::from_secs(1));
    assert_eq!(browser.anns_chat().await["glowing"], json!([]));
}

#[tokio::test]
async fn buttons_glow_in_their_own_chat() {
    let browser = with_buttons().await;
    let group = browser.telegram.add_supergroup("Salon", &[ANN, BOB]);
    presses(&browser, "Join").await;
    for elsewhere in [
        format!("/api/people/42/chats/{group}"),
        format!("/api/people/43/chats/{group}"),
    ] {
        assert_eq!(browser.sees(&elsewhere).await["glowing"], json!([]));
    }
}

#[tokio::test]
async fn only_buttons_that_send_are_pressed() {
    let browser = with_buttons().await;
    let gone = presses(&browser, "Leave").await;
    let sentence = "There is no button \"Leave\": the bot may have taken it away.";
    assert_eq!(refused(&gone), (422, sentence));
    let link = presses(&browser, "Site").await;
    assert_eq!(
        refused(&link),
        (422, "The button opens https://a.example/.")
    );
}

#[tokio::test]
async fn keys_are_tapped_by_label() {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "/join").unwrap();
    let keys = json!({"keyboard": [
        [{"text": "Share my number", "request_contact": true}],
        [{"text": "Cancel"}],
    ]});
    let message = browser.bot_says(42, "Your number?", &keys);
    let expected = json!({"message_id": message, "rows": [
        [{"label": "Share my number", "shares_contact": true}],
        [{"label": "Cancel", "shares_contact": false}],
    ]});
    assert_eq!(browser.anns_chat().await["keyboard"], expected);

    let taps = format!("{ANNS_CHAT}/taps");
    browser
        .posts(&taps, json!({"label": "Share my number"}))
        .await;
    let tapped = browser.posts(&taps, json!({"label": "Cancel"})).await;
    assert_eq!(tapped, (StatusCode::CREATED, json!({"message_id": 4})));
    let messages = browser.anns_chat().await["messages"].clone();
    assert_eq!(messages[2]["contact"]["user"], 42);
    assert_eq!(messages[3]["html"], "Cancel");

    browser.bot_says(42, "Bye", &json!({"remove_keyboard": true}));
    assert_eq!(browser.anns_chat().await["keyboard"], Value::Null);
    let refusal = browser.posts(&taps, json!({"label": "Cancel"})).await;
    assert_eq!(refusal.0, StatusCode::UNPROCESSABLE_ENTITY);
}
