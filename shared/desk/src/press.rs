use locales::Language;
use telegram::CallbackData;

use crate::{
    Access, Dialogue, Grantable, Grants, Question, booking, broadcasts, inbox, invitations, people,
    schedule, settings, shop,
};

/// What a button does. The only codec between buttons and callback data.
///
/// A button that changes state carries the step it belongs to, because the same button pressed
/// again after a reconnect comes as a new update.
#[derive(Clone, Debug, Eq, PartialEq)]
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
    /// A button of booking.
    Booking(booking::Press),
    /// A button among the people.
    People(people::Press),
    /// Erases what is known of the sender, since that time in milliseconds.
    Forget(i64),
    /// A button of the inbox.
    Inbox(inbox::Press),
    /// A button of the settings.
    Settings(settings::Press),
    /// A button of the invitations.
    Invitations(invitations::Press),
    /// A button of the broadcasts.
    Broadcasts(broadcasts::Press),
    /// A button of the shop's editor.
    Shop(shop::Press),
    /// A button of a master's calendar.
    Schedule(schedule::Press),
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
    /// The person gets all of these roles.
    GrantAll(Grants),
    /// Nothing yet: these roles are chosen so far.
    Choose(Grants),
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
            } => format!("d:{user}:{serial}:{}", decision.code()),
            Self::Booking(press) => return press.data(),
            Self::Shop(press) => format!("s:{}", press.data()),
            Self::Schedule(press) => format!("t:{}", press.data()),
            Self::People(press) => format!("p:{}", press.code()),
            Self::Inbox(press) => format!("n:{}", press.code()),
            Self::Settings(press) => format!("c:{}", press.code()),
            Self::Forget(since) => format!("f:{since}"),
            Self::Invitations(press) => format!("i:{}", press.code()),
            Self::Broadcasts(press) => format!("a:{}", press.code()),
        };
        CallbackData::try_new(text).expect("two numbers and a letter fit into 64 bytes")
    }

    /// What a button with that data does; `None` for data that no button of this build has.
    #[must_use]
    pub fn read(data: &str) -> Option<Self> {
        if let Some(rest) = data.strip_prefix(booking::Press::PREFIX) {
            return booking::Press::read(rest).map(Self::Booking);
        }
        if let Some(code) = data.strip_prefix("p:") {
            return people::Press::read(code).map(Self::People);
        }
        if let Some(code) = data.strip_prefix("i:") {
            return invitations::Press::read(code).map(Self::Invitations);
        }
        if let Some(code) = data.strip_prefix("n:") {
            return inbox::Press::read(code).map(Self::Inbox);
        }
        let mut parts = data.split(':');
        let kind = parts.next()?;
        let rest: Vec<&str> = parts.collect();
        match (kind, rest.as_slice()) {
            ("s", rest) => shop::Press::read(rest).map(Self::Shop),
            ("t", rest) => schedule::Press::read(rest).map(Self::Schedule),
            ("c", rest) => settings::Press::read(rest).map(Self::Settings),
            ("a", rest) => broadcasts::Press::read(rest).map(Self::Broadcasts),
            ("m", [item]) => MenuItem::of(item).map(Self::Menu),
            ("l", [code]) => Language::from_code(code).map(Self::Language),
            ("x", [form, question]) => Some(Self::CancelForm {
                form: form.parse().ok()?,
                question: Question::of(question)?,
            }),
            ("f", [since]) => since.parse().ok().map(Self::Forget),
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
            Self::Menu(MenuItem::Top | MenuItem::Help | MenuItem::Language)
            | Self::Language(_)
            | Self::Forget(_) => Access::Anybody,
            Self::Menu(MenuItem::Join)
            | Self::CancelForm { .. }
            | Self::Booking(_)
            | Self::Inbox(_)
            | Self::Settings(_) => Access::Everyone,
            Self::People(press) => press.access(),
            Self::Invitations(press) => press.access(),
            Self::Schedule(_) => Access::Masters,
            Self::Broadcasts(_)
            | Self::Decide {
                decision: Decision::Grant(Grantable::Manager),
                ..
            } => Access::Superadmins,
            Self::Decide {
                decision: Decision::GrantAll(roles),
                ..
            } if roles.has(Grantable::Manager) => Access::Superadmins,
            Self::Decide { .. } | Self::Shop(_) => Access::Managers,
        }
    }
}

