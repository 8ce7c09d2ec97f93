use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use crate::CivilDay;

/// The shop's time zone, from the IANA database that is built into the program.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

/// There is no time zone of that name.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{name:?} is no time zone: use a name of the IANA database, such as Europe/Berlin or UTC")]
pub struct UnknownZone {
    /// What was asked for.
    pub name: String,
}

impl Zone {
    /// The zone of that name; upper and lower case do not count.
    ///
    /// # Errors
    /// [`UnknownZone`].
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        match TimeZoneDatabase::bundled().get(name) {
            Ok(zone) if zone.iana_name().is_some() => Ok(Self(zone)),
            _ => Err(UnknownZone {
                name: name.to_owned(),
            }),
        }
    }

    /// The zone's name as the database spells it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().expect("a zone is made by its name")
    }

    /// The date in the shop.
    #[must_use]
    pub fn today(&self, now: Timestamp) -> Date {
        self.reading(now).date()
    }

    /// What the shop's clock shows at an instant. In an hour that is repeated two instants have
    /// the same reading.
    #[must_use]
    pub fn reading(&self, instant: Timestamp) -> DateTime {
        self.0.to_datetime(instant)
    }

    /// The instants of a date.
    #[must_use]
    pub fn day(&self, date: Date) -> CivilDay {
        CivilDay::new(&self.0, date)
    }
}

/// Universal time, for a shop that has not said where it is.
impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        Self::named(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn zones_are_found_by_name() {
        for (asked, name) in [
            ("Asia/Tashkent", "Asia/Tashkent"),
            ("europe/berlin", "Europe/Berlin"),
            ("UTC", "UTC"),
        ] {
            assert_eq!(Zone::named(asked).unwrap().name(), name);
        }
        for odd in ["", "Mars/Olympus", "Etc/Unknown", "../etc/passwd", "+02:00"] {
            let refused = Zone::named(odd).unwrap_err();
            assert!(refused.to_string().contains(&format!("{odd:?}")));
        }
    }

    #[test]
    fn a_zone_reads_back_as_itself() {
        let zone = Zone::named("Australia/Lord_Howe").unwrap();
        let stored = serde_json::to_string(&zone).unwrap();
        assert_eq!(stored, "\"Australia/Lord_Howe\"");
        assert_eq!(serde_json::from_str::<Zone>(&stored).unwrap(), zone);
        assert!(serde_json::from_str::<Zone>("\"Nowhere\"").is_err());
    }

    #[test]
    fn today_is_the_date_in_the_shop() {
        let now = "2026-03-01T20:30:00Z".parse().unwrap();
        let today = |name| Zone::named(name).unwrap().today(now);
        assert_eq!(today("Asia/Tashkent"), date(2026, 3, 2));
        assert_eq!(today("America/New_York"), date(2026, 3, 1));
    }
}
