//! What people do with buttons.

use std::time::Duration;

use serde_json::{Value, json};

use crate::chat::{KeyboardButton, Message};
use crate::json::user_json;
use crate::updates::Queue;
use crate::world::{Press, World};
use crate::{ChatId, Impossible, SharedContact, Telegram, UserId};

/// How long a press that was answered is remembered, counted from its beginning.
const ANSWERED_FOR: Duration = Duration::from_secs(60 * 60);

/// How long a press that was not answered is remembered.
const OPEN_FOR: Duration = Duration::from_secs(24 * 60 * 60);

impl Telegram {
    /// A person presses a button of a message, named by its data or its label. Returns the id of
    /// the callback query.
    ///
    /// # Errors
    /// When their app would not let them: [`Impossible::OpensLink`] of a button with a link.
    pub fn press(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        message_id: i64,
        button: &str,
    ) -> Result<String, Impossible> {
        let chat = chat.into();
        self.change(|world| {
            let message = world.message_in(user, chat, message_id)?;
            let data = data_of(message, button)?;
            world.press(user, chat, message_id, &data)
        })
    }

    /// A press that comes though no such button is there any more, as from an app that was
    /// offline: the message may have changed, or be gone. Returns the id of the callback query.
    ///
    /// # Errors
    /// When the person is not in the chat.
    pub fn press_stale(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        message_id: i64,
        data: &str,
    ) -> Result<String, Impossible> {
        let chat = chat.into();
        self.change(|world| world.press(user, chat, message_id, data))
    }

    /// A person taps a button of the keyboard that the bot shows: it sends its label, or shares
    /// their contact. Returns the message's number.
    ///
    /// # Errors
    /// [`Impossible::NoSuchButton`], or when their app would not let them.
    pub fn tap(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        label: &str,
    ) -> Result<i64, Impossible> {
        let chat = chat.into();
        self.change(|world| world.tap(user, chat, label))
    }
}

impl World {
    fn tap(&mut self, user: UserId, chat: ChatId, label: &str) -> Result<i64, Impossible> {
        let place = self.entered(user, chat)?;
        let no_such_button = || Impossible::NoSuchButton(label.to_owned());
        let keyboard = place.keyboard.as_ref().ok_or_else(no_such_button)?;
        let mut buttons = keyboard.rows.iter().flatten();
        let button = buttons.find(|button| button.label() == label);
        let button = button.ok_or_else(no_such_button)?.clone();
        let reply_to = keyboard.message_id;
        place.keyboard.take_if(|keyboard| keyboard.goes_after_use);
        match button {
            KeyboardButton::Text(label) => self.say(user, chat, None, &label),
            KeyboardButton::ShareContact(_) => {
                self.share_contact(user, chat, Some(reply_to), &SharedContact::Own)
            }
        }
    }

    fn press(
        &mut self,
        user: UserId,
        chat: ChatId,
        message_id: i64,
        data: &str,
    ) -> Result<String, Impossible> {
        self.entered(user, chat)?;
        self.forget_old_presses();
        let id = self.rng.i64(1_000_000_000_000_000..).to_string();
        let press = Press {
            user,
            chat,
            message_id,
            data: data.to_owned(),
            at: self.now(),
            number: self.next_press(),
            answer: None,
        };
        self.presses.insert(id.clone(), press);
        let payload = json!({
            "id": id,
            "from": user_json(self.active(user)?),
            "message": self.pressed_message(chat, message_id),
            "chat_instance": chat_instance(chat),
            "data": data,
        });
        let now = self.now();
        let queue = Queue::Callbacks(user);
        self.updates.add("callback_query", payload, queue, now);
        Ok(id)
    }

    fn next_press(&self) -> u64 {
        let numbers = self.presses.values().map(|press| press.number);
        numbers.max().map_or(0, |last| last + 1)
    }

    fn forget_old_presses(&mut self) {
        let now = self.now();
        self.presses.retain(|press| match press.answer {
            Some(_) => press.at + ANSWERED_FOR > now,
            None => press.at + OPEN_FOR > now,
        });
    }

    /// The message, or what Telegram says of one that is gone (`InaccessibleMessage`).
    fn pressed_message(&self, chat: ChatId, message_id: i64) -> Value {
        let Some(chat) = self.chats.get(&chat) else {
            return Value::Null;
        };
        match chat.messages.get(&message_id) {
            Some(message) => self.message_json(chat, message),
            None => json!({"chat": self.chat_json(chat), "message_id": message_id, "date": 0}),
        }
    }
}

/// The data of the button that has this data, or else this label.
fn data_of(message: &Message, button: &str) -> Result<String, Impossible> {
    let buttons = || message.buttons.iter().flatten();
    let named = |name: &'static str| buttons().find(|found| found[name] == button);
    let found = named("callback_data").or_else(|| named("text"));
    let found = found.ok_or_else(|| Impossible::NoSuchButton(button.to_owned()))?;
    match (found["callback_data"].as_str(), found["url"].as_str()) {
        (Some(data), _) => Ok(data.to_owned()),
        (None, Some(url)) => Err(Impossible::OpensLink(url.to_owned())),
        (None, None) => Err(Impossible::NoSuchButton(button.to_owned())),
    }
}

/// The same for all presses in a chat.
fn chat_instance(chat: ChatId) -> String {
    let mixed = chat.0.unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 1).to_string()
}
