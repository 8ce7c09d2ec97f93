use jiff::Timestamp;
use serde_json::Value;

use crate::chat::{Author, Chat, Message};
use crate::documents;
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
    /// When it was sent, in whole seconds.
    pub date: Timestamp,
    /// What it is, if it is no text: the field of a `Message` that says so, such as `photo`,
    /// `video`, `document`, `contact`, `new_chat_members`.
    pub kind: Option<String>,
    /// The text or caption as HTML, without what `html` puts in brackets.
    pub markup: String,
    /// The contact that it shares.
    pub contact: Option<ShownContact>,
    /// The document that it is, if that was uploaded; [`Telegram::document`] has what is in it.
    pub document: Option<ShownDocument>,
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

/// A document in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownDocument {
    /// The name of the file.
    pub name: String,
    /// Its type, as its extension says.
    pub mime: String,
    /// Its size in bytes.
    pub size: usize,
}

/// A contact in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownContact {
    /// First and last name.
    pub name: String,
    /// The number, as it is in the message.
    pub phone: String,
    /// Whose it is, if they have Telegram.
    pub user: Option<UserId>,
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
        let brackets = in_brackets(message);
        let joined = |text: &str| [brackets.as_str(), text].join(" ").trim().to_owned();
        Shown {
            message_id: message.id,
            user: match message.author {
                Author::Person(user) => Some(user),
                Author::Bot | Author::Chat => None,
            },
            from: self.author_name(chat, message.author),
            date: Timestamp::from_second(message.date).unwrap_or_default(),
            kind: kind_of(message).map(|(name, _)| name.clone()),
            markup: message.html.clone(),
            contact: message.body.get("contact").map(shown_contact),
            document: shown_document(message),
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

/// The field that says what a message is, unless it is a text.
fn kind_of(message: &Message) -> Option<(&String, &Value)> {
    message.body.iter().find(|(name, _)| {
        !matches!(
            name.as_str(),
            "text" | "entities" | "caption" | "caption_entities" | "media_group_id"
        )
    })
}

/// In brackets what a message is, unless it is a text.
fn in_brackets(message: &Message) -> String {
    match kind_of(message) {
        None => String::new(),
        Some((name, contact)) if name == "contact" => {
            format!("[contact {}]", shown_contact(contact).phone)
        }
        Some((_, document)) if let Some((name, _)) = documents::labels(document) => {
            format!("[document {name}]")
        }
        Some((name, _)) => format!("[{}]", name.replace('_', " ")),
    }
}

fn shown_contact(contact: &Value) -> ShownContact {
    let text = |name: &str| contact[name].as_str().unwrap_or_default();
    let name = format!("{} {}", text("first_name"), text("last_name"));
    ShownContact {
        name: name.trim().to_owned(),
        phone: text("phone_number").to_owned(),
        user: contact["user_id"].as_i64().map(UserId),
    }
}

fn shown_document(message: &Message) -> Option<ShownDocument> {
    let (name, mime) = documents::labels(message.body.get("document")?)?;
    let size = message.content.as_ref()?.0.len();
    Some(ShownDocument { name, mime, size })
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
