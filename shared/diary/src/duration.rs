use std::fmt;

use serde::{Deserialize, Serialize};

use crate::GRID_MINUTES;

/// How long a service takes, in minutes that pass: a multiple of the grid, at most a day.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Duration(u16);

/// No service takes that long.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a service takes 30 minutes or a multiple of them, and at most 1440")]
pub struct NotADuration;

impl Duration {
    /// The longest, in minutes.
    const MOST: u16 = 24 * 60;

    /// So many minutes.
    ///
    /// # Errors
    /// [`NotADuration`].
    pub const fn from_minutes(minutes: u16) -> Result<Self, NotADuration> {
        if 0 < minutes && minutes <= Self::MOST && minutes.is_multiple_of(GRID_MINUTES) {
            Ok(Self(minutes))
        } else {
            Err(NotADuration)
        }
    }

    /// The minutes.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} min", self.0)
    }
}

impl TryFrom<u16> for Duration {
    type Error = NotADuration;

    fn try_from(minutes: u16) -> Result<Self, NotADuration> {
        Self::from_minutes(minutes)
    }
}

impl From<Duration> for u16 {
    fn from(duration: Duration) -> Self {
        duration.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_take_multiples_of_the_grid() {
        for minutes in [30, 60, 90, 1440] {
            assert!(Duration::from_minutes(minutes).is_ok(), "{minutes}");
        }
        for minutes in [0, 1, 45, 1470, u16::MAX] {
            assert!(Duration::from_minutes(minutes).is_err(), "{minutes}");
        }
    }
}
