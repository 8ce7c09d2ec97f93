use diary::ServiceId;
use serde::{Deserialize, Serialize};

use super::Catalogue;
use crate::Profile;

/// The most masters of a shop; a calendar of "any master" asks each one's days.
pub const MAX_MASTERS: usize = 20;

/// The most people of whom a shop remembers that they were masters.
pub const MAX_FORMER: usize = 20;

/// A master as clients see them, or somebody who was one.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Member {
    /// The Telegram user id.
    #[serde(rename = "i")]
    pub id: i64,
    /// What clients call them.
    #[serde(rename = "n")]
    pub name: String,
    /// The services that they do.
    #[serde(rename = "s")]
    pub services: Vec<ServiceId>,
    /// Whether they can be booked.
    #[serde(rename = "o")]
    pub on: bool,
    /// Of somebody who does not hold the role any more: whether they could be booked while they
    /// did, and will be when they hold it again.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub former: Option<bool>,
}

impl Member {
    /// Whether they hold the role, whether they can be booked or not.
    pub(crate) fn is_present(&self) -> bool {
        self.former.is_none()
    }
}

/// The masters of the catalogue.
impl Catalogue {
    /// A master, whether they can be booked or not.
    #[must_use]
    pub fn master(&self, id: i64) -> Option<&Member> {
        self.masters.iter().find(|master| master.id == id)
    }

    /// The masters who can be booked for a service.
    pub fn masters_of(&self, service: &ServiceId) -> impl Iterator<Item = &Member> {
        self.masters
            .iter()
            .filter(move |master| master.on && master.services.contains(service))
    }

    /// A master, to be changed.
    pub(super) fn member(&mut self, id: i64) -> Option<&mut Member> {
        self.masters.iter_mut().find(|master| master.id == id)
    }

    /// The same catalogue with this master, who does everything at first. One who was here before
    /// does what they did then, and can be booked if they could. `None` when there are
    /// [`MAX_MASTERS`] already.
    #[must_use]
    pub fn with_master(mut self, id: i64, name: &str) -> Option<Self> {
        self.edits += 1;
        let present = self.masters.iter().filter(|one| one.is_present()).count();
        let known = self.masters.iter().position(|master| master.id == id);
        let member = match known.map(|at| self.masters.remove(at)) {
            Some(member) if member.is_present() => {
                self.masters.insert(known?, member);
                return Some(self);
            }
            _ if present >= MAX_MASTERS => return None,
            Some(member) => Member {
                name: name.to_owned(),
                on: member.former.unwrap_or(member.on),
                former: None,
                ..member
            },
            None => self.new_master(id, name),
        };
        self.masters.insert(present, member);
        Some(self)
    }

    fn new_master(&self, id: i64, name: &str) -> Member {
        let services = self.services.iter().map(|service| service.id.clone());
        Member {
            id,
            name: name.to_owned(),
            services: services.collect(),
            on: true,
            former: None,
        }
    }

    /// The same catalogue, where this person is no master any more. Of [`MAX_FORMER`] who are
    /// remembered the one is forgotten who went first: what is booked with them has their name.
    #[must_use]
    pub fn without_master(mut self, id: i64) -> Self {
        self.edits += 1;
        let present = |one: &Member| one.is_present() && one.id == id;
        if let Some(at) = self.masters.iter().position(present) {
            let member = self.masters.remove(at);
            self.masters.push(Member {
                former: Some(member.on),
                on: false,
                ..member
            });
        }
        let former = self.masters.iter().filter(|one| !one.is_present()).count();
        if former > MAX_FORMER {
            self.masters.remove(self.masters.len() - former);
        }
        self
    }

    /// The same catalogue without somebody who was a master; `None` where there is nobody of that
    /// id, or one who can be booked.
    #[must_use]
    pub fn without_former_master(mut self, id: i64) -> Option<Self> {
        self.master(id).filter(|master| !master.on)?;
        self.edits += 1;
        self.masters.retain(|master| master.id != id);
        Some(self)
    }

    /// Calls a master by their present name.
    pub(super) fn rename(&mut self, person: &Profile) {
        let name = self.name_of(person);
        if let Some(member) = self.member(person.id) {
            member.name = name;
        }
    }

