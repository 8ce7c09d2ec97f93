use std::fmt;

use serde::{Deserialize, Serialize};

use crate::TimeOfDay;

/// From one time of a day to before a later one of the same day. It is stored as two numbers of
/// minutes after midnight.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "(TimeOfDay, TimeOfDay)", into = "(TimeOfDay, TimeOfDay)")]
pub struct Span {
    start: TimeOfDay,
    end: TimeOfDay,
}

/// The end is not after the start.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the end has to be after the start")]
pub struct EmptySpan;

impl Span {
    /// From `start` to before `end`.
    ///
    /// # Errors
    /// [`EmptySpan`].
    pub fn new(start: TimeOfDay, end: TimeOfDay) -> Result<Self, EmptySpan> {
        if start < end {
            Ok(Self { start, end })
        } else {
            Err(EmptySpan)
        }
    }

    /// Its first time.
    #[must_use]
    pub fn start(self) -> TimeOfDay {
        self.start
    }

    /// The first time after it.
    #[must_use]
    pub fn end(self) -> TimeOfDay {
        self.end
    }

    /// Whether they have a time in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether all of `other` lies in it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.start, self.end)
    }
}

impl TryFrom<(TimeOfDay, TimeOfDay)> for Span {
    type Error = EmptySpan;

    fn try_from((start, end): (TimeOfDay, TimeOfDay)) -> Result<Self, EmptySpan> {
        Self::new(start, end)
    }
}

impl From<Span> for (TimeOfDay, TimeOfDay) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}
