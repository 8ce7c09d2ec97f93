use std::fmt;

use crate::{Key, Record};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A row by which something is found that a person has left outside of their own items, so that
/// it can be erased with them.
///
/// It is written where that thing is born, in the same transaction, and only for rare things: the
/// ordinary update writes none. It says where to look and no more.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Trace {
    /// Whose it is: Telegram user id.
    pub user: i64,
    /// What was left.
    pub left: Left,
    /// When that expires by itself, if it does: the row goes with it. Kept as the item's `ttl`
    /// alone, so a row that was read has none.
    #[serde(skip)]
    pub until: Option<Timestamp>,
}

/// What a person has left. As text it is `<kind>#<what>`, the row's sort key.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(from = "String", into = "String")]
pub enum Left {
    /// A parked update, by its id.
    Parked(i64),
    /// What was said in a group, by the chat's id.
    Group(i64),
    /// Something of the business's, by a text that the business can read; or a kind that a later
    /// build has left.
    Other(String),
}

impl Trace {
    /// The row of something that stays until it is erased.
    #[must_use]
    pub fn new(user: i64, left: Left) -> Self {
        Self {
            user,
            left,
            until: None,
        }
    }

    /// The same row of something that expires by itself at that instant.
    #[must_use]
    pub fn until(self, end: Timestamp) -> Self {
        Self {
            until: Some(end),
            ..self
        }
    }
}

impl Record for Trace {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::trace(self.user, &self.left.to_string())
    }

    fn expires(&self) -> Option<Timestamp> {
        self.until
    }
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parked(update_id) => write!(f, "parked#{update_id}"),
            Self::Group(chat) => write!(f, "group#{chat}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl From<Left> for String {
    fn from(left: Left) -> Self {
        left.to_string()
    }
}

impl From<String> for Left {
    fn from(text: String) -> Self {
        let known = match text.split_once('#') {
            Some(("parked", id)) => id.parse().ok().map(Self::Parked),
            Some(("group", chat)) => chat.parse().ok().map(Self::Group),
            _ => None,
        };
        known.unwrap_or(Self::Other(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_reads_back_as_written() {
        let other = Left::Other("words#42#1800000000#300".into());
        for left in [Left::Parked(7), Left::Group(-500), other] {
            assert_eq!(Left::from(left.to_string()), left);
        }
    }

    #[test]
    fn a_kind_of_tomorrow_is_kept_as_it_is() {
        for text in ["voice#7", "parked#x", "group#", "", "parked"] {
            assert_eq!(Left::from(text.to_owned()), Left::Other(text.into()));
        }
    }

    /// The layout of the first build that left traces; it stays readable.
    #[test]
    fn the_first_layout_stays_readable() {
        let stored = r#"{"user":42,"left":"parked#101"}"#;
        let trace: Trace = serde_json::from_str(stored).unwrap();
        assert_eq!(trace.left, Left::Parked(101));
        assert_eq!(trace.key(), Key::trace(42, "parked#101"));
        assert_eq!(serde_json::to_string(&trace).unwrap(), stored);
        let until = Timestamp::from_second(1_800_000_000).unwrap();
        assert_eq!(trace.until(until).expires(), Some(until));
    }
}
