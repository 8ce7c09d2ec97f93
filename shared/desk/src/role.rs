use serde::{Deserialize, Serialize};

/// What a person may do beyond a client, who is everybody. One can hold several.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Keeps a day of bookings.
    Master,
    /// Works the ticket queue.
    Technician,
    /// Runs the shop and the staff.
    Manager,
    /// Checks finished work.
    Inspector,
    /// May do everything, and hears when something breaks.
    Superadmin,
}

/// A role that an approved request can give.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grantable {
    /// See [`Role::Master`].
    Master,
    /// See [`Role::Technician`].
    Technician,
    /// See [`Role::Manager`]; only superadmins may give it.
    Manager,
    /// See [`Role::Inspector`].
    Inspector,
}

impl Grantable {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Master,
        Self::Technician,
        Self::Manager,
        Self::Inspector,
    ];

    /// The name that texts select on.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Master => "master",
            Self::Technician => "technician",
            Self::Manager => "manager",
            Self::Inspector => "inspector",
        }
    }
}

impl From<Grantable> for Role {
    fn from(role: Grantable) -> Self {
        match role {
            Grantable::Master => Self::Master,
            Grantable::Technician => Self::Technician,
            Grantable::Manager => Self::Manager,
            Grantable::Inspector => Self::Inspector,
        }
    }
}
