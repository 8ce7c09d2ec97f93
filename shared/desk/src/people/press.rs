use store::Turn;

use super::Word;
use crate::{Access, Role};

/// What a button among the people does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Press {
    /// Asks whom to look for.
    Ask,
    /// Turns to a page of the people who are found by this word.
    Find(Word, Turned),
    /// Shows a person's card.
    Card(i64),
    /// Turns to a page of what was changed about a person.
    History(i64, Turned),
    /// Changes what a person may do, if nothing has changed since the card was shown.
    Change {
        /// Whom: Telegram user id.
        user: i64,
        /// The profile's serial, as the card showed it.
        serial: i64,
        /// What is changed.
        change: Change,
    },
    /// Ends the search, if it is still that one.
    Close(i64),
}

/// A turn of a list whose cursor fits into a button.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Turned(String);

/// What can be changed about a person.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Change {
    /// The person gets a role.
    Grant(Role),
    /// The person loses a role.
    Take(Role),
    /// The person is shut out.
    Deactivate,
    /// The person is let in again.
    Reactivate,
    /// The person may have more than one booking ahead.
    Lift,
    /// The person may have one booking ahead, as everybody.
    Bind,
}

impl Turned {
    /// The most bytes of a turn with its direction: what a word and a user id leave of a button.
    const LIMIT: usize = Word::LIMIT + 22;

    /// The turn that a page has given; the first one, where it is too long for a button.
    #[must_use]
    pub fn of(turn: &Turn) -> Self {
        Self::read(&turn.to_string()).unwrap_or_default()
    }

    /// The turn itself.
    #[must_use]
    pub fn turn(&self) -> Turn {
        Turn::parse(&self.0).unwrap_or_default()
    }

    fn read(text: &str) -> Option<Self> {
        let fits = text.len() <= Self::LIMIT && Turn::parse(text).is_ok();
        fits.then(|| Self(text.to_owned()))
    }
}

impl Press {
    /// What stands in a button's data, after the letter of this capability.
    pub(crate) fn code(&self) -> String {
        match self {
            Self::Ask => "q".to_owned(),
            Self::Find(word, turn) => format!("f:{word}:{}", turn.0),
            Self::Card(user) => format!("c:{user}"),
            Self::History(user, turn) => format!("h:{user}:{}", turn.0),
            Self::Change {
                user,
                serial,
                change,
            } => format!("{}:{user}:{serial}", change.code()),
            Self::Close(form) => format!("x:{form}"),
        }
    }

    /// What a button with that data does.
    pub(crate) fn read(code: &str) -> Option<Self> {
        let (kind, rest) = code.split_once(':').unwrap_or((code, ""));
        match kind {
            "q" if rest.is_empty() => Some(Self::Ask),
            "f" => {
                let (word, turn) = rest.split_once(':')?;
                let word = Word::parse(word).ok()?;
                let turn = Turned::read(turn)?;
                let fits = word.as_str().len() + turn.0.len() <= Turned::LIMIT;
                fits.then_some(Self::Find(word, turn))
            }
            "c" => rest.parse().ok().map(Self::Card),
            "h" => {
                let (user, turn) = rest.split_once(':')?;
                let turn = Turned::read(turn).filter(|turn| turn.0.len() <= 40)?;
                Some(Self::History(user.parse().ok()?, turn))
            }
            "x" => rest.parse().ok().map(Self::Close),
            kind => {
                let (user, serial) = rest.split_once(':')?;
                Some(Self::Change {
                    user: user.parse().ok()?,
                    serial: serial.parse().ok()?,
                    change: Change::read(kind)?,
                })
            }
        }
    }

    /// Who may press it.
    pub(crate) fn access(&self) -> Access {
        match self {
            Self::Change { change, .. } => change.access(),
            Self::Ask | Self::Find(..) | Self::Card(_) | Self::History(..) | Self::Close(_) => {
                Access::Managers
            }
        }
    }
}

impl Change {
    fn code(self) -> String {
        match self {
            Self::Grant(role) => format!("g{}", role.letter()),
            Self::Take(role) => format!("t{}", role.letter()),
            Self::Deactivate => "d".to_owned(),
            Self::Reactivate => "r".to_owned(),
            Self::Lift => "l".to_owned(),
            Self::Bind => "b".to_owned(),
        }
    }

    fn read(code: &str) -> Option<Self> {
        match (code.get(..1)?, code.get(1..)?) {
            ("g", role) => Role::of_letter(role).map(Self::Grant),
            ("t", role) => Role::of_letter(role).map(Self::Take),
            ("d", "") => Some(Self::Deactivate),
            ("r", "") => Some(Self::Reactivate),
            ("l", "") => Some(Self::Lift),
            ("b", "") => Some(Self::Bind),
            _ => None,
        }
    }

    /// Who may do it at all; whom they may do it to is another question.
    pub(crate) fn access(self) -> Access {
        match self {
            Self::Grant(role) | Self::Take(role) => role.giver(),
            Self::Deactivate | Self::Reactivate | Self::Lift | Self::Bind => Access::Managers,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_turn() -> impl Strategy<Value = Turned> {
        let cursor = "[0-9]{13}#[0-9]{1,16}-[0-9]";
        let turn = prop_oneof![
            Just(String::new()),
            cursor.prop_map(|rest| format!(">{rest}"))
        ];
        turn.prop_map(Turned)
    }

    /// A word, and a cursor that goes on from it.
    fn any_place() -> impl Strategy<Value = (Word, Turned)> {
        let words = "[а-яa-z]{1,40}".prop_filter_map("a word", |text| Word::of_name(&text).ok());
        (words, any::<i64>(), any::<prop::sample::Index>()).prop_map(|(word, user, cut)| {
            let letters: Vec<char> = word.as_str().chars().collect();
            let typed: String = letters[..=cut.index(letters.len())].iter().collect();
            let rest = &word.as_str()[typed.len()..];
            let turn = Turned(format!("<{rest}#{user}"));
            (Word::of_name(&typed).unwrap(), turn)
        })
    }

    fn any_press() -> impl Strategy<Value = Press> {
        let mut changes = vec![
            Change::Deactivate,
            Change::Reactivate,
            Change::Lift,
            Change::Bind,
        ];
        changes.extend(Role::ALL.map(Change::Grant));
        changes.extend(Role::ALL.map(Change::Take));
        let change = (any::<i64>(), any::<i64>(), prop::sample::select(changes));
        prop_oneof![
            Just(Press::Ask),
            any_place().prop_map(|(word, turn)| Press::Find(word, turn)),
            any::<i64>().prop_map(Press::Card),
            (any::<i64>(), any_turn()).prop_map(|(user, turn)| Press::History(user, turn)),
            change.prop_map(|(user, serial, change)| Press::Change {
                user,
                serial,
                change
            }),
            any::<i64>().prop_map(Press::Close),
        ]
    }

    proptest! {
        #[test]
        fn a_button_reads_back_as_made(press in any_press()) {
            let data = crate::Press::People(press.clone()).data();
            prop_assert_eq!(crate::Press::read(data.as_str()), Some(crate::Press::People(press)));
        }

        #[test]
        fn any_data_is_read_without_panic(data in "\\PC{0,62}|[qfchgtdrlbx][mgtis]?(:[@a-zя0-9<>#-]{0,30}){0,3}") {
            if let Some(press) = Press::read(&data) {
                prop_assert!(crate::Press::People(press).data().as_str().len() <= 64);
            }
        }
    }
}
