use serde_json::Value;

use crate::chat::{Author, Chat, Message};
use crate::world::World;
use crate::{ChatId, ReplyKeyboard, Telegram, UserId};

/// A message as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its number.
    pub message_id: i64,
    /// Who wrote it; none for the bot and for posts of a channel.
    pub user: Option<UserId>,
    /// The author's name.
    pub from: String,
    /// The text or caption as HTML: the bot's own, or a person's escaped. A message without text
    /// says in brackets what it is.
    pub html: String,
    /// The same without markup.
    pub text: String,
    /// The buttons below it, row by row.
    pub buttons: Vec<Vec<ShownButton>>,
    /// The message it answers.
    pub reply_to: Option<i64>,
    /// Whether it was edited.
    pub edited: bool,
    /// Where its picture or file is, if it was sent by address.
    pub media_url: Option<String>,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownButton {
    /// What is written on it.
    pub label: String,
    /// What it sends when pressed.
    pub data: Option<String>,
    /// What it opens when pressed.
    pub url: Option<String>,
}

/// What the bot said to a press.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// The text; empty when the button just stops glowing.
    pub text: String,
    /// Whether it is a dialog that must be closed, and not a passing line.
    pub is_alert: bool,
}

impl Telegram {
    /// The messages of a chat, oldest first; of a person's private chat by their id.
    #[must_use]
    pub fn screen(&self, chat: impl Into<ChatId>) -> Vec<Shown> {
        let chat = chat.into();
        self.look(|world| world.screen(chat))
    }

    /// The last message of the bot in a chat.
    #[must_use]
    pub fn last_from_bot(&self, chat: impl Into<ChatId>) -> Option<Shown> {
        let bot = |shown: &Shown| shown.user.is_none();
        self.screen(chat).into_iter().rfind(bot)
    }

    /// The keyboard that the bot shows in a chat.
    #[must_use]
    pub fn keyboard(&self, chat: impl Into<ChatId>) -> Option<ReplyKeyboard> {
        let chat = chat.into();
        self.look(|world| world.chats.get(&chat)?.keyboard.clone())
    }

    /// The message of the bot that waits for a reply in a chat (`ForceReply`).
    #[must_use]
    pub fn asks_reply(&self, chat: impl Into<ChatId>) -> Option<i64> {
        let chat = chat.into();
        self.look(|world| Some(world.chats.get(&chat)?.ask?.message_id))
    }

    /// The last answer to a press of a person.
    #[must_use]
    pub fn last_answer(&self, user: UserId) -> Option<CallbackAnswer> {
        self.look(|world| {
            let theirs = world.presses.values().filter(|press| press.user == user);
            let answered = theirs.filter(|press| press.answer.is_some());
            answered.max_by_key(|press| press.number)?.answer.clone()
        })
    }

    /// How many presses of a person still wait for an answer: their buttons glow.
    #[must_use]
    pub fn open_presses(&self, user: UserId) -> usize {
        self.look(|world| {
            let theirs = world.presses.values().filter(|press| press.user == user);
            theirs.filter(|press| press.answer.is_none()).count()
        })
    }
}

impl Shown {
    /// The message as a terminal shows it: `Frontdesk: text`, then a line of `[Label]` for each
    /// row of buttons.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{}: {}", self.from, self.text);
        for row in &self.buttons {
            let labels: Vec<String> = row.iter().map(|b| format!("[{}]", b.label)).collect();
            text.push('\n');
            text.push_str(&labels.join(" "));
        }
        text
    }

    /// The button with this label.
    #[must_use]
    pub fn button(&self, label: &str) -> Option<&ShownButton> {
        self.buttons.iter().flatten().find(|b| b.label == label)
    }
}

impl World {
    fn screen(&self, chat: ChatId) -> Vec<Shown> {
        let Some(chat) = self.chats.get(&chat) else {
            return Vec::new();
        };
        let messages = chat.messages.values();
        messages.map(|message| self.shown(chat, message)).collect()
    }

    fn shown(&self, chat: &Chat, message: &Message) -> Shown {
        let kind = kind_of(message);
        let joined = |text: &str| [kind.as_str(), text].join(" ").trim().to_owned();
        Shown {
            message_id: message.id,
            user: match message.author {
                Author::Person(user) => Some(user),
                Author::Bot | Author::Chat => None,
            },
            from: self.author_name(chat, message.author),
            html: joined(&message.html),
            text: joined(message.text()),
            buttons: message.buttons.iter().map(|row| shown_row(row)).collect(),
            reply_to: message.reply_to,
            edited: message.edit_date.is_some(),
            media_url: message.media_url.clone(),
        }
    }

    fn author_name(&self, chat: &Chat, author: Author) -> String {
        match author {
            Author::Bot => self.bot.name.clone(),
            Author::Chat => chat.title.clone(),
            Author::Person(user) => {
                let person = self.people.get(&user).map(|known| &known.person);
                person.map_or_else(|| user.to_string(), crate::Person::full_name)
            }
        }
    }
}

/// In brackets what a message is, unless it is a text.
fn kind_of(message: &Message) -> String {
    let mut fields = message.body.iter();
    let other = fields.find(|(name, _)| {
        !matches!(
            name.as_str(),
            "text" | "entities" | "caption" | "caption_entities" | "media_group_id"
        )
    });
    match other {
        None => String::new(),
        Some((name, contact)) if name == "contact" => {
            format!(
                "[contact {}]",
                contact["phone_number"].as_str().unwrap_or_default()
            )
        }
        Some((name, _)) => format!("[{}]", name.replace('_', " ")),
    }
}

fn shown_row(row: &[Value]) -> Vec<ShownButton> {
    let text = |button: &Value, name: &str| button[name].as_str().map(str::to_owned);
    let shown = row.iter().map(|button| ShownButton {
        label: text(button, "text").unwrap_or_default(),
        data: text(button, "callback_data"),
        url: text(button, "url"),
    });
    shown.collect()
}
