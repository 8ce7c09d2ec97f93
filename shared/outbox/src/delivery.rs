use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

/// Whether and when notices reach a person.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Delivery {
    /// The Telegram user id.
    pub person: i64,
    /// The person has blocked the bot or is gone; cleared by their next message.
    #[serde(default)]
    pub unreachable: bool,
    /// Telegram takes nothing for this chat before this instant (429).
    #[serde(default)]
    pub hold_until: Option<Timestamp>,
}

impl Delivery {
    /// Somebody of whom nothing is known to be in the way.
    #[must_use]
    pub fn open(person: i64) -> Self {
        Self {
            person,
            unreachable: false,
            hold_until: None,
        }
    }
}

impl Record for Delivery {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::delivery(self.person)
    }
}
