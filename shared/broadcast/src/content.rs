use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Key, Record};
use telegram::{ChatId, Claimed, Html, Keyboard, MessageId, Rendered};

use crate::head::KEPT_FOR;

/// What a broadcast says. It lies beside the head, which is read and written far more often.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ContentRow {
    /// The broadcast's id.
    pub broadcast: String,
    /// What everybody gets.
    pub content: Content,
    /// When the broadcast was made.
    pub created: Timestamp,
}

/// What everybody gets.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A text in Telegram's HTML. Telegram judges the markup, and what it refuses goes out
    /// without any.
    Text(String),
    /// A message of a chat, to be copied.
    Copy {
        /// The chat.
        chat: i64,
        /// The message.
        message: i64,
    },
}

impl Content {
    /// The send to one person.
    pub(crate) fn to(&self, user: i64) -> Claimed {
        let chat = ChatId::new(user);
        match self {
            Self::Text(html) => {
                let text = Html::trusted(html.clone());
                let keyboard = Keyboard::None;
                Claimed::message(chat, Rendered { text, keyboard })
            }
            Self::Copy {
                chat: from,
                message,
            } => Claimed::copy(chat, ChatId::new(*from), MessageId::new(*message)),
        }
    }
}

impl Record for ContentRow {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::broadcast_content(&self.broadcast)
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.created + KEPT_FOR)
    }
}
