use diary::Terms;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

/// A master's terms: working hours and lunch, under one version.
///
/// Somebody without a card works by the usual terms.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Card {
    /// The master: Telegram user id.
    pub master: i64,
    /// How often it was changed: a button of the hours names the state under which it stands.
    #[serde(default)]
    pub edits: u64,
    /// When they work.
    #[serde(flatten)]
    pub terms: Terms,
}

impl Card {
    /// The card of a master who has not changed anything.
    #[must_use]
    pub fn usual(master: i64) -> Self {
        Self {
            master,
            edits: 0,
            terms: Terms::default(),
        }
    }
}

impl Record for Card {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::master_terms(self.master)
    }
}
