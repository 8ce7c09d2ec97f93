//! "The webhook reply" of spec/telegram.md.

use serde_json::json;
use telegram_server::{Outcome, Via, WebhookAnswer};

use crate::story::Story;

fn reply(text: &str) -> String {
    json!({"method": "sendMessage", "chat_id": 100, "text": text}).to_string()
}

fn answer(status: u16, content_type: &str, body: String) -> WebhookAnswer {
    let answer = WebhookAnswer {
        status,
        body: body.into(),
        ..WebhookAnswer::default()
    };
    answer.with_header("Content-Type", content_type)
}

/// How many calls an answer made.
fn made_by(answer: WebhookAnswer) -> usize {
    let story = Story::begun();
    story.telegram.clear_calls();
    story.answers(&Outcome::Answered(answer));
    story.telegram.calls().len()
}

#[test]
fn answer_with_a_method_is_a_call() {
    let story = Story::begun();
    story.answers(&Outcome::reply(reply("Hello")));
    let call = story.last_call();
    assert_eq!(
        (call.method.as_str(), call.via),
        ("sendMessage", Via::WebhookReply)
    );
    assert!(call.succeeded());
    assert_eq!(
        story.telegram.last_from_bot(story.anna).unwrap().text,
        "Hello"
    );
}

#[test]
fn only_json_of_a_2xx_is_a_call() {
    assert_eq!(
        made_by(answer(200, "application/json; charset=utf-8", reply("a"))),
        1
    );
    assert_eq!(made_by(answer(202, "application/json", reply("a"))), 1);
    assert_eq!(made_by(answer(500, "application/json", reply("a"))), 0);
    assert_eq!(made_by(answer(200, "text/plain", reply("a"))), 0);
    assert_eq!(made_by(answer(200, "application/json", "{}".to_owned())), 0);
    assert_eq!(made_by(answer(200, "application/json", "[".to_owned())), 0);
    let brotli = answer(200, "application/json", reply("a")).with_header("Content-Encoding", "br");
    assert_eq!(made_by(brotli), 0);
}

#[test]
fn reply_has_at_most_one_mebibyte() {
    let large = reply(&"x".repeat(1024 * 1024));
    assert_eq!(made_by(answer(200, "application/json", large)), 0);
}

#[test]
fn some_methods_never_ride_in_a_reply() {
    for method in [
        "setWebhook",
        "deleteWebhook",
        "close",
        "logOut",
        "getMe",
        "GETUPDATES",
    ] {
        let body = json!({"method": method}).to_string();
        assert_eq!(
            made_by(answer(200, "application/json", body)),
            0,
            "{method}"
        );
    }
}

#[test]
fn errors_of_a_reply_are_invisible() {
    let story = Story::begun();
    story.answers(&Outcome::reply(reply("")));
    let error = story.last_call().error().cloned().unwrap();
    assert_eq!(error.description, "Bad Request: message text is empty");
    assert!(story.telegram.pending().is_empty(), "it is acknowledged");
    assert!(story.telegram.due().is_empty(), "and not retried");
}