    /// What clients call somebody: with their username, or else their id, where another master is
    /// called the same.
    pub(crate) fn name_of(&self, person: &Profile) -> String {
        let name = person.display_name();
        let same = |one: &Member| one.name.to_lowercase() == name.to_lowercase();
        let mut others = self.masters.iter().filter(|one| one.id != person.id);
        if !others.any(|one| one.is_present() && same(one)) {
            return name;
        }
        match &person.username {
            Some(username) => format!("{name} (@{username})"),
            None => format!("{name} ({})", person.id),
        }
    }
}

#[cfg(test)]
mod tests {
    use diary::Zone;
    use telegram::{Person, UserId};

    use super::*;

    fn shop() -> Catalogue {
        Catalogue::seeded(Zone::named("UTC").unwrap())
    }

    /// A shop with so many masters, from 1 on.
    fn shop_of(masters: i64) -> Catalogue {
        let hire = |shop: Catalogue, id| shop.with_master(id, "M").unwrap();
        (1..=masters).fold(shop(), hire)
    }

    fn ids(shop: &Catalogue) -> Vec<i64> {
        shop.masters.iter().map(|master| master.id).collect()
    }

    #[test]
    fn a_new_master_does_everything() {
        let shop = shop().with_master(7, "Max").unwrap();
        for service in &shop.services {
            let masters: Vec<_> = shop.masters_of(&service.id).map(|one| one.id).collect();
            assert_eq!(masters, [7]);
        }
    }

    #[test]
    fn a_master_who_returns_keeps_their_services() {
        let mut shop = shop().with_master(7, "Max").unwrap();
        shop.masters[0].services.truncate(1);
        let shop = shop.without_master(7);
        let haircut = shop.services[0].id.clone();
        assert_eq!(shop.masters_of(&haircut).count(), 0);
        let shop = shop.with_master(7, "Maximilian").unwrap();
        assert_eq!(shop.masters.len(), 1);
        assert_eq!(shop.masters[0].services, [haircut]);
        assert_eq!(shop.masters[0].name, "Maximilian");
        assert!(shop.masters[0].on);
    }

    #[test]
    fn a_master_who_returns_takes_no_more_bookings_than_before() {
        let mut shop = shop_of(1);
        shop.masters[0].on = false;
        for _ in 0..2 {
            shop = shop.without_master(1).without_master(1);
            assert_eq!(shop.masters[0].former, Some(false));
            shop = shop.with_master(1, "M").unwrap();
            assert_eq!((shop.masters[0].former, shop.masters[0].on), (None, false));
        }
    }

    #[test]
    fn only_a_former_master_is_forgotten() {
        let shop = shop().with_master(7, "Max").unwrap();
        assert_eq!(shop.clone().without_former_master(7), None, "still here");
        let left = shop.without_master(7);
        assert_eq!(left.clone().without_former_master(8), None, "never here");
        let edits = left.edits;
        let forgotten = left.without_former_master(7).unwrap();
        assert_eq!(forgotten.masters, []);
        assert_eq!(forgotten.edits, edits + 1, "an editor's button is stale");
    }

    #[test]
    fn a_shop_has_room_for_twenty_masters() {
        let full = shop_of(20);
        assert_eq!(full.clone().with_master(21, "M"), None);
        assert!(full.clone().with_master(20, "M").is_some());
        let other = full.without_master(3).with_master(21, "M").unwrap();
        assert_eq!(
            other.clone().with_master(3, "M"),
            None,
            "no room for a return"
        );
        let back = other.without_master(1).with_master(3, "M").unwrap();
        assert_eq!(ids(&back)[17..], [20, 21, 3, 1], "who left stands last");
    }

    #[test]
    fn who_went_first_is_forgotten_first() {
        let mut shop = shop_of(2);
        for id in 3..=23 {
            shop = shop.with_master(id, "M").unwrap().without_master(id);
        }
        assert_eq!(shop.masters.len(), 2 + MAX_FORMER);
        assert_eq!(ids(&shop)[..3], [1, 2, 4], "number 3 is forgotten");
    }

    #[test]
    fn two_of_one_name_are_told_apart() {
        let shop = shop().with_master(7, "Max").unwrap();
        let name = |id: i64, username: Option<&str>| {
            let person = Person {
                id: UserId::new(id),
                is_bot: false,
                first_name: "max".into(),
                last_name: None,
                username: username.map(Into::into),
                language_code: None,
            };
            shop.name_of(&Profile::new(&person, jiff::Timestamp::UNIX_EPOCH))
        };
        assert_eq!(name(7, None), "max");
        assert_eq!(name(8, Some("maxim")), "max (@maxim)");
        assert_eq!(name(8, None), "max (8)");
    }
}
