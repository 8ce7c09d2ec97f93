use axum::http::StatusCode;
use serde_json::json;

use crate::browser::{ANNS_CHAT, Browser, refused};

fn contacts() -> String {
    format!("{ANNS_CHAT}/contacts")
}

#[tokio::test]
async fn contacts_of_three_kinds_are_shared() {
    let browser = Browser::open().await;
    let number = json!({"phone": "+1555", "name": "Aunt May"});
    for contact in [json!({}), json!({"of": 43}), number] {
        let shared = browser.posts(&contacts(), contact).await;
        assert_eq!(shared.0, StatusCode::CREATED);
    }
    let chat = browser.anns_chat().await;
    let shared = chat["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["contact"].clone());
    let expected = json!([
        {"name": "Ann Lee", "phone": "+4915100000042", "user": 42},
        {"name": "Bob", "phone": "+4915100000043", "user": 43},
        {"name": "Aunt May", "phone": "+1555", "user": null},
    ]);
    assert_eq!(json!(shared.collect::<Vec<_>>()), expected);
}

#[tokio::test]
async fn a_contact_is_one_of_the_kinds() {
    let browser = Browser::open().await;
    let sentence = "A contact is one's own, or `of` somebody, or has `phone` and `name`.";
    for contact in [json!({"of": 43, "name": "Bob"}), json!({"phone": "+1555"})] {
        assert_eq!(
            refused(&browser.posts(&contacts(), contact).await),
            (400, sentence)
        );
    }
    let stranger = browser.posts(&contacts(), json!({"of": 9})).await;
    assert_eq!(refused(&stranger), (404, "There is no person 9."));
    let unknown = browser.posts(&contacts(), json!({"from": 43})).await;
    assert_eq!(unknown.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn contacts_are_no_longer_than_names() {
    let browser = Browser::open().await;
    let sentence = "A contact has a name and a number of 1 to 64 characters each.";
    let long = "x".repeat(65);
    for (phone, name) in [("+1555", long.as_str()), (&long, "May"), (" ", "May")] {
        let contact = json!({"phone": phone, "name": name});
        let refusal = browser.posts(&contacts(), contact).await;
        assert_eq!(refused(&refusal), (422, sentence));
    }
    let odd = json!({"phone": "ext. 12 #3", "name": "x".repeat(64)});
    let shared = browser.posts(&contacts(), odd).await;
    assert_eq!(shared.0, StatusCode::CREATED);
}

#[tokio::test]
async fn photos_come_alone_or_as_albums() {
    let browser = Browser::open().await;
    let photos = format!("{ANNS_CHAT}/photos");
    let one = browser
        .posts(&photos, json!({"captions": ["Hair & nails"]}))
        .await;
    assert_eq!(one, (StatusCode::CREATED, json!({"message_ids": [1]})));
    let album = browser.posts(&photos, json!({"captions": ["", ""]})).await;
    assert_eq!(album, (StatusCode::CREATED, json!({"message_ids": [2, 3]})));
    let message = browser.anns_chat().await["messages"][0].clone();
    assert_eq!(
        (&message["kind"], &message["html"]),
        (&json!("photo"), &json!("Hair &amp; nails"))
    );
    let pending = browser.telegram.pending();
    let albums = pending
        .iter()
        .map(|update| &update["message"]["media_group_id"]);
    let albums: Vec<_> = albums.filter(|album| !album.is_null()).collect();
    assert_eq!((albums.len(), albums[0]), (2, albums[1]));
}

#[tokio::test]
async fn an_album_has_a_size() {
    let browser = Browser::open().await;
    let photos = format!("{ANNS_CHAT}/photos");
    let none = browser.posts(&photos, json!({"captions": []})).await;
    assert_eq!(refused(&none), (422, "At least one photo has to be sent."));
    let many = browser
        .posts(&photos, json!({"captions": vec![""; 11]}))
        .await;
    assert_eq!(refused(&many), (422, "An album has at most ten photos."));
}
