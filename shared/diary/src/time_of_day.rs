use std::fmt;

use serde::{Deserialize, Serialize};

/// Minutes between two times of the grid. All hours, lunches, blocks and starts lie on it.
pub const GRID_MINUTES: u16 = 30;

/// What a clock shows, on the grid: 00:00 to 24:00. It is stored as minutes after midnight.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct TimeOfDay(u16);

/// Why something is no time of day.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NotATime {
    /// It is not written as a time.
    #[error("a time is written like 9:30 or 14:00")]
    Unreadable,
    /// A day does not have it.
    #[error("a day has the times from 00:00 to 24:00")]
    OutOfDay,
    /// It lies between two times of the grid.
    #[error("times lie on the half hour, like 9:00 and 9:30")]
    OffGrid,
}

impl TimeOfDay {
    /// 00:00, the beginning of the day.
    pub const MIDNIGHT: Self = Self(0);
    /// 24:00, the end of the day.
    pub const END: Self = Self(24 * 60);

    /// The time that many minutes after midnight.
    ///
    /// # Errors
    /// [`NotATime::OutOfDay`], [`NotATime::OffGrid`].
    pub const fn new(minutes: u16) -> Result<Self, NotATime> {
        if minutes > Self::END.0 {
            Err(NotATime::OutOfDay)
        } else if !minutes.is_multiple_of(GRID_MINUTES) {
            Err(NotATime::OffGrid)
        } else {
            Ok(Self(minutes))
        }
    }

    /// Reads `9:30` and `09:30`.
    ///
    /// # Errors
    /// See [`NotATime`].
    pub fn parse(text: &str) -> Result<Self, NotATime> {
        let (hours, minutes) = text.trim().split_once(':').ok_or(NotATime::Unreadable)?;
        let (hours, minutes) = (digits(hours, 1..=2)?, digits(minutes, 2..=2)?);
        if minutes >= 60 {
            return Err(NotATime::OutOfDay);
        }
        Self::new(hours * 60 + minutes)
    }

    /// Minutes after midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// The time that many minutes later, if the day still has it.
    pub(crate) fn later(self, minutes: u16) -> Option<Self> {
        Self::new(self.0.saturating_add(minutes)).ok()
    }
}

/// A number of so many ASCII digits.
fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Result<u16, NotATime> {
    let plain = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.then(|| text.parse().ok()).flatten();
    number.ok_or(NotATime::Unreadable)
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl TryFrom<u16> for TimeOfDay {
    type Error = NotATime;

    fn try_from(minutes: u16) -> Result<Self, NotATime> {
        Self::new(minutes)
    }
}

impl From<TimeOfDay> for u16 {
    fn from(time: TimeOfDay) -> Self {
        time.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        for (typed, shown) in [
            ("9:30", "09:30"),
            (" 09:30 ", "09:30"),
            ("0:00", "00:00"),
            ("24:00", "24:00"),
        ] {
            assert_eq!(TimeOfDay::parse(typed).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_time_says_why() {
        for odd in [
            "", "9", "9.30", "9:3", "9:030", "009:30", "-1:00", "+9:30", "９:30", "9:30 pm",
        ] {
            assert_eq!(TimeOfDay::parse(odd), Err(NotATime::Unreadable), "{odd}");
        }
        for beyond in ["24:30", "25:00", "99:99", "9:60", "9:90"] {
            assert_eq!(
                TimeOfDay::parse(beyond),
                Err(NotATime::OutOfDay),
                "{beyond}"
            );
        }
        assert_eq!(TimeOfDay::parse("9:15"), Err(NotATime::OffGrid));
        assert_eq!(TimeOfDay::new(u16::MAX), Err(NotATime::OutOfDay));
    }
}
