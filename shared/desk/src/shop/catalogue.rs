use diary::{ServiceId, Zone};
use engine::{EngineError, ParkReason};
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use super::Service;

/// The most services of a shop.
pub const MAX_SERVICES: usize = 30;

/// The most masters of a shop; a calendar of "any master" asks each one's days.
pub const MAX_MASTERS: usize = 20;

/// What the shop offers and who does it: one item, under one version.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Catalogue {
    /// The shop's time zone; what is booked was booked by it.
    pub zone: Zone,
    /// The services, in the order in which they are offered; at most [`MAX_SERVICES`].
    pub services: Vec<Service>,
    /// The masters, in the order in which they came; at most [`MAX_MASTERS`].
    pub masters: Vec<Member>,
    /// How often it was changed: an editor's button names the state under which it stands.
    #[serde(default)]
    pub edits: u64,
}

/// A master as clients see them.
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
}

impl Catalogue {
    /// The catalogue of a shop that nobody has edited yet.
    #[must_use]
    pub fn seeded(zone: Zone) -> Self {
        Self {
            zone,
            services: Service::seeds().to_vec(),
            masters: Vec::new(),
            edits: 0,
        }
    }

    /// The catalogue as it was read; the one of a new shop where there is none yet.
    ///
    /// # Errors
    /// A fault that names the mend, when the shop keeps another time zone than the setting says:
    /// what is booked was booked by the clock of the stored one.
    pub(crate) fn opened(stored: Option<Self>, zone: &Zone) -> Result<Self, EngineError> {
        match stored {
            None => Ok(Self::seeded(zone.clone())),
            Some(shop) if shop.zone == *zone => Ok(shop),
            Some(shop) => Err(EngineError::Park(ParkReason::Fault(format!(
                "BUSINESS_TIMEZONE is {zone}, but the shop keeps the time of {kept}: set it to {kept}",
                kept = shop.zone
            )))),
        }
    }

    /// A service that can be booked.
    #[must_use]
    pub fn offered(&self, id: &ServiceId) -> Option<&Service> {
        self.service(id).filter(|service| service.on)
    }

    /// A service, whether it can be booked or not.
    #[must_use]
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

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

    /// Adds a service and tells its place; `None` when there are [`MAX_SERVICES`] already. Nobody
    /// does it yet.
    pub(super) fn add(&mut self, service: Service) -> Option<u8> {
        if self.services.len() >= MAX_SERVICES {
            return None;
        }
        let at = u8::try_from(self.services.len()).ok()?;
        self.services.push(service);
        Some(at)
    }

    /// The same catalogue with this master, who does everything at first. One who was here before
    /// can be booked again, for what they did then. `None` when there are [`MAX_MASTERS`] already.
    #[must_use]
    pub fn with_master(mut self, id: i64, name: &str) -> Option<Self> {
        self.edits += 1;
        if let Some(master) = self.masters.iter_mut().find(|master| master.id == id) {
            master.on = true;
            return Some(self);
        }
        if self.masters.len() >= MAX_MASTERS {
            return None;
        }
        let services = self.services.iter().map(|service| service.id.clone());
        self.masters.push(Member {
            id,
            name: name.to_owned(),
            services: services.collect(),
            on: true,
        });
        Some(self)
    }

    /// The same catalogue where this master can be booked no more.
    #[must_use]
    pub fn without_master(mut self, id: i64) -> Self {
        self.edits += 1;
        for master in self.masters.iter_mut().filter(|master| master.id == id) {
            master.on = false;
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
}

impl Record for Catalogue {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::catalogue()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> Catalogue {
        Catalogue::seeded(Zone::named("UTC").unwrap())
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
        let full = (1..=20).fold(shop(), |shop, id| shop.with_master(id, "M").unwrap());
        assert_eq!(full.clone().with_master(21, "M"), None);
        assert!(full.with_master(20, "M").is_some());
    }
}
