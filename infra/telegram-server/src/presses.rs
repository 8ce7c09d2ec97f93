//! What becomes of presses.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::world::Press;
use crate::{ChatId, Telegram, UserId};

/// A press that the bot has not answered: its button glows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPress {
    /// The id of the callback query.
    pub id: String,
    /// Where the button is.
    pub chat: ChatId,
    /// The message that it is below.
    pub message_id: i64,
    /// What the button sends.
    pub data: String,
    /// When it was pressed. After 150 s the bot cannot answer any more.
    pub at: Timestamp,
}

/// What the bot said to a press.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct CallbackAnswer {
    /// The text; empty when the button just stops glowing.
    pub text: String,
    /// Whether it is a dialog that must be closed, and not a passing line.
    pub is_alert: bool,
}

impl Telegram {
    /// The last answer to a press of a person.
    #[must_use]
    pub fn last_answer(&self, user: UserId) -> Option<CallbackAnswer> {
        self.look(|world| {
            let theirs = world.presses.values().filter(|press| press.user == user);
            let answered = theirs.filter(|press| press.answer.is_some());
            answered.max_by_key(|press| press.number)?.answer.clone()
        })
    }

    /// The answer to a press, by the id of its callback query; none while there is none.
    #[must_use]
    pub fn answer_to(&self, press: &str) -> Option<CallbackAnswer> {
        self.look(|world| world.presses.get(press)?.answer.clone())
    }

    /// How many presses of a person still wait for an answer: their buttons glow.
    #[must_use]
    pub fn open_presses(&self, user: UserId) -> usize {
        self.open_presses_of(user).len()
    }

    /// The presses of a person that still wait for an answer, in the order of pressing.
    #[must_use]
    pub fn open_presses_of(&self, user: UserId) -> Vec<OpenPress> {
        self.look(|world| {
            let theirs = world.presses.iter().filter(|(_, press)| press.user == user);
            let mut open: Vec<_> = theirs.filter(|(_, press)| press.answer.is_none()).collect();
            open.sort_by_key(|(_, press)| press.number);
            open.into_iter().map(|(id, press)| press.open(id)).collect()
        })
    }
}

impl Press {
    fn open(&self, id: &str) -> OpenPress {
        OpenPress {
            id: id.to_owned(),
            chat: self.chat,
            message_id: self.message_id,
            data: self.data.clone(),
            at: self.at,
        }
    }
}
