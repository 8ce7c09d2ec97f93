//! What people do in chats.

use serde_json::{Map, Value};

use crate::chat::{Author, BotStatus, Chat, Message};
use crate::updates::Queue;
use crate::world::{World, text_body};
use crate::{ChatId, Impossible, Person, Telegram, UserId, html};

/// The most characters of a text that an app sends as one message.
const MAX_TEXT_CHARS: usize = 4096;

impl Telegram {
    /// A person writes. When the bot's last message asked them to reply, this is the reply.
    /// Returns the message's number.
    ///
    /// # Errors
    /// When their app would not let them.
    pub fn say(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        text: &str,
    ) -> Result<i64, Impossible> {
        let chat = chat.into();
        self.change(|world| world.say(user, chat, None, text))
    }

    /// A person answers a message. Returns the number of theirs.
    ///
    /// # Errors
    /// When their app would not let them.
    pub fn reply(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        to: i64,
        text: &str,
    ) -> Result<i64, Impossible> {
        let chat = chat.into();
        self.change(|world| {
            world.message_in(user, chat, to)?;
            world.say(user, chat, Some(to), text)
        })
    }

    /// A person changes a text of theirs.
    ///
    /// # Errors
    /// When their app would not let them.
    pub fn edit_message(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        message_id: i64,
        text: &str,
    ) -> Result<(), Impossible> {
        let chat = chat.into();
        check_length(text)?;
        self.change(|world| {
            let now = world.now().as_second();
            let message = world.message_in(user, chat, message_id)?;
            if message.author != Author::Person(user) {
                return Err(Impossible::NotOwnMessage(message_id));
            }
            message.body = text_body(text);
            message.html = html::escape(text);
            message.edit_date = Some(now);
            world.tell("edited_message", chat, message_id);
            Ok(())
        })
    }

    /// A person deletes a message for both sides. Telegram does not tell the bot.
    ///
    /// # Errors
    /// When their app would not let them.
    pub fn delete_message(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        message_id: i64,
    ) -> Result<(), Impossible> {
        let chat = chat.into();
        self.change(|world| {
            world.message_in(user, chat, message_id)?;
            world.entered(user, chat)?.messages.remove(&message_id);
            Ok(())
        })
    }

    /// A person blocks the bot.
    ///
    /// # Errors
    /// When nobody has this id.
    pub fn block(&self, user: UserId) -> Result<(), Impossible> {
        self.change(|world| world.set_block(user, BotStatus::Removed))
    }

    /// A person unblocks the bot.
    ///
    /// # Errors
    /// When nobody has this id.
    pub fn unblock(&self, user: UserId) -> Result<(), Impossible> {
        self.change(|world| world.set_block(user, BotStatus::Member))
    }

    /// Whether a person has blocked the bot.
    #[must_use]
    pub fn has_blocked(&self, user: UserId) -> bool {
        self.look(|world| world.people.get(&user).is_some_and(|known| known.blocks))
    }

    /// A person deletes their account. Telegram does not tell the bot.
    pub fn deactivate(&self, user: UserId) {
        self.change(|world| {
            if let Some(known) = world.people.get_mut(&user) {
                known.deactivated = true;
            }
        });
    }
}

impl World {
    pub(crate) fn say(
        &mut self,
        user: UserId,
        chat: ChatId,
        reply_to: Option<i64>,
        text: &str,
    ) -> Result<i64, Impossible> {
        check_length(text)?;
        self.send(user, chat, reply_to, text_body(text), html::escape(text))
    }

    /// Posts what a person sends.
    pub(crate) fn send(
        &mut self,
        user: UserId,
        chat: ChatId,
        reply_to: Option<i64>,
        body: Map<String, Value>,
        html: String,
    ) -> Result<i64, Impossible> {
        let date = self.now().as_second();
        let place = self.entered(user, chat)?;
        let reply_to = reply_to.or_else(|| place.take_ask(user));
        let mut message = Message::new(Author::Person(user), date, body, html);
        message.reply_to = reply_to;
        Ok(self.post(chat, message))
    }

    pub(crate) fn message_in(
        &mut self,
        user: UserId,
        chat: ChatId,
        message_id: i64,
    ) -> Result<&mut Message, Impossible> {
        let message = self.entered(user, chat)?.messages.get_mut(&message_id);
        message.ok_or(Impossible::NoSuchMessage(message_id))
    }

    fn set_block(&mut self, user: UserId, status: BotStatus) -> Result<(), Impossible> {
        let person = self.active(user)?.clone();
        self.begin_private_chat(user);
        let blocks = status == BotStatus::Removed;
        if let Some(known) = self.people.get_mut(&user) {
            known.blocks = blocks;
        }
        self.set_bot_status(user.into(), &person, status);
        Ok(())
    }

    /// Changes what the bot is in a chat and tells it so.
    pub(crate) fn set_bot_status(&mut self, chat: ChatId, by: &Person, status: BotStatus) {
        let Some(place) = self.chats.get_mut(&chat) else {
            return;
        };
        let before = std::mem::replace(&mut place.bot, status);
        if before == status {
            return;
        }
        let now = self.now();
        let payload = self
            .chats
            .get(&chat)
            .map(|chat: &Chat| self.bot_member_json(chat, by, (before, status)));
        let kind = "my_chat_member";
        let queue = Queue::Other(kind.to_owned(), by.id.0);
        self.updates.add(kind, payload.into(), queue, now);
    }
}

fn check_length(text: &str) -> Result<(), Impossible> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > MAX_TEXT_CHARS {
        return Err(Impossible::TextLength(length));
    }
    Ok(())
}
