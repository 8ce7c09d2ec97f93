use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browser::{Browser, refused};

async fn founded(browser: &Browser, members: Value) -> i64 {
    let group = json!({"title": "Salon", "members": members});
    let (status, made) = browser.posts("/api/groups", group).await;
    assert_eq!(status, StatusCode::CREATED);
    made["id"].as_i64().unwrap()
}

#[tokio::test]
async fn all_members_see_a_group() {
    let browser = Browser::open().await;
    let group = founded(&browser, json!([42, 43])).await;
    let listed = browser.sees("/api/people").await["groups"].clone();
    assert_eq!(
        listed,
        json!([{"id": group, "title": "Salon", "members": [42, 43]}])
    );
    let messages = format!("/api/people/42/chats/{group}/messages");
    browser.posts(&messages, json!({"text": "hello"})).await;
    let bobs_view = browser.sees(&format!("/api/people/43/chats/{group}")).await;
    assert_eq!(bobs_view["title"], "Salon");
    assert_eq!(bobs_view["messages"][0]["from"], "Ann Lee");
}

#[tokio::test]
async fn people_join_and_leave() {
    let browser = Browser::open().await;
    let group = founded(&browser, json!([42])).await;
    let bob = format!("/api/groups/{group}/members/43");
    assert_eq!(
        browser.puts(&bob).await,
        (StatusCode::NO_CONTENT, Value::Null)
    );
    assert_eq!(browser.puts(&bob).await.0, StatusCode::NO_CONTENT);
    let bobs_view = format!("/api/people/43/chats/{group}");
    let messages = browser.sees(&bobs_view).await["messages"].clone();
    let kinds: Vec<_> = messages
        .as_array()
        .unwrap()
        .iter()
        .map(|m| &m["kind"])
        .collect();
    assert_eq!(kinds, ["new_chat_members"], "joining twice is joining once");

    assert_eq!(browser.deletes(&bob).await.0, StatusCode::NO_CONTENT);
    let sentence = format!("Person 43 is not in chat {group}: let them join it first.");
    let look = browser.sends(Method::GET, &bobs_view, Value::Null).await;
    assert_eq!(refused(&look), (422, sentence.as_str()));
    assert_eq!(
        refused(&browser.deletes(&bob).await),
        (422, sentence.as_str())
    );
}

#[tokio::test]
async fn impossible_groups_are_refused() {
    let browser = Browser::open().await;
    let title = "A group has a title of 1 to 128 characters.";
    let cases = [
        (json!({"title": " ", "members": [42]}), (422, title)),
        (
            json!({"title": "x".repeat(129), "members": [42]}),
            (422, title),
        ),
        (
            json!({"title": "x", "members": []}),
            (422, "A group has at least one member: choose somebody."),
        ),
        (
            json!({"title": "x", "members": [42, 9]}),
            (404, "There is no person 9."),
        ),
    ];
    for (group, refusal) in cases {
        assert_eq!(refused(&browser.posts("/api/groups", group).await), refusal);
    }
    assert_eq!(browser.sees("/api/people").await["groups"], json!([]));
}

#[tokio::test]
async fn nobody_joins_a_private_chat() {
    let browser = Browser::open().await;
    let sentence = "Person 43 is not in chat 42: let them join it first.";
    let path = "/api/groups/42/members/43";
    assert_eq!(refused(&browser.puts(path).await), (422, sentence));
    assert_eq!(refused(&browser.deletes(path).await), (422, sentence));
    let nowhere = browser.puts("/api/groups/-5/members/43").await;
    assert_eq!(refused(&nowhere), (404, "There is no chat -5."));
}
