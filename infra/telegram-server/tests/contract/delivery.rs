//! "Delivery of webhooks" of spec/telegram.md.

use serde_json::json;
use telegram_server::{Outcome, Queue, WebhookAnswer};

use crate::story::{Story, body, buttons};

fn unavailable(retry_after: &str) -> Outcome {
    let answer = WebhookAnswer {
        status: 503,
        ..WebhookAnswer::default()
    };
    Outcome::Answered(answer.with_header("Retry-After", retry_after))
}

#[test]
fn every_2xx_acknowledges() {
    for status in [200, 201, 204, 299] {
        let story = Story::begun();
        story.answers(&Outcome::status(status));
        assert!(story.telegram.pending().is_empty(), "{status}");
    }
}

#[test]
fn every_other_outcome_is_retried() {
    let statuses = [302, 400, 401, 404, 410, 429, 500, 503].map(Outcome::status);
    for outcome in statuses
        .into_iter()
        .chain([Outcome::TimedOut, Outcome::Closed])
    {
        let story = Story::begun();
        let first = story.answers(&outcome);
        let second = story.only_due();
        assert_eq!(
            (first.body, second.attempt),
            (second.body, 2),
            "{outcome:?}"
        );
    }
}

#[test]
fn retries_double_and_then_vary() {
    let story = Story::begun();
    let mut waits = Vec::new();
    for _ in 0..12 {
        story.answers(&Outcome::status(500));
        waits.push(story.waits().unwrap_or(0));
    }
    assert_eq!(waits[..6], [0, 2, 4, 8, 16, 32]);
    assert!((60..=64).contains(&waits[6]), "{waits:?}");
    assert!(waits[7..].iter().all(|wait| (60..=120).contains(wait)));
    assert!(waits[7..].windows(2).any(|pair| pair[0] != pair[1]));
}

#[test]
fn next_of_a_queue_waits_for_the_first() {
    let story = Story::begun();
    story.says("second");
    let first = story.only_due();
    assert!(story.telegram.due().is_empty());
    story.telegram.finished(&first, &Outcome::status(500));
    assert_eq!(story.only_due().update_id, first.update_id);
    let retried = Story::begun();
    retried.says("second");
    let first = retried.answers(&Outcome::status(200));
    assert_eq!(retried.only_due().update_id, first.update_id + 1);
}

#[test]
fn press_and_text_arrive_side_by_side() {
    let story = Story::begun();
    let message = story.writes(
        "Menu",
        buttons(&json!([[{"text": "Go", "callback_data": "go"}]])),
    );
    story
        .telegram
        .press(story.anna, story.anna, message, "Go")
        .unwrap();
    let queues = story.telegram.due().into_iter().map(|due| due.queue);
    let expected = [Queue::Chat(story.anna.into()), Queue::Callbacks(story.anna)];
    assert_eq!(queues.collect::<Vec<_>>(), expected);
}

#[test]
fn presses_queue_by_person_across_chats() {
    let story = Story::begun();
    story.answers(&Outcome::status(200));
    let group = story
        .telegram
        .add_group("Salon", &[story.anna, story.boris]);
    let go = json!([[{"text": "Go", "callback_data": "go"}]]);
    let here = story.writes("Menu", buttons(&go));
    let mut there = buttons(&go);
    there["chat_id"] = group.0.into();
    there["text"] = "Menu".into();
    story.calls("sendMessage", there);
    story
        .telegram
        .press(story.anna, story.anna, here, "go")
        .unwrap();
    story.telegram.press(story.anna, group, 1, "go").unwrap();
    story.telegram.press(story.boris, group, 1, "go").unwrap();
    let queues = story.telegram.due().into_iter().map(|due| due.queue);
    let expected = [Queue::Callbacks(story.anna), Queue::Callbacks(story.boris)];
    assert_eq!(queues.collect::<Vec<_>>(), expected);
}

#[test]
fn other_kinds_have_queues_of_their_own() {
    let story = Story::begun();
    let from = json!({"id": 100, "is_bot": false, "first_name": "Anna"});
    for kind in ["inline_query", "pre_checkout_query", "my_chat_member"] {
        story
            .telegram
            .inject(kind, json!({"id": "1", "from": from}))
            .unwrap();
    }
    assert_eq!(story.telegram.due().len(), 4);
}

#[test]
fn messages_live_for_a_day() {
    let story = Story::begun();
    let mut lasted_s = 0;
    while !story.telegram.pending().is_empty() {
        story.answers(&Outcome::status(500));
        lasted_s += story.waits().unwrap_or(0);
    }
    assert!((86_400 - 120..=86_400).contains(&lasted_s), "{lasted_s}");
    assert_eq!(story.telegram.dropped().len(), 1);
}

#[test]
fn queries_live_for_150_or_30_seconds() {
    for (kind, tries) in [
        ("callback_query", 8),
        ("pre_checkout_query", 8),
        ("inline_query", 6),
    ] {
        let story = Story::with_webhook();
        story
            .telegram
            .inject(kind, json!({"id": "1", "from": {"id": 100}}))
            .unwrap();
        let mut made = 0;
        while !story.telegram.pending().is_empty() {
            story.answers(&Outcome::status(500));
            story.waits();
            made += 1;
        }
        // 0 + 2 + 4 + 8 + 16 + 32 + about 62 s are 124, and 0 + 2 + 4 + 8 + 16 s are just 30.
        assert_eq!(made, tries, "{kind}");
    }
}

