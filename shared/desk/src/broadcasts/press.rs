use broadcast::Audience;
use locales::Language;

use crate::{Dialogue, Role};

/// What a button of the broadcasts does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Press {
    /// Says whom the message is for, in the form with that id.
    To(i64, To),
    /// Leaves the form, if it is still that one.
    Leave(i64),
    /// Shows how far a broadcast is.
    Look(i64),
    /// Shows what it says.
    Read(i64),
    /// Asks whether to stop it.
    AskStop {
        /// Which one: the id of the update that made it.
        id: i64,
        /// Its run when the button was shown: a button of an earlier one changes nothing.
        run: u32,
    },
    /// Changes what becomes of it.
    Change {
        /// As in [`Press::AskStop`].
        id: i64,
        /// As in [`Press::AskStop`].
        run: u32,
        /// What is changed.
        act: Act,
    },
}

/// What can be done with a broadcast.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Act {
    /// It begins.
    Send,
    /// It is given up before it has begun.
    Cancel,
    /// It waits.
    Pause,
    /// It goes on.
    Resume,
    /// It ends where it is.
    Stop,
}

/// Whom a message is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum To {
    /// Everybody.
    Everyone,
    /// Who speaks a language.
    Language(Language),
    /// Who has a role.
    Role(Role),
}

impl Press {
    /// What stands in a button's data, after the letter of this capability.
    pub(crate) fn code(self) -> String {
        match self {
            Self::To(form, to) => format!("t:{form}:{}", to.code()),
            Self::Leave(form) => format!("x:{form}"),
            Self::Look(id) => format!("l:{id}"),
            Self::Read(id) => format!("w:{id}"),
            Self::AskStop { id, run } => format!("q:{id}:{run}"),
            Self::Change { id, run, act } => format!("{}:{id}:{run}", act.letter()),
        }
    }

    /// What a button with that data does.
    pub(crate) fn read(parts: &[&str]) -> Option<Self> {
        let id = parts.get(1)?.parse().ok()?;
        Some(match parts {
            ["t", _, to] => Self::To(id, To::read(to)?),
            ["x", _] => Self::Leave(id),
            ["l", _] => Self::Look(id),
            ["w", _] => Self::Read(id),
            ["q", _, run] => Self::AskStop {
                id,
                run: run.parse().ok()?,
            },
            [act, _, run] => Self::Change {
                id,
                run: run.parse().ok()?,
                act: Act::of(act)?,
            },
            _ => return None,
        })
    }

    /// Whether somebody who presses it has left the open question. Whoever only holds up another
    /// broadcast goes on with this one.
    pub(crate) fn leaves(self, open: &Dialogue) -> bool {
        match self {
            Self::To(..) | Self::Leave(_) => false,
            Self::Look(_) => true,
            Self::Read(_) | Self::AskStop { .. } | Self::Change { .. } => {
                !matches!(open, Dialogue::Broadcast(_))
            }
        }
    }
}

impl Act {
    /// All of them.
    pub(super) const ALL: [Self; 5] = [
        Self::Send,
        Self::Cancel,
        Self::Pause,
        Self::Resume,
        Self::Stop,
    ];

    fn letter(self) -> &'static str {
        match self {
            Self::Send => "g",
            Self::Cancel => "c",
            Self::Pause => "p",
            Self::Resume => "r",
            Self::Stop => "s",
        }
    }

    fn of(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.letter() == letter)
    }
}

impl To {
    fn code(self) -> String {
        match self {
            Self::Everyone => "e".to_owned(),
            Self::Language(language) => format!("l{}", language.code()),
            Self::Role(role) => format!("r{}", role.letter()),
        }
    }

    fn read(code: &str) -> Option<Self> {
        match (code.get(..1)?, code.get(1..)?) {
            ("e", "") => Some(Self::Everyone),
            ("l", code) => Language::from_code(code).map(Self::Language),
            ("r", letter) => Role::of_letter(letter).map(Self::Role),
            _ => None,
        }
    }
}

impl From<To> for Audience {
    fn from(to: To) -> Self {
        match to {
            To::Everyone => Self::Everyone,
            To::Language(language) => Self::Language(language),
            To::Role(role) => Self::Role(role.as_str().to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_press() -> impl Strategy<Value = Press> {
        let mut whom = vec![To::Everyone];
        whom.extend(Language::ALL.map(To::Language));
        whom.extend(Role::ALL.map(To::Role));
        let whom = (any::<i64>(), prop::sample::select(whom));
        let step = (any::<i64>(), any::<u32>());
        let acts = prop::sample::select(Act::ALL.to_vec());
        prop_oneof![
            whom.prop_map(|(form, to)| Press::To(form, to)),
            any::<i64>().prop_map(Press::Leave),
            any::<i64>().prop_map(Press::Look),
            any::<i64>().prop_map(Press::Read),
            step.prop_map(|(id, run)| Press::AskStop { id, run }),
            (step, acts).prop_map(|((id, run), act)| Press::Change { id, run, act }),
        ]
    }

    proptest! {
        #[test]
        fn a_button_reads_back_as_made(press in any_press()) {
            let data = crate::Press::Broadcasts(press).data();
            prop_assert_eq!(crate::Press::read(data.as_str()), Some(crate::Press::Broadcasts(press)));
        }

        #[test]
        fn any_data_is_read_without_panic(data in "\\PC{0,62}|[txlwqgcprs](:[a-zё0-9-]{0,22}){0,4}") {
            let parts: Vec<_> = data.split(':').collect();
            if let Some(press) = Press::read(&parts) {
                prop_assert!(crate::Press::Broadcasts(press).data().as_str().len() <= 64);
            }
        }
    }

    #[test]
    fn no_button_does_anything_else() {
        for odd in [
            "", "t:1", "t:1:l", "t:1:lde", "t:1:e1", "x", "x:1:2", "g:1", "g:1:-1", "z:1:1",
        ] {
            let parts: Vec<_> = odd.split(':').collect();
            assert_eq!(Press::read(&parts), None, "{odd}");
        }
    }
}
