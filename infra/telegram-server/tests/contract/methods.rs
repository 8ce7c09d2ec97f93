//! What the methods do.

use serde_json::{Value, json};

use crate::story::{Story, buttons};

#[test]
fn sent_message_is_returned_whole() {
    let story = Story::begun();
    let sent = story.calls(
        "sendMessage",
        json!({
            "chat_id": 100, "text": "<b>Hi</b>", "parse_mode": "HTML",
            "reply_parameters": {"message_id": 1},
            "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]},
        }),
    );
    insta::assert_snapshot!(sent, @r#"{"text":"Hi","entities":[{"type":"bold","offset":0,"length":2}],"message_id":2,"date":1767225600,"chat":{"id":100,"type":"private","first_name":"Anna","username":"anna_p"},"from":{"id":7000000007,"is_bot":true,"first_name":"Frontdesk","username":"frontdesk_bot"},"reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":"a"}]]},"reply_to_message":{"text":"/start","entities":[{"type":"bot_command","offset":0,"length":6}],"message_id":1,"date":1767225600,"chat":{"id":100,"type":"private","first_name":"Anna","username":"anna_p"},"from":{"id":100,"is_bot":false,"first_name":"Anna","username":"anna_p","language_code":"ru"}}}"#);
}

#[test]
fn edit_replaces_text_and_buttons() {
    let story = Story::begun();
    let id = story.writes(
        "one",
        buttons(&json!([[{"text": "a", "callback_data": "a"}]])),
    );
    story.calls(
        "editMessageText",
        json!({"chat_id": 100, "message_id": id, "text": "two"}),
    );
    let shown = story.telegram.last_from_bot(story.anna).unwrap();
    assert_eq!(
        (shown.to_text(), shown.edited),
        ("Frontdesk: two".to_owned(), true)
    );
}

#[test]
fn edit_without_change_is_refused() {
    let story = Story::begun();
    let id = story.writes("one", json!({}));
    let same = json!({"chat_id": 100, "message_id": id, "text": "one"});
    let error = story.refusal("editMessageText", same);
    assert!(
        error.starts_with("400: Bad Request: message is not modified: specified new message"),
        "{error}"
    );
    let none = json!({"chat_id": 100, "message_id": id});
    assert!(
        story
            .refusal("editMessageReplyMarkup", none)
            .contains("is not modified")
    );
}

#[test]
fn buttons_can_be_edited_alone() {
    let story = Story::begun();
    let id = story.writes("one", json!({}));
    let mut edit = buttons(&json!([[{"text": "b", "url": "https://a.example"}]]));
    edit["chat_id"] = 100.into();
    edit["message_id"] = id.into();
    story.calls("editMessageReplyMarkup", edit);
    assert_eq!(
        story.telegram.last_from_bot(story.anna).unwrap().to_text(),
        "Frontdesk: one\n[b]"
    );
}

#[test]
fn foreign_and_missing_messages_cannot_be_edited() {
    let story = Story::begun();
    let refusal = |id: i64| {
        story.refusal(
            "editMessageText",
            json!({"chat_id": 100, "message_id": id, "text": "y"}),
        )
    };
    assert_eq!(refusal(1), "400: Bad Request: message can't be edited");
    assert_eq!(refusal(9), "400: Bad Request: message to edit not found");
}

#[test]
fn message_is_deleted_for_both() {
    let story = Story::begun();
    let id = story.writes("one", json!({}));
    let delete = json!({"chat_id": 100, "message_id": id});
    story.calls("deleteMessage", delete.clone());
    assert!(story.telegram.last_from_bot(story.anna).is_none());
    assert_eq!(
        story.refusal("deleteMessage", delete),
        "400: Bad Request: message to delete not found"
    );
}

#[test]
fn old_messages_cannot_be_deleted() {
    let story = Story::begun();
    let id = story.writes("one", json!({}));
    story.passes(48 * 3600 + 1);
    let delete = json!({"chat_id": 100, "message_id": id});
    assert_eq!(
        story.refusal("deleteMessage", delete),
        "400: Bad Request: message can't be deleted"
    );
}

#[test]
fn press_is_answered_more_than_once() {
    let story = Story::begun();
    let id = story.pressed();
    assert_eq!(story.telegram.open_presses(story.anna), 1);
    for text in ["one", "two"] {
        let answer = json!({"callback_query_id": id, "text": text, "show_alert": true});
        story.calls("answerCallbackQuery", answer);
    }
    let answer = story.telegram.last_answer(story.anna).unwrap();
    assert_eq!((answer.text.as_str(), answer.is_alert), ("two", true));
    assert_eq!(story.telegram.open_presses(story.anna), 0);
}

#[test]
fn old_and_unknown_presses_are_refused_alike() {
    let story = Story::begun();
    let id = story.pressed();
    story.passes(151);
    let expected =
        "400: Bad Request: query is too old and response timeout expired or query ID is invalid";
    for id in [id.as_str(), "1", ""] {
        assert_eq!(
            story.refusal("answerCallbackQuery", json!({"callback_query_id": id})),
            expected
        );
    }
}

#[test]
fn message_is_copied_without_its_author() {
    let story = Story::begun();
    story
        .telegram
        .send_photo(story.anna, story.anna, "a leak")
        .unwrap();
    let copied = story.calls(
        "copyMessage",
        json!({"chat_id": 100, "from_chat_id": 100, "message_id": 2}),
    );
    assert_eq!(copied, json!({"message_id": 3}));
    assert_eq!(
        story.telegram.last_from_bot(story.anna).unwrap().to_text(),
        "Frontdesk: [photo] a leak"
    );
    let missing = json!({"chat_id": 100, "from_chat_id": 100, "message_id": 9});
    assert_eq!(
        story.refusal("copyMessage", missing),
        "400: Bad Request: message to copy not found"
    );
}

#[test]
fn a_service_message_is_not_copied() {
    let story = Story::begun();
    let group = story.telegram.add_group("Salon", &[story.anna]);
    story.telegram.join(story.boris, group).unwrap();
    let shown = story.telegram.screen(group);
    let message = shown.last().unwrap().message_id;
    let copy = json!({"chat_id": 100, "from_chat_id": group.0, "message_id": message});
    assert_eq!(
        story.refusal("copyMessage", copy),
        "400: Bad Request: the message can't be copied"
    );
}

#[test]
fn media_goes_by_address_and_by_file() {
    let story = Story::begun();
    for (method, kind) in [
        ("sendPhoto", "photo"),
        ("sendVideo", "video"),
        ("sendDocument", "document"),
    ] {
        let sent = story.calls(method, json!({"chat_id": 100, kind: "https://a.example/a"}));
        let file = first(&sent[kind])["file_id"].clone();
        let again = story.calls(method, json!({"chat_id": 100, kind: file}));
        assert_eq!(first(&again[kind])["file_id"], file);
        let unknown = story.refusal(method, json!({"chat_id": 100, kind: "nonsense"}));
        assert!(
            unknown.contains("wrong remote file identifier specified"),
            "{unknown}"
        );
    }
}

#[test]
fn missing_target_of_a_reply_is_refused_or_left_out() {
    let story = Story::begun();
    let reply = |lenient: bool| json!({"chat_id": 100, "text": "x", "reply_parameters": {"message_id": 9, "allow_sending_without_reply": lenient}});
    assert_eq!(
        story.refusal("sendMessage", reply(false)),
        "400: Bad Request: message to be replied not found"
    );
    let sent = story.calls("sendMessage", reply(true));
    assert_eq!(sent.get("reply_to_message"), None);
}

#[test]
fn typing_is_shown_where_the_bot_may_write() {
    let story = Story::begun();
    let typing = |chat: i64| json!({"chat_id": chat, "action": "typing"});
    story.calls("sendChatAction", typing(100));
    assert!(
        story
            .refusal("sendChatAction", typing(200))
            .starts_with("403")
    );
}

fn first(media: &Value) -> &Value {
    media.get(0).unwrap_or(media)
}
