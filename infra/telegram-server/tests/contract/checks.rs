//! Lengths, keyboards and markup: "Methods and limits" of spec/telegram.md.

use serde_json::{Value, json};

use crate::story::{Story, buttons, to};

fn refusal(text: &str, more: Value) -> String {
    let story = Story::begun();
    story.refusal("sendMessage", to(story.anna, text, more))
}

fn html() -> Value {
    json!({"parse_mode": "HTML"})
}

#[test]
fn text_has_1_to_4096_characters() {
    let story = Story::begun();
    assert_eq!(
        refusal("", json!({})),
        "400: Bad Request: message text is empty"
    );
    assert_eq!(
        refusal(" \n", json!({})),
        "400: Bad Request: message text is empty"
    );
    assert_eq!(
        refusal("<b></b>", html()),
        "400: Bad Request: message text is empty"
    );
    assert_eq!(
        refusal(&"я".repeat(4097), json!({})),
        "400: Bad Request: message is too long"
    );
    story.writes(&"я".repeat(4096), json!({}));
}

#[test]
fn length_counts_after_entities() {
    let story = Story::begun();
    story.writes(&format!("<b>{}</b>", "&lt;".repeat(4096)), html());
}

#[test]
fn bad_markup_cannot_be_parsed() {
    let error = refusal("<b>x", html());
    assert_eq!(
        error,
        "400: Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""
    );
    assert!(refusal("a < b & c", html()).contains("can't parse entities"));
    Story::begun().writes("<b>x & y", json!({}));
}

#[test]
fn caption_has_at_most_1024_characters() {
    let story = Story::begun();
    let photo = |caption: &str| json!({"chat_id": 100, "photo": "https://a.example/a.png", "caption": caption});
    assert_eq!(
        story.refusal("sendPhoto", photo(&"я".repeat(1025))),
        "400: Bad Request: message caption is too long"
    );
    story.calls("sendPhoto", photo(&"я".repeat(1024)));
    story.calls("sendPhoto", photo(""));
}

#[test]
fn callback_data_has_1_to_64_bytes() {
    let with_data = |data: &str| buttons(&json!([[{"text": "a", "callback_data": data}]]));
    assert_eq!(
        refusal("x", with_data("")),
        "400: Bad Request: BUTTON_DATA_INVALID"
    );
    assert_eq!(
        refusal("x", with_data(&"я".repeat(33))),
        "400: Bad Request: BUTTON_DATA_INVALID"
    );
    Story::begun().writes("x", with_data(&"я".repeat(32)));
}

#[test]
fn keyboard_has_at_most_100_buttons() {
    let row = |count: usize| json!([vec![json!({"text": "a", "callback_data": "a"}); count]]);
    assert_eq!(
        refusal("x", buttons(&row(101))),
        "400: Bad Request: REPLY_MARKUP_TOO_LONG"
    );
    Story::begun().writes("x", buttons(&row(100)));
}

#[test]
fn button_must_do_something() {
    let error = refusal("x", buttons(&json!([[{"text": "a"}]])));
    assert!(
        error.ends_with("Text buttons are unallowed in the inline keyboard"),
        "{error}"
    );
}

#[test]
fn answer_has_at_most_200_characters() {
    let story = Story::begun();
    let id = story.pressed();
    let answer = |text: &str| json!({"callback_query_id": id, "text": text});
    assert_eq!(
        story.refusal("answerCallbackQuery", answer(&"я".repeat(201))),
        "400: Bad Request: MESSAGE_TOO_LONG"
    );
    story.calls("answerCallbackQuery", answer(&"я".repeat(200)));
}

#[test]
fn contact_is_asked_for_in_private_only() {
    let story = Story::begun();
    let markup = json!({"keyboard": [[{"text": "Share", "request_contact": true}]]});
    let group = story.telegram.add_group("Salon", &[story.anna]);
    let in_group = json!({"chat_id": group.0, "text": "x", "reply_markup": markup});
    assert_eq!(
        story.refusal("sendMessage", in_group),
        "400: Bad Request: phone number can be requested in private chats only"
    );
    story.writes("x", json!({"reply_markup": markup}));
}

#[test]
fn edit_takes_inline_keyboards_only() {
    let story = Story::begun();
    let message = story.writes("x", json!({}));
    let edit = json!({"chat_id": 100, "message_id": message, "text": "y", "reply_markup": {"remove_keyboard": true}});
    assert_eq!(
        story.refusal("editMessageText", edit),
        "400: Bad Request: inline keyboard expected"
    );
}

#[test]
fn markup_may_come_as_text() {
    let story = Story::begun();
    let keyboard = json!({"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]});
    let message = story.writes("x", json!({"reply_markup": keyboard.to_string()}));
    assert_eq!(message, 2);
    assert!(
        story
            .telegram
            .last_from_bot(story.anna)
            .unwrap()
            .button("a")
            .is_some()
    );
}

impl Story {
    /// Anna presses a button; the id of the callback query.
    pub(crate) fn pressed(&self) -> String {
        let message = self.writes(
            "Menu",
            buttons(&json!([[{"text": "Go", "callback_data": "go"}]])),
        );
        self.telegram
            .press(self.anna, self.anna, message, "Go")
            .unwrap()
    }
}
