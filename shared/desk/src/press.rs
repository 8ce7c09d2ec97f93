use locales::Language;
use telegram::CallbackData;

use crate::{Access, Grantable, Question};

/// What a button does. The only codec between buttons and callback data.
///
/// A button that changes state carries the step it belongs to, because the same button pressed
/// again after a reconnect comes as a new update.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Press {
    /// Opens a place of the menu.
    Menu(MenuItem),
    /// Chooses a language. Choosing it again changes nothing.
    Language(Language),
    /// Leaves a form, if it still is at that question.
    CancelForm {
        /// The form's id.
        form: i64,
        /// The question under which the button stands.
        question: Question,
    },
    /// Decides a request to join the staff.
    Decide {
        /// Who asked.
        user: i64,
        /// The request's serial: a later request has another one.
        serial: i64,
        /// What is decided.
        decision: Decision,
    },
}

/// A place of the menu.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MenuItem {
    /// The menu itself.
    Top,
    /// What the bot can do.
    Help,
    /// The choice of languages.
    Language,
    /// The form of somebody who asks to join the staff.
    Join,
}

/// What can be decided about a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Decision {
    /// The person gets this role.
    Grant(Grantable),
    /// The person gets none, and may ask again.
    Reject,
}

impl Press {
    /// The callback data of the button.
    #[must_use]
    pub fn data(self) -> CallbackData {
        let text = match self {
            Self::Menu(item) => format!("m:{}", item.letter()),
            Self::Language(language) => format!("l:{}", language.code()),
            Self::CancelForm { form, question } => format!("x:{form}:{}", question.letter()),
            Self::Decide {
                user,
                serial,
                decision,
            } => format!("d:{user}:{serial}:{}", decision.letter()),
        };
        CallbackData::try_new(text).expect("two numbers and a letter fit into 64 bytes")
    }

    /// What a button with that data does; `None` for data that no button of this build has.
    #[must_use]
    pub fn read(data: &str) -> Option<Self> {
        let mut parts = data.split(':');
        let kind = parts.next()?;
        let rest: Vec<&str> = parts.collect();
        match (kind, rest.as_slice()) {
            ("m", [item]) => MenuItem::of(item).map(Self::Menu),
            ("l", [code]) => Language::from_code(code).map(Self::Language),
            ("x", [form, question]) => Some(Self::CancelForm {
                form: form.parse().ok()?,
                question: Question::of(question)?,
            }),
            ("d", [user, serial, decision]) => Some(Self::Decide {
                user: user.parse().ok()?,
                serial: serial.parse().ok()?,
                decision: Decision::of(decision)?,
            }),
            _ => None,
        }
    }
}

impl Press {
    /// Who may press it. Managers decide everything but who becomes a manager.
    pub(crate) fn access(self) -> Access {
        match self {
            Self::Menu(_) | Self::Language(_) | Self::CancelForm { .. } => Access::Everyone,
            Self::Decide {
                decision: Decision::Grant(Grantable::Manager),
                ..
            } => Access::Superadmins,
            Self::Decide { .. } => Access::Managers,
        }
    }
}

impl MenuItem {
    const ALL: [Self; 4] = [Self::Top, Self::Help, Self::Language, Self::Join];

    fn letter(self) -> &'static str {
        match self {
            Self::Top => "m",
            Self::Help => "h",
            Self::Language => "l",
            Self::Join => "j",
        }
    }

    fn of(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.letter() == letter)
    }
}

impl Decision {
    fn letter(self) -> &'static str {
        match self {
            Self::Grant(Grantable::Master) => "m",
            Self::Grant(Grantable::Technician) => "t",
            Self::Grant(Grantable::Manager) => "g",
            Self::Grant(Grantable::Inspector) => "i",
            Self::Reject => "r",
        }
    }

    fn of(letter: &str) -> Option<Self> {
        let grants = Grantable::ALL.map(Self::Grant);
        grants
            .into_iter()
            .chain([Self::Reject])
            .find(|decision| decision.letter() == letter)
    }
}

impl Question {
    fn letter(self) -> &'static str {
        match self {
            Self::FirstName => "f",
            Self::LastName => "l",
            Self::Phone => "p",
        }
    }

    fn of(letter: &str) -> Option<Self> {
        [Self::FirstName, Self::LastName, Self::Phone]
            .into_iter()
            .find(|question| question.letter() == letter)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_press() -> impl Strategy<Value = Press> {
        let item = prop::sample::select(MenuItem::ALL.to_vec()).prop_map(Press::Menu);
        let language = prop::sample::select(Language::ALL.to_vec()).prop_map(Press::Language);
        let questions = vec![Question::FirstName, Question::LastName, Question::Phone];
        let cancel = (any::<i64>(), prop::sample::select(questions))
            .prop_map(|(form, question)| Press::CancelForm { form, question });
        let mut decisions: Vec<_> = Grantable::ALL.map(Decision::Grant).to_vec();
        decisions.push(Decision::Reject);
        let decide = (any::<i64>(), any::<i64>(), prop::sample::select(decisions)).prop_map(
            |(user, serial, decision)| Press::Decide {
                user,
                serial,
                decision,
            },
        );
        prop_oneof![item, language, cancel, decide]
    }

    proptest! {
        #[test]
        fn a_button_reads_back_as_made(press in any_press()) {
            prop_assert_eq!(Press::read(press.data().as_str()), Some(press));
        }

        #[test]
        fn any_data_is_read_without_panic(data in "\\PC{0,70}|[mlxd](:[a-z0-9-]{0,22}){0,5}") {
            if let Some(press) = Press::read(&data) {
                prop_assert!(press.data().as_str().len() <= 64);
            }
        }
    }
}
