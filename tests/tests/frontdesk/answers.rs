//! One read and at most one write, and the reply inside the response.

use frontdesk_tests::{World, updates};
use serde_json::json;
use telegram::UpdateId;

#[tokio::test]
async fn a_start_is_answered_in_the_response() {
    let world = World::new().await;
    let answer = world.ok(&updates::text(100, 42, "/start")).await;
    let call = answer.call();
    assert_eq!(call["method"], "sendMessage");
    assert_eq!(call["chat_id"], 42);
    assert_eq!(call["parse_mode"], "HTML");
    assert!(answer.text().contains("Person42"), "{call}");
    assert_eq!(world.wire.operations(), ["Query", "TransactWriteItems"]);
    assert_eq!(
        world.telegram.telegram().calls().len(),
        0,
        "no Bot API call was made"
    );
}

#[tokio::test]
async fn a_step_of_a_form_costs_two_requests() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    world.wire.operations();
    world.ok(&updates::text(101, 42, "Ann")).await;
    assert_eq!(world.wire.operations(), ["Query", "UpdateItem"]);
}

#[tokio::test]
async fn help_writes_nothing() {
    let world = World::new().await;
    let before = world.dump().await;
    let answer = world.ok(&updates::text(100, 42, "/help")).await;
    assert!(answer.text().contains("/language"), "{}", answer.text());
    assert_eq!(world.wire.operations(), ["Query"]);
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_start_that_changes_nothing_writes_nothing() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/start")).await;
    world.wire.operations();
    let again = world.ok(&updates::text(101, 42, "/start")).await;
    assert!(again.text().contains("Person42"));
    assert_eq!(world.wire.operations(), ["Query"]);
}

#[tokio::test]
async fn a_press_makes_one_bot_api_call() {
    let world = World::new().await;
    let choice = world.ok(&updates::text(100, 42, "/language")).await;
    let pressed = world
        .ok(&updates::press(101, 42, &choice.data("Русский")))
        .await;
    assert_eq!(pressed.call()["method"], "editMessageText");
    assert_eq!(pressed.call()["message_id"], 7);
    let calls = world.telegram.telegram().calls();
    let methods: Vec<_> = calls.iter().map(|call| call.method.as_str()).collect();
    assert_eq!(methods, ["answerCallbackQuery"]);
}

#[tokio::test]
async fn an_alert_rides_in_the_response() {
    let world = World::new().await;
    let pressed = world.ok(&updates::press(100, 42, "no such button")).await;
    assert_eq!(pressed.call()["method"], "answerCallbackQuery");
    assert_eq!(pressed.call()["show_alert"], true);
    assert_eq!(world.telegram.telegram().calls().len(), 0);
}

/// 64 ids of each queue, a form in its last step, a reply for each queue.
#[tokio::test]
async fn an_ordinary_conversation_stays_small() {
    let world = World::new().await;
    let mut id = 812_345_678;
    let mut next = || {
        id += 2_713;
        id
    };
    for _ in 0..70 {
        world.ok(&updates::text(next(), 42, "/join")).await;
        let answer = world.ok(&updates::text(next(), 42, "Alexandra")).await;
        world
            .ok(&updates::press(next(), 42, &answer.data("Cancel")))
            .await;
        world.clock.advance(std::time::Duration::from_secs(20));
    }
    world.ok(&updates::text(next(), 42, "/join")).await;
    world.ok(&updates::text(next(), 42, "Alexandra")).await;
    world
        .ok(&updates::text(next(), 42, "Konstantinopolskaya"))
        .await;
    let size = world.table.size("person#42", "me#conversation").await;
    assert!(size < 700, "{size} bytes");
    assert!(
        size > 300,
        "the queues' ids are full, so {size} bytes cannot be all"
    );
}

#[tokio::test]
async fn an_unused_kind_is_no_work() {
    let world = World::new().await;
    for (id, kind) in ["poll", "channel_post", "chat_boost", "a_kind_of_next_year"]
        .into_iter()
        .enumerate()
    {
        let answer = world
            .ok(&json!({ "update_id": UpdateId::new(500 + id as i64), kind: {} }))
            .await;
        assert_eq!(answer.body.len(), 0);
    }
    assert!(world.wire.operations().is_empty());
}

#[tokio::test]
async fn edits_are_answered_with_a_hint() {
    let world = World::new().await;
    let answer = world.ok(&updates::edited(100, 42, "/start")).await;
    assert!(!answer.text().is_empty());
    assert_eq!(world.wire.operations(), ["Query"]);
}

#[tokio::test]
async fn an_album_gets_one_answer() {
    let world = World::new().await;
    let photo = |id| {
        let sizes = json!([{ "file_id": "f", "file_unique_id": "u", "width": 1, "height": 1 }]);
        updates::message_with(id, 42, json!({ "photo": sizes, "media_group_id": "13" }))
    };
    let mut texts = Vec::new();
    for id in 100..104 {
        texts.push(world.ok(&photo(id)).await.text());
    }
    assert!(!texts[0].is_empty());
    assert!(texts[1..].iter().all(String::is_empty), "{texts:?}");
}

#[tokio::test]
async fn steps_of_a_live_location_are_not_answered() {
    let world = World::new().await;
    let place = json!({ "location": { "latitude": 1.0, "longitude": 2.0, "live_period": 60 } });
    let mut update = updates::message_with(100, 42, place);
    assert!(
        !world.ok(&update).await.text().is_empty(),
        "the place itself is"
    );
    let message = update["message"].take();
    assert_eq!(
        world
            .ok(&json!({ "update_id": 101, "edited_message": message }))
            .await
            .body
            .len(),
        0
    );
}

#[tokio::test]
async fn a_press_under_an_unreachable_message_gets_a_new_one() {
    let world = World::new().await;
    let mut press = updates::press(100, 42, "m:h");
    press["callback_query"]["message"]["date"] = json!(0);
    assert_eq!(world.ok(&press).await.call()["method"], "sendMessage");
    let mut inline = updates::press(101, 42, "m:h");
    inline["callback_query"]["message"].take();
    inline["callback_query"]
        .as_object_mut()
        .unwrap()
        .remove("message");
    inline["callback_query"]["inline_message_id"] = json!("inline-1");
    assert_eq!(
        world.ok(&inline).await.call()["inline_message_id"],
        "inline-1"
    );
}
