//! In groups the bot speaks only when it is spoken to.

use frontdesk_tests::{World, updates};
use serde_json::json;

const GROUP: i64 = -1_001_234;

#[tokio::test]
async fn chatter_is_left_alone() {
    let world = World::new().await;
    for (id, text) in [
        (100, "hello"),
        (101, "/help@other_bot"),
        (102, "/"),
        (103, "/дай"),
        (104, "panic at the disco"),
    ] {
        let answer = world.ok(&updates::group_text(id, GROUP, 42, text)).await;
        assert_eq!(answer.body.len(), 0, "{text}");
    }
    let mut edited = updates::group_text(105, GROUP, 42, "/help");
    let message = edited["message"].take();
    assert_eq!(
        world
            .ok(&json!({ "update_id": 105, "edited_message": message }))
            .await
            .body
            .len(),
        0
    );
    assert!(world.dump().await.is_empty(), "nothing was written");
}

#[tokio::test]
async fn commands_to_us_are_answered_in_reply() {
    let world = World::new().await;
    for (id, text) in [
        (100, "/help"),
        (101, "/help@frontdesk_bot"),
        (102, "/HELP@FrontDesk_Bot"),
    ] {
        let call = world
            .ok(&updates::group_text(id, GROUP, 42, text))
            .await
            .call();
        assert_eq!(call["chat_id"], GROUP, "{text}");
        assert_eq!(call["reply_parameters"]["message_id"], id, "{text}");
    }
    assert_eq!(world.wire.operations(), ["BatchGetItem"; 3]);
}

#[tokio::test]
async fn an_open_form_takes_answers_of_its_person_only() {
    let world = World::new().await;
    world
        .ok(&updates::group_text(100, GROUP, 42, "/join"))
        .await;
    assert_eq!(
        world
            .ok(&updates::group_text(101, GROUP, 77, "Bob"))
            .await
            .body
            .len(),
        0
    );
    let named = world.ok(&updates::group_text(102, GROUP, 42, "Ann")).await;
    assert!(
        named.text().to_lowercase().contains("last name"),
        "{}",
        named.text()
    );
    let phone = world
        .ok(&updates::group_text(103, GROUP, 42, "Lee"))
        .await
        .call();
    assert!(
        phone["reply_markup"]["keyboard"].is_null(),
        "a contact cannot be asked for in a group"
    );
    world
        .ok(&updates::group_text(104, GROUP, 42, "+998 90 123-45-67"))
        .await;
    assert!(world.dump().await.contains_key("request#42 / request"));
    assert_eq!(
        world
            .ok(&updates::group_text(105, GROUP, 42, "thanks"))
            .await
            .body
            .len(),
        0
    );
}

#[tokio::test]
async fn private_and_group_conversations_are_apart() {
    let world = World::new().await;
    world
        .ok(&updates::group_text(100, GROUP, 42, "/join"))
        .await;
    let private = world.ok(&updates::text(101, 42, "Ann")).await;
    assert!(
        !private.text().to_lowercase().contains("last name"),
        "{}",
        private.text()
    );
}

#[tokio::test]
async fn joins_and_titles_are_no_messages() {
    let world = World::new().await;
    let joined = json!({ "new_chat_members": [updates::user(77)], "chat": { "id": GROUP, "type": "group", "title": "G" } });
    assert_eq!(
        world
            .ok(&updates::message_with(100, 42, joined))
            .await
            .body
            .len(),
        0
    );
    let pinned = json!({ "pinned_message": { "message_id": 1, "date": 0, "chat": { "id": 42, "type": "private" } } });
    assert_eq!(
        world
            .ok(&updates::message_with(101, 42, pinned))
            .await
            .body
            .len(),
        0
    );
}
