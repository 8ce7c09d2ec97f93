use std::time::Duration;

use serde_json::json;

use super::sending::marked;
use super::{Answer, text};
use crate::chat::{Author, BotStatus, Chat, Message};
use crate::markup::Markup;
use crate::params::Params;
use crate::world::World;
use crate::{ApiError, ChatId};

/// How long after its sending a message can be deleted.
const DELETABLE_FOR: Duration = Duration::from_secs(48 * 60 * 60);

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply \
    markup are exactly the same as a current content and reply markup of the message";

impl World {
    pub(super) fn edit_message_text(&mut self, params: &Params) -> Answer {
        let text = text::text(params)?;
        let buttons = Markup::of_edit(params)?;
        self.edit(params, |message| {
            if !message.body.contains_key("text") {
                let no_text = "there is no text in the message to edit";
                return Err(ApiError::bad_request(no_text));
            }
            message.body = marked("text", "entities", &text);
            message.html = text.html;
            message.buttons = buttons;
            Ok(())
        })
    }

    pub(super) fn edit_message_reply_markup(&mut self, params: &Params) -> Answer {
        let buttons = Markup::of_edit(params)?;
        self.edit(params, |message| {
            message.buttons = buttons;
            Ok(())
        })
    }

    pub(super) fn delete_message(&mut self, params: &Params) -> Answer {
        let now = self.now();
        let chat = self.reachable(params.chat("chat_id")?)?;
        let id = params.integer("message_id").unwrap_or_default();
        let message = chat.messages.get(&id);
        let message =
            message.ok_or_else(|| ApiError::bad_request("message to delete not found"))?;
        let age_s = now.as_second() - message.date;
        if !may_delete(chat, message) || age_s.unsigned_abs() > DELETABLE_FOR.as_secs() {
            return Err(ApiError::bad_request("message can't be deleted"));
        }
        let chat = chat.id;
        if let Some(chat) = self.chats.get_mut(&chat) {
            chat.messages.remove(&id);
        }
        Ok(json!(true))
    }

    /// Changes a message of the bot; one that stays as it is is refused.
    fn edit(
        &mut self,
        params: &Params,
        change: impl FnOnce(&mut Message) -> Result<(), ApiError>,
    ) -> Answer {
        let now = self.now();
        let (chat, id) = self.editable(params)?;
        self.meter.flooded(chat, now)?;
        let found = self.chats.get_mut(&chat);
        let found = found.and_then(|chat| chat.messages.get_mut(&id));
        let message = found.ok_or_else(|| ApiError::bad_request("message to edit not found"))?;
        let mut changed = message.clone();
        change(&mut changed)?;
        if changed.body == message.body && changed.buttons == message.buttons {
            return Err(ApiError::bad_request(NOT_MODIFIED));
        }
        changed.edit_date = Some(now.as_second());
        *message = changed;
        self.sent(chat, id)
    }

    fn editable(&self, params: &Params) -> Result<(ChatId, i64), ApiError> {
        if params.text("inline_message_id").is_some() {
            return Err(ApiError::bad_request("MESSAGE_ID_INVALID"));
        }
        let chat = self.reachable(params.chat("chat_id")?)?;
        let id = params.integer("message_id");
        let id = id.ok_or_else(|| ApiError::bad_request("message identifier is not specified"))?;
        let message = chat.messages.get(&id);
        let message = message.ok_or_else(|| ApiError::bad_request("message to edit not found"))?;
        if message.author != Author::Bot || message.had_keyboard {
            return Err(ApiError::bad_request("message can't be edited"));
        }
        Ok((chat.id, id))
    }
}

/// In a group only administrators may delete what others wrote.
fn may_delete(chat: &Chat, message: &Message) -> bool {
    let is_own = message.author == Author::Bot;
    is_own || chat.is_private() || chat.bot == BotStatus::Administrator
}
