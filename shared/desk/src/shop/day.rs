use diary::Sheet;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use super::card::stamp;

/// A master's day: bookings and blocks, under one version. A day on which nothing has happened
/// yet has no item.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Day {
    /// The master: Telegram user id.
    pub master: i64,
    /// The date, by the shop's clock.
    pub date: Date,
    /// How often its master has changed it, bookings aside: a button of the day names the state
    /// under which it stands.
    #[serde(default)]
    pub edits: u64,
    /// What stands in it.
    #[serde(flatten)]
    pub sheet: Sheet,
}

impl Day {
    /// A day on which nothing has happened yet.
    #[must_use]
    pub fn empty(master: i64, date: Date) -> Self {
        Self {
            master,
            date,
            edits: 0,
            sheet: Sheet::default(),
        }
    }

    /// Names this state of the day in a button.
    pub(crate) fn stamp(&self) -> u64 {
        stamp(self.master, self.edits)
    }
}

impl Record for Day {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::master_day(self.master, self.date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_stored_flat() {
        let day = Day::empty(7, "2026-11-20".parse().unwrap());
        let json = serde_json::to_value(&day).unwrap();
        assert_eq!(json["master"], 7);
        assert_eq!(json["date"], "2026-11-20");
        assert!(json["b"].is_array());
        assert_eq!(serde_json::from_value::<Day>(json).unwrap(), day);
    }
}
