use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a lane waits at least when the trouble is not one person's.
pub(crate) const SHORTEST: SignedDuration = SignedDuration::from_secs(60);

/// And at most, unless Telegram has said so.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);

/// After so long nobody's innocence is taken for granted any more: what few chats do can look like
/// everybody's trouble where they are the last ones of a lane.
const EXCUSED_FOR: SignedDuration = SignedDuration::from_hours(1);

/// Whose trouble it is that Telegram does not take a lane's messages, or does not answer.
///
/// Telegram's refusals look the same whether they mean one chat or the whole bot. One person in
/// trouble is put off. When another one meets it, too, it is everybody's, until Telegram has
/// given anybody a definite answer.
///
/// As it is stored: null, the person's id, or the negative epoch seconds since when it has been
/// everybody's.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(from = "Option<i64>", into = "Option<i64>")]
pub enum Trouble {
    /// The last answer was a definite one: sent, or refused for good.
    #[default]
    Nobody,
    /// Of this person, by Telegram user id.
    One(i64),
    /// Of the whole bot, since then in epoch seconds; positive.
    All(i64),
}

impl Trouble {
    /// Whose it is now that this person has met it.
    pub(crate) fn met_by(self, user: i64, now: Timestamp) -> Self {
        match self {
            Self::Nobody => Self::One(user),
            Self::One(before) if before != user => Self::All(now.as_second().max(1)),
            Self::One(_) | Self::All(_) => self,
        }
    }

    /// Whether a send that was not taken counts as an attempt of that person's.
    pub(crate) fn is_an_attempt(self, now: Timestamp) -> bool {
        self.lasts(now).is_none_or(|lasts| lasts > EXCUSED_FOR)
    }

    /// How long nobody is to be asked: as long as it has been everybody's.
    pub(crate) fn pause(self, now: Timestamp) -> SignedDuration {
        let lasts = self.lasts(now).unwrap_or_default();
        lasts.clamp(SHORTEST, LONGEST)
    }

    /// How long it has been everybody's, if it is.
    fn lasts(self, now: Timestamp) -> Option<SignedDuration> {
        match self {
            Self::Nobody | Self::One(_) => None,
            Self::All(since) => Some(SignedDuration::from_secs(now.as_second() - since)),
        }
    }
}

impl From<Option<i64>> for Trouble {
    fn from(stored: Option<i64>) -> Self {
        match stored {
            None => Self::Nobody,
            Some(user) if user > 0 => Self::One(user),
            Some(since) => Self::All(since.saturating_neg()),
        }
    }
}

impl From<Trouble> for Option<i64> {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Nobody => None,
            Trouble::One(user) => Some(user),
            Trouble::All(since) => Some(-since),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_as_long_as_the_trouble_between_one_and_five_minutes() {
        let begun = Timestamp::from_second(1_800_000_000).unwrap();
        let trouble = Trouble::One(7).met_by(8, begun);
        let pause = |seconds| {
            let now = begun + SignedDuration::from_secs(seconds);
            trouble.met_by(9, now).pause(now).as_secs()
        };
        assert_eq!([0, 60, 150, 300, 9_000].map(pause), [60, 60, 150, 300, 300]);
    }

    #[test]
    fn everybodys_trouble_is_nobodys_attempt_for_an_hour() {
        let begun = Timestamp::from_second(1_800_000_000).unwrap();
        let all = Trouble::One(7).met_by(8, begun);
        assert!(Trouble::One(7).is_an_attempt(begun));
        assert!(!all.is_an_attempt(begun + EXCUSED_FOR));
        assert!(all.is_an_attempt(begun + EXCUSED_FOR + SignedDuration::from_secs(1)));
    }

    #[test]
    fn it_is_stored_as_a_number() {
        for (trouble, stored) in [
            (Trouble::Nobody, "null"),
            (Trouble::One(42), "42"),
            (Trouble::All(1_800_000_000), "-1800000000"),
        ] {
            assert_eq!(serde_json::to_string(&trouble).unwrap(), stored);
            assert_eq!(serde_json::from_str::<Trouble>(stored).unwrap(), trouble);
        }
    }
}
