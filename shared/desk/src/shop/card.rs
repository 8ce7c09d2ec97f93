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

    /// Names this state of the card in a button.
    pub(crate) fn stamp(&self) -> u64 {
        stamp(self.master, self.edits)
    }
}

impl Record for Card {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::master_terms(self.master)
    }
}

/// What a button names of a master's record: whose it is, and how often it was changed. So a
/// button that somebody else presses fits no record of theirs.
pub(super) fn stamp(master: i64, edits: u64) -> u64 {
    master
        .unsigned_abs()
        .wrapping_shl(STAMP_BITS)
        .wrapping_add(edits)
}

/// Room for a million changes; Telegram's ids have at most 52 bits
/// (<https://core.telegram.org/bots/api#user>), of which the lowest 44 are kept.
const STAMP_BITS: u32 = 20;
