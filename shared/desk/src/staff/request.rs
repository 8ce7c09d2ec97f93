use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use crate::{Grantable, PersonName, PhoneNumber};

/// A person's request to join the staff: one a person; asking again replaces it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct StaffRequest {
    /// Who asks.
    pub user: i64,
    /// The first name that was given.
    pub first_name: PersonName,
    /// The last name that was given.
    pub last_name: PersonName,
    /// The phone number.
    pub phone: PhoneNumber,
    /// The id of the update that asked: a later request has another one.
    pub serial: i64,
    /// How far it has come.
    pub state: RequestState,
    /// When it was asked.
    pub asked: Timestamp,
}

/// How far a request has come.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Nobody has decided yet.
    Pending,
    /// The person has a role now.
    Granted {
        /// Which one.
        role: Grantable,
        /// Further ones.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        more: Vec<Grantable>,
        /// Who decided: Telegram user id.
        by: i64,
        /// What that person is called.
        by_name: String,
    },
    /// The person may ask again.
    Rejected {
        /// Who decided: Telegram user id.
        by: i64,
        /// What that person is called.
        by_name: String,
    },
}

impl StaffRequest {
    /// The name that was given.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

impl Record for StaffRequest {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::staff_request(self.user)
    }
}
