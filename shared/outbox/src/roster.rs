use serde::{Deserialize, Serialize};
use store::{Key, Record};

/// Who holds a role: whom a notice to that role reaches. One item, under one version, so that
/// two who change it at once cannot both win.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Roster {
    /// The role's name.
    pub role: String,
    /// Its holders, in the order in which they came; at most [`Roster::CAPACITY`].
    pub people: Vec<Enrolled>,
}

/// A holder of a role.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Enrolled {
    /// The Telegram user id.
    #[serde(rename = "i")]
    pub id: i64,
    /// What the person was called when the role was given.
    #[serde(rename = "n")]
    pub name: String,
}

impl Roster {
    /// How many can hold a role: a notice to them is one transaction.
    pub const CAPACITY: usize = 99;

    /// The roster of a role that nobody holds.
    #[must_use]
    pub fn empty(role: &str) -> Self {
        Self {
            role: role.to_owned(),
            people: Vec::new(),
        }
    }

    /// Whether that person holds the role.
    #[must_use]
    pub fn has(&self, id: i64) -> bool {
        self.people.iter().any(|person| person.id == id)
    }

    /// The same roster with one more; `None` when it is full.
    #[must_use]
    pub fn with(mut self, id: i64, name: &str) -> Option<Self> {
        if self.has(id) {
            return Some(self);
        }
        if self.people.len() >= Self::CAPACITY {
            return None;
        }
        let name = name.to_owned();
        self.people.push(Enrolled { id, name });
        Some(self)
    }

    /// The same roster without that person.
    #[must_use]
    pub fn without(mut self, id: i64) -> Self {
        self.people.retain(|person| person.id != id);
        self
    }
}

impl Record for Roster {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::roster(&self.role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_roster_holds_each_person_once() {
        let roster = Roster::empty("master").with(7, "Max").unwrap();
        let again = roster.clone().with(7, "Maximilian").unwrap();
        assert_eq!(again, roster);
        assert!(!roster.without(7).has(7));
    }

    #[test]
    fn a_full_roster_takes_nobody() {
        let last = i64::try_from(Roster::CAPACITY).unwrap();
        let roster = Roster::empty("master");
        let full = (1..=last).fold(roster, |roster, id| roster.with(id, "M").unwrap());
        assert!(full.clone().with(last, "M").is_some());
        assert_eq!(full.with(last + 1, "M"), None);
    }
}
