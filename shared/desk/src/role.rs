use serde::{Deserialize, Serialize};

use crate::Access;

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

impl Role {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Master,
        Self::Technician,
        Self::Manager,
        Self::Inspector,
        Self::Superadmin,
    ];

    /// The name that texts select on, and that rosters go by.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Master => "master",
            Self::Technician => "technician",
            Self::Manager => "manager",
            Self::Inspector => "inspector",
            Self::Superadmin => "superadmin",
        }
    }

    /// The letter that stands for it in a button's data.
    pub(crate) fn letter(self) -> &'static str {
        match self {
            Self::Master => "m",
            Self::Technician => "t",
            Self::Manager => "g",
            Self::Inspector => "i",
            Self::Superadmin => "s",
        }
    }

    pub(crate) fn of_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.letter() == letter)
    }

    /// Who may give it and take it: managers run the staff, superadmins run the managers.
    pub(crate) fn giver(self) -> Access {
        match self {
            Self::Master | Self::Technician | Self::Inspector => Access::Managers,
            Self::Manager | Self::Superadmin => Access::Superadmins,
        }
    }
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

/// Several roles that an approved request can give, as a button carries them.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Grants(u8);

impl Grants {
    /// Reads what a button carries; `None` for a role that there is not.
    #[must_use]
    pub fn of_bits(bits: u8) -> Option<Self> {
        (bits < 1 << Grantable::ALL.len()).then_some(Self(bits))
    }

    /// What a button carries.
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Whether that role is among them.
    #[must_use]
    pub fn has(self, role: Grantable) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// The same with that role where it was not, and without it where it was.
    #[must_use]
    pub fn toggled(self, role: Grantable) -> Self {
        Self(self.0 ^ (1 << role as u8))
    }

    /// The roles, in the order in which they are offered.
    #[must_use]
    pub fn roles(self) -> Vec<Grantable> {
        let all = Grantable::ALL.into_iter();
        all.filter(|role| self.has(*role)).collect()
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
