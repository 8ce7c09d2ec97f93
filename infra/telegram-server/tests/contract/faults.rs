//! Faults that tests ask for, without HTTP.

use serde_json::json;
use telegram_server::{CallEnd, Fault, On, Outcome};

use crate::story::{Story, to};

#[test]
fn fault_hits_the_next_matching_call_once() {
    let story = Story::begun();
    story.telegram.fail_next(
        On::method("EDITMESSAGETEXT"),
        Fault::status(500, "Internal Server Error"),
    );
    let id = story.writes("one", json!({}));
    let edit = to(story.anna, "two", json!({"message_id": id}));
    assert_eq!(
        story.refusal("editMessageText", edit.clone()),
        "500: Internal Server Error"
    );
    assert_eq!(story.telegram.faults_left(), 0);
    story.calls("editMessageText", edit);
}

#[test]
fn faults_happen_in_their_order() {
    let story = Story::begun();
    for code in [500, 502] {
        story.telegram.fail_next(On::Any, Fault::status(code, "x"));
    }
    let codes = [0, 1].map(|_| story.refuses("getMe", json!({})).code);
    assert_eq!(codes, [500, 502]);
}

#[test]
fn reply_can_be_lost_too() {
    let story = Story::begun();
    story.telegram.fail_next(On::chat(story.anna), Fault::Drop);
    let body = json!({"method": "sendMessage", "chat_id": 100, "text": "x"});
    story.answers(&Outcome::reply(body.to_string()));
    assert_eq!(story.last_call().end, CallEnd::Dropped);
    assert!(story.telegram.last_from_bot(story.anna).is_none());
}

#[test]
fn lost_answer_leaves_what_was_done() {
    let story = Story::begun();
    story.telegram.fail_next(On::Any, Fault::Hang);
    assert_eq!(
        story
            .refuses("sendMessage", to(story.anna, "x", json!({})))
            .code,
        0
    );
    assert!(story.last_call().succeeded());
    assert!(story.telegram.last_from_bot(story.anna).is_some());
}
