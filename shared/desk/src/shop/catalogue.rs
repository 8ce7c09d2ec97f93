use diary::{ServiceId, Zone};
use engine::{EngineError, ParkReason};
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use super::{Member, Service};

/// The most services of a shop.
pub const MAX_SERVICES: usize = 30;

/// What the shop offers and who does it: one item, under one version.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Catalogue {
    /// The shop's time zone; what is booked was booked by it.
    pub zone: Zone,
    /// The services, in the order in which they are offered; at most [`MAX_SERVICES`].
    pub services: Vec<Service>,
    /// The masters, in the order in which they came, at most [`MAX_MASTERS`](super::MAX_MASTERS);
    /// after them those who were, in the order in which they went, at most
    /// [`MAX_FORMER`](super::MAX_FORMER).
    pub masters: Vec<Member>,
    /// How often it was changed: an editor's button names the state under which it stands.
    #[serde(default)]
    pub edits: u64,
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
}

impl Record for Catalogue {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::catalogue()
    }
}