#[test]
fn update_that_nobody_took_up_expires() {
    let story = Story::new();
    story.says("/start");
    story.passes(86_400);
    assert_eq!(story.calls("getUpdates", json!({})), json!([]));
    assert_eq!(story.telegram.dropped().len(), 1);
}

#[test]
fn retry_after_is_honoured() {
    let story = Story::begun();
    story.answers(&unavailable("5"));
    assert_eq!(story.waits(), Some(5));
    story.answers(&unavailable("5000"));
    assert_eq!(story.waits(), Some(3600));
    story.answers(&unavailable("Wed, 21 Oct 2026 07:28:00 GMT"));
    assert_eq!(story.waits(), Some(2), "a date is not understood");
}

#[test]
fn retry_after_beyond_its_life_drops() {
    let story = Story::with_webhook();
    story
        .telegram
        .inject("callback_query", json!({"id": "1", "from": {"id": 100}}))
        .unwrap();
    story.answers(&unavailable("151"));
    assert!(story.telegram.pending().is_empty());
    assert_eq!(story.telegram.dropped().len(), 1);
}

#[test]
fn deliveries_at_once_are_bounded() {
    let story = Story::new();
    story.calls(
        "setWebhook",
        json!({"url": "https://bot.example.org", "max_connections": 2}),
    );
    for queue in 1..=5 {
        story
            .telegram
            .inject("message", json!({"chat": {"id": queue}}))
            .unwrap();
    }
    let due = story.telegram.due();
    assert_eq!(due.len(), 2);
    assert!(story.telegram.due().is_empty());
    story.telegram.finished(&due[0], &Outcome::status(200));
    assert_eq!(story.telegram.due().len(), 1);
}

#[test]
fn poison_in_many_chats_stalls_the_bot() {
    let story = Story::new();
    story.calls(
        "setWebhook",
        json!({"url": "https://bot.example.org", "max_connections": 1}),
    );
    for queue in 1..=3 {
        story
            .telegram
            .inject("message", json!({"chat": {"id": queue}}))
            .unwrap();
    }
    for _ in 0..4 {
        story.answers(&Outcome::status(500));
    }
    assert!(
        story.telegram.due().is_empty(),
        "the third chat is not loaded"
    );
    assert_eq!(story.telegram.pending().len(), 3);
}

#[test]
fn update_ids_begin_anywhere_and_count_up() {
    let story = Story::begun();
    story.says("again");
    let ids: Vec<i64> = story
        .telegram
        .pending()
        .iter()
        .map(|u| u["update_id"].as_i64().unwrap())
        .collect();
    assert!(ids[0] > 1_000_000);
    assert_eq!(ids[1], ids[0] + 1);
    story.telegram.renumber_updates();
    story.says("later");
    let last = story.telegram.pending().pop().unwrap();
    assert_ne!(last["update_id"], ids[1] + 1);
}

#[test]
fn same_seed_gives_the_same_ids() {
    let ids = || Story::begun().telegram.pending();
    assert_eq!(ids(), ids());
}

#[test]
fn changed_webhook_sends_again_what_is_in_flight() {
    let story = Story::begun();
    let first = story.only_due();
    let same = json!({"url": "https://bot.example.org/telegram", "secret_token": "s3cret"});
    story.calls("setWebhook", same);
    assert!(story.telegram.due().is_empty(), "nothing changed");
    story.calls(
        "setWebhook",
        json!({"url": "https://bot.example.org/telegram"}),
    );
    let second = story.only_due();
    assert_eq!((second.update_id, second.attempt), (first.update_id, 1));
    story.telegram.finished(&first, &Outcome::status(200));
    assert_eq!(
        story.telegram.pending().len(),
        1,
        "the old connection counts no more"
    );
}

#[test]
fn delivery_carries_the_secret_and_json() {
    let story = Story::begun();
    let delivery = story.only_due();
    let headers = delivery.headers();
    assert!(headers.contains(&("x-telegram-bot-api-secret-token", "s3cret")));
    assert!(headers.contains(&("content-type", "application/json")));
    assert_eq!(body(&delivery)["message"]["text"], "/start");
    assert_eq!(delivery.url, "https://bot.example.org/telegram");
}

#[test]
fn update_has_at_most_64_kib() {
    let story = Story::begun();
    let large = json!({"text": "x".repeat(64 * 1024)});
    assert!(story.telegram.inject("message", large).is_err());
}

#[test]
fn webhook_that_is_gone_for_a_day_is_removed() {
    let story = Story::begun();
    while !story.telegram.pending().is_empty() && story.webhook_url() != "" {
        story.answers(&Outcome::status(410));
        story.waits();
    }
    assert_eq!(story.webhook_url(), "");
}

#[tokio::test]
async fn everything_due_can_be_delivered_in_process() {
    let story = Story::begun();
    story.says("second");
    let mut outcomes = [500, 200, 200].into_iter();
    let webhook = |_| std::future::ready(Outcome::status(outcomes.next().unwrap()));
    assert_eq!(story.telegram.deliver_all(webhook).await, 3);
    assert!(story.telegram.pending().is_empty());
}

impl Story {
    fn webhook_url(&self) -> String {
        let info = self.calls("getWebhookInfo", json!({}));
        info["url"].as_str().unwrap().to_owned()
    }
}
