use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use crate::{Kind, Quiet};

/// Whether and when notices reach a person by Telegram.
///
/// The notifier writes what Telegram says of the person, the desk what the person wants; each
/// keeps the other's fields, and an older item has none of the person's.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Delivery {
    /// The Telegram user id.
    pub person: i64,
    /// The person has blocked the bot or is gone; cleared by their next message.
    #[serde(default)]
    pub unreachable: bool,
    /// Telegram takes nothing for this chat before this instant (429).
    #[serde(default)]
    pub hold_until: Option<Timestamp>,
    /// The names of the kinds that stay in the inbox; those of later builds included.
    #[serde(default)]
    pub off: Vec<String>,
    /// When nothing is sent that can wait.
    #[serde(default)]
    pub quiet: Option<Quiet>,
}

impl Delivery {
    /// Somebody of whom nothing is known to be in the way.
    #[must_use]
    pub fn open(person: i64) -> Self {
        Self {
            person,
            unreachable: false,
            hold_until: None,
            off: Vec::new(),
            quiet: None,
        }
    }

    /// Whether notices of that kind stay in the inbox; urgent ones never do.
    #[must_use]
    pub fn is_off(&self, kind: Kind) -> bool {
        self.off.iter().any(|name| name == kind.as_str())
    }

    /// The same, with notices of that kind sent.
    #[must_use]
    pub fn switched_on(mut self, kind: Kind) -> Self {
        self.off.retain(|name| name != kind.as_str());
        self
    }

    /// The same, with notices of that kind kept in the inbox.
    #[must_use]
    pub fn switched_off(self, kind: Kind) -> Self {
        let mut switched = self.switched_on(kind);
        switched.off.push(kind.as_str().to_owned());
        switched
    }

    /// When the quiet hours end that hold at an instant; `None` where none do.
    #[must_use]
    pub fn quiet_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.quiet.as_ref()?.until(now)
    }
}

impl Record for Delivery {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::delivery(self.person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The layouts of all builds so far; they stay readable.
    #[test]
    fn older_items_read_with_everything_on() {
        for stored in [
            r#"{"person":42}"#,
            r#"{"person":42,"unreachable":false,"hold_until":null}"#,
        ] {
            let read: Delivery = serde_json::from_str(stored).unwrap();
            assert_eq!(read, Delivery::open(42));
        }
    }

    #[test]
    fn a_kind_of_tomorrow_stays_switched_off() {
        let stored = r#"{"person":42,"off":["ticket"]}"#;
        let read: Delivery = serde_json::from_str(stored).unwrap();
        let next = read.switched_off(Kind::Booking).switched_on(Kind::Booking);
        assert_eq!(next.off, ["ticket"]);
    }

    #[test]
    fn a_kind_is_switched_off_once() {
        let open = Delivery::open(42);
        let off = open.clone().switched_off(Kind::Access);
        assert!(off.is_off(Kind::Access) && !off.is_off(Kind::Booking));
        assert_eq!(off.clone().switched_off(Kind::Access), off);
        assert_eq!(off.switched_on(Kind::Access), open);
    }
}
