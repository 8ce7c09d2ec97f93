use std::fmt;

use serde::{Deserialize, Serialize};

/// The numeric id of a person or a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct UserId(pub i64);

/// The numeric id of a chat: a person's own id for their private chat with the bot, a negative
/// number for a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct ChatId(pub i64);

/// Somebody who has Telegram.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// Their first name.
    pub first_name: String,
    /// Their last name.
    pub last_name: Option<String>,
    /// Their username, without the `@`.
    pub username: Option<String>,
    /// Their language as an IETF tag.
    pub language_code: Option<String>,
    /// The phone number of their account.
    pub phone: String,
}

impl Person {
    /// A person with a first name, who speaks English; the phone number is made of the id.
    #[must_use]
    pub fn new(id: i64, first_name: &str) -> Self {
        Self {
            id: UserId(id),
            first_name: first_name.to_owned(),
            last_name: None,
            username: None,
            language_code: Some("en".to_owned()),
            phone: format!("+49151{:08}", id.unsigned_abs() % 100_000_000),
        }
    }

    /// The same person with a last name.
    #[must_use]
    pub fn last_name(self, name: &str) -> Self {
        let last_name = Some(name.to_owned());
        Self { last_name, ..self }
    }

    /// The same person with a username, given without the `@`.
    #[must_use]
    pub fn username(self, name: &str) -> Self {
        let username = Some(name.to_owned());
        Self { username, ..self }
    }

    /// The same person with another language.
    #[must_use]
    pub fn language(self, tag: &str) -> Self {
        let language_code = Some(tag.to_owned());
        Self {
            language_code,
            ..self
        }
    }

    /// The same person with another phone number.
    #[must_use]
    pub fn phone(self, number: &str) -> Self {
        let phone = number.to_owned();
        Self { phone, ..self }
    }

    /// First and last name.
    #[must_use]
    pub fn full_name(&self) -> String {
        match &self.last_name {
            Some(last_name) => format!("{} {last_name}", self.first_name),
            None => self.first_name.clone(),
        }
    }
}

impl From<UserId> for ChatId {
    /// The person's private chat.
    fn from(user: UserId) -> Self {
        Self(user.0)
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ChatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
