//! Updates as Telegram sends them, from the fields that a test cares about.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::StoryClock;

/// A person as they appear in updates.
pub fn user(id: i64) -> Value {
    json!({ "id": id, "is_bot": false, "first_name": format!("Person{id}"), "language_code": "en" })
}

/// The second at which every story begins.
pub fn start_s() -> i64 {
    StoryClock::START
        .parse::<Timestamp>()
        .expect("the start is a valid instant")
        .as_second()
}

fn private_chat(id: i64) -> Value {
    json!({ "id": id, "type": "private", "first_name": format!("Person{id}") })
}

fn group_chat(id: i64) -> Value {
    json!({ "id": id, "type": "supergroup", "title": "Everybody" })
}

/// A message with more fields, in private.
pub fn message_with(update_id: i64, from: i64, fields: Value) -> Value {
    let mut message = json!({
        "message_id": update_id % 100_000, "date": start_s(), "from": user(from), "chat": private_chat(from),
    });
    merge(&mut message, fields);
    json!({ "update_id": update_id, "message": message })
}

/// A text in private.
pub fn text(update_id: i64, from: i64, text: &str) -> Value {
    message_with(update_id, from, json!({ "text": text }))
}

/// A text in a group.
pub fn group_text(update_id: i64, chat: i64, from: i64, text: &str) -> Value {
    message_with(
        update_id,
        from,
        json!({ "text": text, "chat": group_chat(chat) }),
    )
}

/// A press of a button under message 7, in private.
pub fn press(update_id: i64, from: i64, data: &str) -> Value {
    json!({ "update_id": update_id, "callback_query": {
        "id": format!("cb{update_id}"), "from": user(from), "chat_instance": "1", "data": data,
        "message": { "message_id": 7, "date": start_s(), "chat": private_chat(from), "text": "…" },
    }})
}

/// The sender's own contact.
pub fn contact(update_id: i64, from: i64, phone: &str) -> Value {
    let contact = json!({ "phone_number": phone, "first_name": "A", "user_id": from });
    message_with(update_id, from, json!({ "contact": contact }))
}

/// An edited text in private.
pub fn edited(update_id: i64, from: i64, text: &str) -> Value {
    let mut update = self::text(update_id, from, text);
    let message = update["message"].take();
    json!({ "update_id": update_id, "edited_message": message })
}

/// The same update, dated so many seconds before the start.
pub fn aged(mut update: Value, seconds: i64) -> Value {
    update["message"]["date"] = json!(start_s() - seconds);
    update
}

fn merge(into: &mut Value, fields: Value) {
    let Value::Object(fields) = fields else {
        return;
    };
    for (name, value) in fields {
        into[name] = value;
    }
}
