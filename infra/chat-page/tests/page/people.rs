use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::{ANN, ANNS_CHAT, Browser, refused};

#[tokio::test]
async fn everybody_is_listed_with_chats() {
    let browser = Browser::open().await;
    let everybody = browser.sees("/api/people").await;
    assert_eq!(
        everybody["bot"],
        json!({"name": "Frontdesk", "username": "frontdesk_bot"})
    );
    let expected = json!({
        "id": 42, "name": "Ann Lee", "username": null, "language": "en",
        "phone": "+4915100000042", "has_blocked": false, "unread": 0,
        "chats": [{"id": 42, "title": "Frontdesk", "unread": 0, "last": null}],
    });
    assert_eq!(everybody["people"][0], expected);
}

#[tokio::test]
async fn a_new_person_is_as_wished() {
    let browser = Browser::open().await;
    let wished = json!({
        "name": " Dilnoza ", "last_name": "Karimova", "language": "uz", "phone": "+998901234567",
        "id": 7,
    });
    let made = browser.posts("/api/people", wished).await;
    assert_eq!(made, (StatusCode::CREATED, json!({"id": 7})));
    let person = browser.person(7).await;
    assert_eq!(person["name"], "Dilnoza Karimova");
    assert_eq!(
        (&person["language"], &person["phone"]),
        (&json!("uz"), &json!("+998901234567"))
    );
}

#[tokio::test]
async fn the_next_free_id_is_taken() {
    let browser = Browser::open().await;
    let made = browser
        .posts("/api/people", json!({"name": "Carl", "phone": ""}))
        .await;
    assert_eq!(made, (StatusCode::CREATED, json!({"id": 44})));
    let person = browser.person(44).await;
    assert_eq!(
        (&person["language"], &person["phone"]),
        (&json!("en"), &json!("+4915100000044"))
    );
}

#[tokio::test]
async fn impossible_people_are_refused() {
    let browser = Browser::open().await;
    let cases = [
        (
            json!({"name": "X", "id": 42}),
            "There is a person 42 already: choose another id, or none to get a free one.",
        ),
        (
            json!({"name": "X", "id": 0}),
            "0 cannot be the id of a person: choose a positive number below 2^52.",
        ),
        (
            json!({"name": "X", "id": 1_i64 << 52}),
            "4503599627370496 cannot be the id of a person: choose a positive number below 2^52.",
        ),
        (
            json!({"name": " "}),
            "A person has a name of 1 to 64 characters.",
        ),
        (
            json!({"name": "x".repeat(65)}),
            "A person has a name of 1 to 64 characters.",
        ),
        (
            json!({"name": "X", "last_name": "x".repeat(65)}),
            "A last name has at most 64 characters.",
        ),
    ];
    for (person, sentence) in cases {
        assert_eq!(
            refused(&browser.posts("/api/people", person).await),
            (422, sentence)
        );
    }
    assert_eq!(browser.telegram.people().len(), 2);
}

#[tokio::test]
async fn languages_are_tags() {
    let browser = Browser::open().await;
    for language in ["ru", "pt-BR", "zh-Hans-TW", "sl-rozaj-biske"] {
        let made = browser
            .posts("/api/people", json!({"name": "X", "language": language}))
            .await;
        assert_eq!(made.0, StatusCode::CREATED, "{language}");
    }
    let sentence =
        "A language is a code of two or three letters, such as en, or a longer tag, such as pt-BR.";
    let long = format!("en{}", "-x".repeat(17));
    for language in ["e", "русский", "en_US", "en-", "en-abcdefghi", &long] {
        let refusal = browser
            .posts("/api/people", json!({"name": "X", "language": language}))
            .await;
        assert_eq!(refused(&refusal), (422, sentence), "{language}");
    }
}

#[tokio::test]
async fn phones_have_digits() {
    let browser = Browser::open().await;
    for phone in ["+998 90 123-45-67", "+1 (555) 010-9999", "888123"] {
        let made = browser
            .posts("/api/people", json!({"name": "X", "phone": phone}))
            .await;
        assert_eq!(made.0, StatusCode::CREATED, "{phone}");
    }
    let sentence =
        "A telephone number has a country code and at most 15 digits, such as +4915100000042.";
    let spaced = format!("+1{}1", " ".repeat(30));
    for phone in ["none", "+", "+1234567890123456", "1+2", "++1", &spaced] {
        let refusal = browser
            .posts("/api/people", json!({"name": "X", "phone": phone}))
            .await;
        assert_eq!(refused(&refusal), (422, sentence), "{phone}");
    }
}

#[tokio::test]
async fn a_block_stops_the_talk() {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "/start").unwrap();
    let block = "/api/people/42/block";
    assert_eq!(
        browser.puts(block).await,
        (StatusCode::NO_CONTENT, Value::Null)
    );
    assert_eq!(browser.person(42).await["has_blocked"], true);
    assert_eq!(browser.anns_chat().await["has_blocked"], true);
    let messages = format!("{ANNS_CHAT}/messages");
    let said = browser.posts(&messages, json!({"text": "hello"})).await;
    let sentence = "The bot is blocked by person 42: unblock it first.";
    assert_eq!(refused(&said), (422, sentence));

    assert_eq!(browser.deletes(block).await.0, StatusCode::NO_CONTENT);
    assert_eq!(browser.person(42).await["has_blocked"], false);
    let said = browser.posts(&messages, json!({"text": "hello"})).await;
    assert_eq!(said.0, StatusCode::CREATED);
    let stranger = browser.puts("/api/people/9/block").await;
    assert_eq!(refused(&stranger), (404, "There is no person 9."));
}
