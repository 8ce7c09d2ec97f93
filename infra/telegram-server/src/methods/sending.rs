use serde_json::{Map, Value, json};

use super::{Answer, text};
use crate::chat::{Ask, Author, BotStatus, Chat, ChatKind, Message, ReplyKeyboard};
use crate::html::Formatted;
use crate::markup::{Markup, Place};
use crate::params::Params;
use crate::world::{World, is_service};
use crate::{ApiError, ChatId, UserId};

impl World {
    pub(super) fn send_message(&mut self, params: &Params) -> Answer {
        let text = text::text(params)?;
        let body = marked("text", "entities", &text);
        let message = self.outgoing(body, text.html);
        let (chat, id) = self.send_from_bot(params, message)?;
        self.sent(chat, id)
    }

    pub(super) fn copy_message(&mut self, params: &Params) -> Answer {
        let from = params.chat("from_chat_id")?;
        let from = self.reachable(from)?;
        let id = params.integer("message_id").unwrap_or_default();
        let original = from.messages.get(&id);
        let original =
            original.ok_or_else(|| ApiError::bad_request("message to copy not found"))?;
        // "Service messages, … can't be copied" (https://core.telegram.org/bots/api#copymessage).
        if is_service(original) {
            return Err(ApiError::bad_request("the message can't be copied"));
        }
        let copy = Message {
            media_url: original.media_url.clone(),
            content: original.content.clone(),
            ..self.outgoing(original.body.clone(), original.html.clone())
        };
        let (_, id) = self.send_from_bot(params, copy)?;
        Ok(json!({"message_id": id}))
    }

    /// A message of the bot that has no number yet.
    pub(super) fn outgoing(&self, body: Map<String, Value>, html: String) -> Message {
        Message::new(Author::Bot, self.now().as_second(), body, html)
    }

    /// Sends a message where the call wants it, with its keyboard, and returns where it is.
    pub(super) fn send_from_bot(
        &mut self,
        params: &Params,
        message: Message,
    ) -> Result<(ChatId, i64), ApiError> {
        let chat = self.reachable(params.chat("chat_id")?)?;
        let id = chat.id;
        let place = match chat.kind {
            ChatKind::Private => Place::PrivateChat,
            ChatKind::Group | ChatKind::Supergroup | ChatKind::Channel => Place::Elsewhere,
        };
        let markup = Markup::of(params, place)?;
        let reply_to = reply_target(params, chat)?;
        self.meter.message(id, self.clock.now())?;
        let chat = self.chats.get_mut(&id);
        let chat = chat.ok_or_else(|| ApiError::bad_request("chat not found"))?;
        let message = Message {
            reply_to,
            ..message
        };
        Ok((id, add_with_markup(chat, message, markup)))
    }

    /// The `Message` that a call answers with.
    pub(super) fn sent(&self, chat: ChatId, id: i64) -> Answer {
        let chat = self.reachable(chat)?;
        let message = chat.messages.get(&id);
        let message = message.ok_or_else(|| ApiError::bad_request("message not found"))?;
        Ok(self.message_json(chat, message))
    }

    /// A chat that the bot may write to.
    pub(super) fn reachable(&self, id: ChatId) -> Result<&Chat, ApiError> {
        self.check_person(UserId(id.0))?;
        let chat = self.chats.get(&id);
        let chat = chat.ok_or_else(|| ApiError::bad_request("chat not found"))?;
        match (chat.migrated_to, chat.bot, chat.kind) {
            (Some(supergroup), _, _) => Err(ApiError::migrated(supergroup.0)),
            (None, BotStatus::Removed, ChatKind::Supergroup) => Err(ApiError::forbidden(
                "bot was kicked from the supergroup chat",
            )),
            (None, BotStatus::Removed, _) => {
                Err(ApiError::forbidden("bot was kicked from the group chat"))
            }
            (None, BotStatus::Member | BotStatus::Administrator, _) => Ok(chat),
        }
    }

    /// Refuses what a person cannot be sent.
    fn check_person(&self, user: UserId) -> Result<(), ApiError> {
        let Some(known) = self.people.get(&user) else {
            return Ok(());
        };
        if known.deactivated {
            return Err(ApiError::forbidden("user is deactivated"));
        }
        if known.blocks {
            return Err(ApiError::forbidden("bot was blocked by the user"));
        }
        if !self.chats.contains_key(&user.into()) {
            let silent = "bot can't initiate conversation with a user";
            return Err(ApiError::forbidden(silent));
        }
        Ok(())
    }
}

/// The message to reply to, if it is there.
fn reply_target(params: &Params, chat: &Chat) -> Result<Option<i64>, ApiError> {
    let reply = params.structure("reply_parameters");
    let reply = reply.map(Params::new).unwrap_or_default();
    let Some(id) = reply.integer("message_id") else {
        return Ok(None);
    };
    if chat.messages.contains_key(&id) {
        return Ok(Some(id));
    }
    if reply.flag("allow_sending_without_reply") {
        return Ok(None);
    }
    Err(ApiError::bad_request("message to be replied not found"))
}

fn add_with_markup(chat: &mut Chat, mut message: Message, markup: Markup) -> i64 {
    let asked = message.reply_to.and_then(|id| chat.messages.get(&id));
    let asked = asked.and_then(|message| match message.author {
        Author::Person(user) => Some(user),
        Author::Bot | Author::Chat => None,
    });
    message.had_keyboard = !matches!(markup, Markup::None | Markup::Inline(_));
    if let Markup::Inline(buttons) = &markup {
        message.buttons.clone_from(buttons);
    }
    let message_id = chat.add(message);
    match markup {
        Markup::None | Markup::Inline(_) => {}
        Markup::Remove => chat.keyboard = None,
        Markup::Ask { selective } => {
            let only = asked.filter(|_| selective);
            chat.ask = Some(Ask { message_id, only });
        }
        Markup::Keyboard {
            rows,
            goes_after_use,
        } => {
            chat.keyboard = Some(ReplyKeyboard {
                rows,
                message_id,
                goes_after_use,
            });
        }
    }
    message_id
}

/// The body of a message with a text or caption; an empty one is left out.
pub(super) fn marked(name: &str, entities: &str, text: &Formatted) -> Map<String, Value> {
    let mut body = Map::new();
    if !text.text.is_empty() {
        body.insert(name.to_owned(), text.text.as_str().into());
    }
    if !text.entities.is_empty() {
        body.insert(entities.to_owned(), text.entities.clone().into());
    }
    body
}
