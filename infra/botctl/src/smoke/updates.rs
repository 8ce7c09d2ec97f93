//! Updates as Telegram would send them, of somebody whom there is not.

use jiff::Timestamp;
use serde_json::{Value, json};

/// Telegram's user ids have 10 digits today, and at most 52 bits ever
/// (<https://core.telegram.org/bots/api#user>): this one is nobody's.
pub(super) const USER: i64 = 9_999_999_999_999;

/// A text in private.
pub(super) fn text(update_id: i64, text: &str, now: Timestamp) -> Value {
    json!({ "update_id": update_id, "message": {
        "message_id": update_id % 1_000_000, "date": now.as_second(),
        "chat": chat(), "from": user(), "text": text,
    }})
}

/// A press of a button.
pub(super) fn press(update_id: i64, data: &str, now: Timestamp) -> Value {
    json!({ "update_id": update_id, "callback_query": {
        "id": update_id.to_string(), "from": user(), "chat_instance": "smoke", "data": data,
        "message": { "message_id": 1, "date": now.as_second(), "chat": chat(), "text": "…" },
    }})
}

fn chat() -> Value {
    json!({ "id": USER, "type": "private", "first_name": "Smoke" })
}

fn user() -> Value {
    json!({ "id": USER, "is_bot": false, "first_name": "Smoke", "language_code": "en" })
}
