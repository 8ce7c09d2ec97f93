use serde::{Deserialize, Serialize};

/// Whose trouble it is that Telegram does not take a lane's messages, or does not answer.
///
/// Telegram's refusals look the same whether they mean one chat or the whole bot. One person in
/// trouble is put off. When another one meets it, too, it is everybody's, until Telegram has
/// given anybody a definite answer.
///
/// As it is stored: null, the person's id, or 0, which is nobody's.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(from = "Option<i64>", into = "Option<i64>")]
pub enum Trouble {
    /// The last answer was a definite one: sent, or refused for good.
    #[default]
    Nobody,
    /// Of this person, by Telegram user id.
    One(i64),
    /// Of the whole bot.
    All,
}

impl Trouble {
    /// Whose it is now that this person has met it.
    pub(crate) fn met_by(self, user: i64) -> Self {
        match self {
            Self::Nobody => Self::One(user),
            Self::One(before) if before == user => self,
            Self::One(_) | Self::All => Self::All,
        }
    }
}

impl From<Option<i64>> for Trouble {
    fn from(stored: Option<i64>) -> Self {
        match stored {
            None => Self::Nobody,
            Some(0) => Self::All,
            Some(user) => Self::One(user),
        }
    }
}

impl From<Trouble> for Option<i64> {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Nobody => None,
            Trouble::One(user) => Some(user),
            Trouble::All => Some(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_stored_as_a_number() {
        for (trouble, stored) in [
            (Trouble::Nobody, "null"),
            (Trouble::One(42), "42"),
            (Trouble::All, "0"),
        ] {
            assert_eq!(serde_json::to_string(&trouble).unwrap(), stored);
            assert_eq!(serde_json::from_str::<Trouble>(stored).unwrap(), trouble);
        }
    }
}
