pub(crate) mod pen;
mod render;

use locales::Language;
use serde::{Deserialize, Serialize};

use crate::{
    Access, Grantable, Grants, Role, booking, broadcasts, hours, inbox, invitations, people,
    privacy, schedule, settings, shop,
};

/// What a person sees, as data. Stored as the reply to an update: tags are short and never
/// change their meaning.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// The greeting, with the menu.
    #[serde(rename = "gr")]
    Greeting {
        /// What the person is called.
        #[serde(rename = "n")]
        name: String,
    },
    /// The menu alone.
    #[serde(rename = "me")]
    Menu,
    /// A screen with the menu, as somebody sees it who has roles.
    #[serde(rename = "st")]
    ForStaff {
        /// The screen.
        #[serde(rename = "s")]
        screen: Box<Screen>,
        /// The roles.
        #[serde(rename = "r")]
        roles: Vec<Role>,
    },
    /// The commands that somebody may use, with what they do.
    #[serde(rename = "hl")]
    Help {
        /// The person's roles.
        #[serde(rename = "r")]
        roles: Vec<Role>,
        /// Whether the person is shut out.
        #[serde(rename = "d", default, skip_serializing_if = "std::ops::Not::not")]
        deactivated: bool,
    },
    /// The own account.
    #[serde(rename = "ow")]
    Me {
        /// What the person is called.
        #[serde(rename = "n")]
        name: String,
        /// The roles.
        #[serde(rename = "r")]
        roles: Vec<Role>,
        /// The language that is spoken.
        #[serde(rename = "l")]
        language: Language,
        /// The next bookings, the soonest first.
        #[serde(rename = "b", default, skip_serializing_if = "Vec::is_empty")]
        bookings: Vec<booking::Glance>,
    },
    /// The shop's editor.
    #[serde(rename = "sh")]
    Shop(Box<shop::Screen>),
    /// A master's calendar.
    #[serde(rename = "sc")]
    Schedule(Box<schedule::Screen>),
    /// A master's hours.
    #[serde(rename = "ho")]
    Hours(Box<hours::Screen>),
    /// Booking, for clients.
    #[serde(rename = "bk")]
    Booking(Box<booking::Screen>),
    /// The inbox.
    #[serde(rename = "ib")]
    Inbox(Box<inbox::Screen>),
    /// The settings.
    #[serde(rename = "se")]
    Settings(Box<settings::Screen>),
    /// Of broadcasts.
    #[serde(rename = "bc")]
    Broadcasts(Box<broadcasts::Screen>),
    /// Among the people.
    #[serde(rename = "pe")]
    People(people::Screen),
    /// Of being forgotten.
    #[serde(rename = "pr")]
    Privacy(privacy::Screen),
    /// Of the invitations.
    #[serde(rename = "in")]
    Invitations(invitations::Screen),
    /// The person is shut out.
    #[serde(rename = "da")]
    Deactivated,
    /// A text outside a form.
    #[serde(rename = "hi")]
    Hint,
    /// A command that does not exist.
    #[serde(rename = "uc")]
    UnknownCommand,
    /// The languages to choose from.
    #[serde(rename = "lc")]
    LanguageChoice,
    /// The language is chosen; said in that language.
    #[serde(rename = "ls")]
    LanguageSet(Language),
    /// How to type the command.
    #[serde(rename = "lu")]
    LanguageUsage,
    /// The form is closed.
    #[serde(rename = "ca")]
    Cancelled,
    /// No form was open.
    #[serde(rename = "nc")]
    NothingToCancel,
    /// A question of the form, after what was wrong with the last answer.
    #[serde(rename = "as")]
    Ask {
        /// The form's id, for its buttons.
        #[serde(rename = "f")]
        form: i64,
        /// What is asked.
        #[serde(rename = "q")]
        question: Question,
        /// What was wrong with the last answer.
        #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
        trouble: Option<Trouble>,
    },
    /// The request is on its way.
    #[serde(rename = "rs")]
    RequestSent,
    /// A request with its decision.
    #[serde(rename = "de")]
    Decided {
        /// The name that was given.
        #[serde(rename = "n")]
        name: String,
        /// The phone number.
        #[serde(rename = "p")]
        phone: String,
        /// The decision.
        #[serde(rename = "a")]
        answered: Answered,
    },
    /// A request for which several roles are being chosen. Only looked at, and never kept.
    #[serde(rename = "ch")]
    ChooseRoles {
        /// Who asks.
        #[serde(rename = "u")]
        user: i64,
        /// The request's serial.
        #[serde(rename = "s")]
        serial: i64,
        /// The name that was given.
        #[serde(rename = "n")]
        name: String,
        /// The phone number.
        #[serde(rename = "p")]
        phone: String,
        /// The roles so far.
        #[serde(rename = "r")]
        chosen: Grants,
    },
    /// Somebody else was faster.
    #[serde(rename = "ad")]
    AlreadyDecided {
        /// What that person is called.
        #[serde(rename = "b")]
        by: String,
    },
    /// The request was replaced by a newer one.
    #[serde(rename = "nr")]
    NewerRequest,
    /// This is for those who run the staff.
    #[serde(rename = "na")]
    NotAllowed,
    /// This is for masters.
    #[serde(rename = "mo")]
    MastersOnly,
    /// This is for superadmins.
    #[serde(rename = "so")]
    SuperadminsOnly,
    /// The open form is for these, and the person is none of them any more: it is closed.
    #[serde(rename = "fc")]
    FormClosed(Access),
    /// What was asked for is for private chats alone.
    #[serde(rename = "po")]
    PrivateOnly,
    /// The button belongs to an earlier step, to somebody else, or to no screen of ours.
    #[serde(rename = "sb")]
    StaleButton,
    /// Something is wrong on our side.
    #[serde(rename = "ap")]
    Apology,
    /// Too many changes; so many seconds to wait.
    #[serde(rename = "sd")]
    SlowDown(u32),
    /// The open form was a newer build's and is closed.
    #[serde(rename = "re")]
    Reset,
    /// It was done before.
    #[serde(rename = "dn")]
    AlreadyDone,
    /// Edited messages are not read.
    #[serde(rename = "ed")]
    Edited,
}

/// A question of the form.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Question {
    /// The first name.
    #[serde(rename = "f")]
    FirstName,
    /// The last name.
    #[serde(rename = "l")]
    LastName,
    /// The phone number.
    #[serde(rename = "p")]
    Phone,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Trouble {
    /// No text at all: a photo, a sticker.
    #[serde(rename = "t")]
    NotAText,
    /// Fewer than two characters.
    #[serde(rename = "s")]
    NameTooShort,
    /// More than 64 characters.
    #[serde(rename = "l")]
    NameTooLong,
    /// Characters that no name has.
    #[serde(rename = "n")]
    NotAName,
    /// No phone number.
    #[serde(rename = "p")]
    NotAPhone,
    /// Somebody else's contact.
    #[serde(rename = "f")]
    ForeignContact,
    /// Another account uses the number.
    #[serde(rename = "u")]
    PhoneTaken,
}

/// A decision as it is shown.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Answered {
    /// The role that was given; `None` when the request was rejected.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Grantable>,
    /// Further ones.
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Grantable>,
    /// What the person who decided is called.
    #[serde(rename = "b")]
    pub by: String,
}

#[cfg(test)]
pub(crate) mod fits;
#[cfg(test)]
mod longest;
#[cfg(test)]
mod tests;