impl Press {
    /// Whether it shows what is nobody else's business, and so is for private chats alone.
    pub(crate) fn is_personal(&self) -> bool {
        match self {
            Self::Menu(_) | Self::Language(_) | Self::CancelForm { .. } | Self::Decide { .. } => {
                false
            }
            Self::Booking(_)
            | Self::Inbox(_)
            | Self::Settings(_)
            | Self::People(_)
            | Self::Forget(_)
            | Self::Invitations(_)
            | Self::Broadcasts(_)
            | Self::Shop(_)
            | Self::Schedule(_) => true,
        }
    }
}

impl Press {
    /// Whether somebody who presses it has left the question that is open: a text of theirs is no
    /// answer to it any more. Buttons of forms and of requests have not, nor have those who look
    /// around; a search for people goes on among the people.
    pub(crate) fn leaves(&self, open: &Dialogue) -> bool {
        match self {
            Self::Menu(MenuItem::Top) => !matches!(open, Dialogue::Join(_)),
            Self::Menu(MenuItem::Help | MenuItem::Language | MenuItem::Join)
            | Self::Language(_)
            | Self::CancelForm { .. }
            | Self::Decide { .. }
            | Self::Shop(shop::Press::Form(..))
            | Self::Schedule(schedule::Press::Form(..)) => false,
            Self::People(_) => !matches!(open, Dialogue::People(_)),
            Self::Broadcasts(press) => press.leaves(open),
            Self::Booking(_)
            | Self::Inbox(_)
            | Self::Settings(_)
            | Self::Forget(_)
            | Self::Invitations(_)
            | Self::Shop(_)
            | Self::Schedule(_) => true,
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
    fn code(self) -> String {
        match self {
            Self::GrantAll(roles) => format!("a{}", roles.bits()),
            Self::Choose(roles) => format!("c{}", roles.bits()),
            Self::Grant(_) | Self::Reject => self.letter().to_owned(),
        }
    }

    fn letter(self) -> &'static str {
        match self {
            Self::GrantAll(_) | Self::Choose(_) => "",
            Self::Grant(Grantable::Master) => "m",
            Self::Grant(Grantable::Technician) => "t",
            Self::Grant(Grantable::Manager) => "g",
            Self::Grant(Grantable::Inspector) => "i",
            Self::Reject => "r",
        }
    }

    fn of(letter: &str) -> Option<Self> {
        let roles = |bits: &str| Grants::of_bits(bits.parse().ok()?);
        if let Some(bits) = letter.strip_prefix('a') {
            return roles(bits).map(Self::GrantAll);
        }
        if let Some(bits) = letter.strip_prefix('c') {
            return roles(bits).map(Self::Choose);
        }
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
        for bits in 0..16 {
            let roles = Grants::of_bits(bits).unwrap();
            decisions.extend([Decision::GrantAll(roles), Decision::Choose(roles)]);
        }
        let decide = (any::<i64>(), any::<i64>(), prop::sample::select(decisions)).prop_map(
            |(user, serial, decision)| Press::Decide {
                user,
                serial,
                decision,
            },
        );
        let forget = any::<i64>().prop_map(Press::Forget);
        prop_oneof![item, language, cancel, forget, decide]
    }

    proptest! {
        #[test]
        fn a_button_reads_back_as_made(press in any_press()) {
            prop_assert_eq!(Press::read(press.clone().data().as_str()), Some(press));
        }

        #[test]
        fn any_data_is_read_without_panic(data in "\\PC{0,70}|[mlxd](:[a-z0-9-]{0,22}){0,5}") {
            if let Some(press) = Press::read(&data) {
                prop_assert!(press.data().as_str().len() <= 64);
            }
        }
    }
}
