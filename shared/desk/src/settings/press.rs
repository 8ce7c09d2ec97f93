use std::fmt;

use diary::TimeOfDay;
use outbox::Kind;
use serde::{Deserialize, Serialize};

/// What a button of the settings does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Press {
    /// Shows the settings.
    Top,
    /// Sets whether notices of a kind arrive as messages.
    Switch(Kind, Switch),
    /// Asks when quiet hours begin.
    AskFrom,
    /// Asks when those end that begin then.
    AskTo(Hour),
    /// Sets the quiet hours.
    Hours(Hour, Hour),
    /// Ends them.
    NoHours,
}

/// Whether notices arrive as messages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Switch {
    /// They do.
    On,
    /// They stay in the inbox.
    Off,
}

/// A full hour of the clock, 0 to 23.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Hour(u8);

/// A day has the hours from 0 to 23.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a day has the hours from 0 to 23")]
pub struct NoSuchHour;

/// The kinds that can be switched, each with its letter. Alerts are urgent: they cannot.
const KINDS: [(Kind, &str); 4] = [
    (Kind::Booking, "b"),
    (Kind::Reminder, "r"),
    (Kind::Access, "a"),
    (Kind::Broadcast, "n"),
];

impl Press {
    /// What stands in a button's data, after the letter of this capability.
    pub(crate) fn code(self) -> String {
        match self {
            Self::Top => "t".to_owned(),
            Self::Switch(kind, switch) => format!("k:{}:{}", letter(kind), switch.digit()),
            Self::AskFrom => "q".to_owned(),
            Self::AskTo(from) => format!("f:{}", from.0),
            Self::Hours(from, to) => format!("h:{}:{}", from.0, to.0),
            Self::NoHours => "n".to_owned(),
        }
    }

    /// What a button with that data does.
    pub(crate) fn read(parts: &[&str]) -> Option<Self> {
        Some(match parts {
            ["t"] => Self::Top,
            ["k", letter, digit] => {
                let known = KINDS.iter().find(|(_, known)| known == letter);
                Self::Switch(known?.0, Switch::of(digit)?)
            }
            ["q"] => Self::AskFrom,
            ["f", from] => Self::AskTo(Hour::read(from)?),
            ["h", from, to] => Self::Hours(Hour::read(from)?, Hour::read(to)?),
            ["n"] => Self::NoHours,
            _ => return None,
        })
    }
}

fn letter(kind: Kind) -> &'static str {
    let known = KINDS.iter().find(|(known, _)| *known == kind);
    known.map_or("", |(_, letter)| letter)
}

impl Switch {
    fn digit(self) -> char {
        match self {
            Self::On => '1',
            Self::Off => '0',
        }
    }

    fn of(digit: &str) -> Option<Self> {
        match digit {
            "1" => Some(Self::On),
            "0" => Some(Self::Off),
            _ => None,
        }
    }
}

impl Hour {
    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..24).map(Self)
    }

    fn read(text: &str) -> Option<Self> {
        Self::try_from(text.parse::<u8>().ok()?).ok()
    }
}

impl From<Hour> for TimeOfDay {
    fn from(hour: Hour) -> Self {
        Self::new(u16::from(hour.0) * 60).expect("a day has this hour")
    }
}

impl TryFrom<u8> for Hour {
    type Error = NoSuchHour;

    fn try_from(hour: u8) -> Result<Self, NoSuchHour> {
        (hour < 24).then_some(Self(hour)).ok_or(NoSuchHour)
    }
}

impl From<Hour> for u8 {
    fn from(hour: Hour) -> Self {
        hour.0
    }
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        TimeOfDay::from(*self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_reads_back_as_made() {
        let hours = Hour::all().flat_map(|from| Hour::all().map(move |to| (from, to)));
        let mut presses: Vec<_> = hours.map(|(from, to)| Press::Hours(from, to)).collect();
        presses.extend(Hour::all().map(Press::AskTo));
        presses.extend([Press::Top, Press::AskFrom, Press::NoHours]);
        for (kind, _) in KINDS {
            presses.extend([Switch::On, Switch::Off].map(|switch| Press::Switch(kind, switch)));
        }
        for press in presses {
            let data = crate::Press::Settings(press).data();
            let read = crate::Press::read(data.as_str());
            assert_eq!(read, Some(crate::Press::Settings(press)));
        }
    }

    #[test]
    fn no_button_does_anything_else() {
        for odd in [
            "", "t:1", "k:s:0", "k:b:2", "k:b", "f:24", "f:-1", "h:1", "h:1:24", "k::0",
        ] {
            let parts: Vec<_> = odd.split(':').collect();
            assert_eq!(Press::read(&parts), None, "{odd}");
        }
    }
}
