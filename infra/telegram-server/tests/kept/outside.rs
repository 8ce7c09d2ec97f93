//! A world as it looks from outside.

use std::fmt::Debug;

use serde_json::json;
use telegram_server::{ChatId, Telegram};

/// Everything that can be asked about a world with these chats, besides what it forgets.
pub(crate) fn seen(telegram: &Telegram, chats: &[ChatId]) -> String {
    let mut seen = String::new();
    let mut add = |what: &dyn Debug| seen.push_str(&format!("{what:?}\n"));
    // First, because it gives up what has expired.
    add(&telegram.call("getWebhookInfo", json!({})));
    add(&telegram.people());
    add(&telegram.groups());
    add(&telegram.pending());
    for person in telegram.people() {
        let id = person.id;
        add(&(id, telegram.has_blocked(id), telegram.chats_of(id)));
        add(&(telegram.last_answer(id), telegram.open_presses_of(id)));
    }
    for chat in chats {
        for shown in telegram.screen(*chat) {
            add(&shown);
            add(&telegram.document(*chat, shown.message_id));
        }
        add(&(telegram.keyboard(*chat), telegram.asks_reply(*chat)));
        add(&telegram.call(
            "sendChatAction",
            json!({"chat_id": chat.0, "action": "typing"}),
        ));
    }
    add(&telegram.call("getMyCommands", json!({})));
    seen
}
