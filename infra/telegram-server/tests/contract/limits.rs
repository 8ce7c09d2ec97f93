//! The 429s of "Methods and limits" of spec/telegram.md.

use std::time::Duration;

use serde_json::json;
use telegram_server::{Fault, Flood, Limits, On, Person};

use crate::story::{Story, to};

/// How many of `tries` messages to a chat go out before one is refused.
fn sent_to(story: &Story, chat: i64, tries: usize) -> usize {
    let send = || {
        story
            .telegram
            .call("sendMessage", json!({"chat_id": chat, "text": "x"}))
    };
    (0..tries).take_while(|_| send().is_ok()).count()
}

#[test]
fn chat_takes_one_message_a_second() {
    let story = Story::begun();
    story.telegram.set_limits(Limits::Telegram);
    assert_eq!(sent_to(&story, 100, 10), 3);
    let mut sent = 0;
    for _ in 0..60 {
        story.passes(1);
        sent += sent_to(&story, 100, 1);
    }
    assert_eq!(sent, 60);
}

#[test]
fn refusal_says_when_to_come_back() {
    let story = Story::begun();
    story.telegram.set_limits(Limits::Telegram);
    sent_to(&story, 100, 3);
    let error = story.refuses("sendMessage", to(story.anna, "x", json!({})));
    assert_eq!(error.to_string(), "429: Too Many Requests: retry after 1");
    assert_eq!(error.retry_after, Some(1));
    story.passes(1);
    story.writes("x", json!({}));
}

#[test]
fn group_takes_20_messages_a_minute() {
    let story = Story::begun();
    story.telegram.set_limits(Limits::Telegram);
    let group = story.telegram.add_group("Salon", &[story.anna]);
    let mut sent = 0;
    for _ in 0..60 {
        sent += sent_to(&story, group.0, 1);
        story.passes(1);
    }
    assert_eq!(sent, 20);
}

#[test]
fn bot_sends_30_messages_a_second() {
    let story = Story::begun();
    story.telegram.set_limits(Limits::Telegram);
    let mut sent = 0;
    for id in 1000..1040 {
        let user = story.telegram.add_person(Person::new(id, "Client"));
        story.telegram.say(user, user, "/start").unwrap();
        sent += sent_to(&story, id, 1);
    }
    assert_eq!(sent, 30);
}

#[test]
fn webhook_is_set_once_a_second() {
    let story = Story::new();
    story.telegram.set_limits(Limits::Telegram);
    let webhook = json!({"url": "https://bot.example.org"});
    story.calls("setWebhook", webhook.clone());
    assert_eq!(
        story.refusal("setWebhook", webhook.clone()),
        "429: Too Many Requests: retry after 1"
    );
    story.passes(1);
    story.calls("setWebhook", webhook);
}

#[test]
fn flood_of_a_chat_lasts_a_day() {
    let story = Story::begun();
    let id = story.writes("x", json!({}));
    story
        .telegram
        .flood(Flood::Chat(story.anna.into()), Duration::from_secs(86_400));
    story.passes(400);
    let send = to(story.anna, "x", json!({}));
    let edit = to(story.anna, "y", json!({"message_id": id}));
    assert_eq!(story.refuses("sendMessage", send).retry_after, Some(86_000));
    assert_eq!(
        story.refuses("editMessageText", edit).retry_after,
        Some(86_000)
    );
    story
        .telegram
        .say(story.boris, story.boris, "/start")
        .unwrap();
    assert_eq!(sent_to(&story, 200, 1), 1, "other chats go on");
    story.passes(86_000);
    story.writes("x", json!({}));
}

#[test]
fn flood_of_the_bot_stops_every_chat() {
    let story = Story::begun();
    story.telegram.flood(Flood::Bot, Duration::from_secs(5));
    assert_eq!(sent_to(&story, 100, 1), 0);
}

#[test]
fn long_waits_can_be_asked_for_once() {
    let story = Story::begun();
    story
        .telegram
        .fail_next(On::chat(story.anna), Fault::too_many_requests(86_400));
    let error = story.refuses("sendMessage", to(story.anna, "x", json!({})));
    assert_eq!(error.retry_after, Some(86_400));
    story.writes("x", json!({}));
}
