use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::documents::Content;
use crate::kept::Tracked;
use crate::{ChatId, UserId};

/// The keyboard that a bot shows instead of the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ReplyKeyboard {
    /// Its buttons, row by row.
    pub rows: Vec<Vec<KeyboardButton>>,
    /// The message it came with.
    pub message_id: i64,
    pub(crate) goes_after_use: bool,
}

/// A button of a [`ReplyKeyboard`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyboardButton {
    /// Sends its label as a text.
    Text(String),
    /// Shares the person's own contact.
    ShareContact(String),
}

impl KeyboardButton {
    /// What is written on it.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Text(label) | Self::ShareContact(label) => label,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChatKind {
    Private,
    Group,
    Supergroup,
    Channel,
}

/// What the bot is in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BotStatus {
    Member,
    Administrator,
    Removed,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Chat {
    pub(crate) id: ChatId,
    pub(crate) kind: ChatKind,
    pub(crate) title: String,
    pub(crate) members: BTreeSet<UserId>,
    pub(crate) bot: BotStatus,
    pub(crate) migrated_to: Option<ChatId>,
    /// Kept one by one.
    #[serde(skip)]
    pub(crate) messages: Tracked<i64, Message>,
    pub(crate) last_message_id: i64,
    pub(crate) keyboard: Option<ReplyKeyboard>,
    pub(crate) ask: Option<Ask>,
}

/// A message that asks for a reply (`ForceReply`).
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(crate) struct Ask {
    pub(crate) message_id: i64,
    /// Whom alone it asks.
    pub(crate) only: Option<UserId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Author {
    Bot,
    Person(UserId),
    /// The chat itself: a post in a channel.
    Chat,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Message {
    pub(crate) id: i64,
    pub(crate) author: Author,
    /// Seconds since 1970.
    pub(crate) date: i64,
    pub(crate) edit_date: Option<i64>,
    /// The fields that say what kind of message it is.
    pub(crate) body: Map<String, Value>,
    /// Its text or caption as HTML.
    pub(crate) html: String,
    pub(crate) reply_to: Option<i64>,
    /// `inline_keyboard`: rows of buttons, empty when there are none.
    pub(crate) buttons: Vec<Vec<Value>>,
    /// Whether it came with a keyboard that is not inline, after which it cannot be edited.
    pub(crate) had_keyboard: bool,
    /// Where its picture or file is, if it was sent by address.
    pub(crate) media_url: Option<String>,
    /// What is in its file, if that was uploaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) content: Option<Content>,
}

impl Chat {
    pub(crate) fn new(id: ChatId, kind: ChatKind, title: &str) -> Self {
        Self {
            id,
            kind,
            title: title.to_owned(),
            members: BTreeSet::new(),
            bot: BotStatus::Member,
            migrated_to: None,
            messages: Tracked::default(),
            last_message_id: 0,
            keyboard: None,
            ask: None,
        }
    }

    pub(crate) fn is_private(&self) -> bool {
        self.kind == ChatKind::Private
    }

    /// Whether people talk in it now: a group that became a supergroup is none any more.
    pub(crate) fn is_group(&self) -> bool {
        matches!(self.kind, ChatKind::Group | ChatKind::Supergroup) && self.migrated_to.is_none()
    }

    /// Gives the message the next number and keeps it.
    pub(crate) fn add(&mut self, message: Message) -> i64 {
        self.last_message_id += 1;
        let id = self.last_message_id;
        self.messages.insert(id, Message { id, ..message });
        id
    }

    /// The message that this person was asked to reply to; the question is then over.
    pub(crate) fn take_ask(&mut self, user: UserId) -> Option<i64> {
        let for_them = |ask: &mut Ask| ask.only.is_none_or(|only| only == user);
        self.ask.take_if(for_them).map(|ask| ask.message_id)
    }
}

impl Message {
    /// A message without a number yet.
    pub(crate) fn new(author: Author, date: i64, body: Map<String, Value>, html: String) -> Self {
        Self {
            id: 0,
            author,
            date,
            edit_date: None,
            body,
            html,
            reply_to: None,
            buttons: Vec::new(),
            had_keyboard: false,
            media_url: None,
            content: None,
        }
    }

    /// Its text or caption.
    pub(crate) fn text(&self) -> &str {
        let text = self.body.get("text").or_else(|| self.body.get("caption"));
        text.and_then(Value::as_str).unwrap_or_default()
    }
}
