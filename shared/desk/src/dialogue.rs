use serde::{Deserialize, Serialize};

use crate::{Access, PersonName, Question, booking, broadcasts, people, schedule, shop};

/// Where a conversation stands. Stored: tags are short and never change their meaning.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum Dialogue {
    /// No form is open.
    #[default]
    #[serde(rename = "-")]
    Idle,
    /// The form of somebody who asks to join the staff.
    #[serde(rename = "j")]
    Join(JoinForm),
    /// Why a booking shall be cancelled.
    #[serde(rename = "b")]
    Booking(booking::Form),
    /// A search for people.
    #[serde(rename = "p")]
    People(people::Form),
    /// What is typed in the shop's editor.
    #[serde(rename = "s")]
    Shop(shop::Form),
    /// What shall be sent to everybody.
    #[serde(rename = "a")]
    Broadcast(broadcasts::Form),
    /// What is typed in a master's calendar.
    #[serde(rename = "m")]
    Schedule(schedule::Form),
}

impl Dialogue {
    /// Who may answer in it.
    pub(crate) fn access(&self) -> Access {
        match self {
            Self::Idle => Access::Anybody,
            Self::Join(_) | Self::Booking(_) => Access::Everyone,
            Self::People(_) | Self::Shop(_) => Access::Managers,
            Self::Schedule(_) => Access::Masters,
            Self::Broadcast(_) => Access::Superadmins,
        }
    }
}

/// An open form of somebody who asks to join the staff.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct JoinForm {
    /// The id of the update that opened it: buttons of an earlier form do not fit this one.
    #[serde(rename = "i")]
    pub id: i64,
    /// The question that waits for its answer, with the answers so far.
    #[serde(rename = "s")]
    pub step: JoinStep,
}

/// A step of the form, with the answers so far.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum JoinStep {
    /// The first name is asked for.
    #[serde(rename = "f")]
    FirstName,
    /// The last name is asked for.
    #[serde(rename = "l")]
    LastName(PersonName),
    /// The phone number is asked for.
    #[serde(rename = "p")]
    Phone(PersonName, PersonName),
}

impl JoinStep {
    /// What is asked.
    #[must_use]
    pub fn question(&self) -> Question {
        match self {
            Self::FirstName => Question::FirstName,
            Self::LastName(_) => Question::LastName,
            Self::Phone(..) => Question::Phone,
        }
    }
}
