use serde::{Deserialize, Serialize};

use crate::{Span, TimeOfDay};

/// Lunch takes an hour of the clock, so its start says it all. It is stored as minutes after
/// midnight.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "TimeOfDay", into = "TimeOfDay")]
pub struct Lunch(TimeOfDay);

/// The span is no lunch.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("lunch takes exactly 60 minutes, and ends at 24:00 at the latest")]
pub struct NotALunch;

impl Lunch {
    /// From 13:00 to 14:00.
    pub const USUAL: Self = match TimeOfDay::new(13 * 60) {
        Ok(start) => Self(start),
        Err(_) => panic!("13:00 lies on the grid"),
    };

    const MINUTES: u16 = 60;

    /// The lunch that starts then.
    ///
    /// # Errors
    /// [`NotALunch`] if the day would end before it.
    pub fn at(start: TimeOfDay) -> Result<Self, NotALunch> {
        let end = start.later(Self::MINUTES);
        end.map(|_| Self(start)).ok_or(NotALunch)
    }

    /// The lunch with that start and end.
    ///
    /// # Errors
    /// [`NotALunch`] if they are not an hour apart.
    pub fn from_span(span: Span) -> Result<Self, NotALunch> {
        let lunch = Self::at(span.start())?;
        if lunch.span() == span {
            Ok(lunch)
        } else {
            Err(NotALunch)
        }
    }

    /// From its start to its end.
    #[must_use]
    pub fn span(self) -> Span {
        let end = self.0.later(Self::MINUTES);
        let span = end.and_then(|end| Span::new(self.0, end).ok());
        span.expect("a lunch ends within its day")
    }
}

impl TryFrom<TimeOfDay> for Lunch {
    type Error = NotALunch;

    fn try_from(start: TimeOfDay) -> Result<Self, NotALunch> {
        Self::at(start)
    }
}

impl From<Lunch> for TimeOfDay {
    fn from(lunch: Lunch) -> Self {
        lunch.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lunch_takes_exactly_an_hour() {
        let lunch = |start, end| {
            let time = |text| TimeOfDay::parse(text).unwrap();
            Lunch::from_span(Span::new(time(start), time(end)).unwrap())
        };
        assert_eq!(lunch("13:00", "14:00"), Ok(Lunch::USUAL));
        assert!(lunch("23:00", "24:00").is_ok());
        assert_eq!(lunch("13:00", "13:30"), Err(NotALunch));
        assert_eq!(lunch("13:00", "14:30"), Err(NotALunch));
        assert_eq!(lunch("23:30", "24:00"), Err(NotALunch));
    }
}
