mod hours;
mod lunch;

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

pub use hours::WorkingHours;
pub use lunch::{Lunch, NotALunch};

/// What a master works by: hours and lunch, which change together under one version. Lunch lies
/// inside the working hours.
///
/// Stored as `w` (the hours) and `l` (the lunch), which are always written; an absent one is the
/// usual one, an `l` that is null means no lunch.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Terms {
    hours: WorkingHours,
    lunch: Option<Lunch>,
}

/// Lunch has to lie inside the working hours: on each weekday that is open at a time of it, and
/// on one at least.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("lunch has to lie inside the working hours, and on {weekday:?} it does not")]
pub struct LunchOutsideHours {
    /// The first weekday on which it does not.
    pub weekday: Weekday,
}

impl Terms {
    /// These hours with this lunch.
    ///
    /// # Errors
    /// [`LunchOutsideHours`].
    pub fn new(hours: WorkingHours, lunch: Option<Lunch>) -> Result<Self, LunchOutsideHours> {
        match lunch.and_then(|lunch| misfit(&hours, lunch)) {
            Some(weekday) => Err(LunchOutsideHours { weekday }),
            None => Ok(Self { hours, lunch }),
        }
    }

    /// The working hours.
    #[must_use]
    pub fn hours(&self) -> &WorkingHours {
        &self.hours
    }

    /// The usual lunch.
    #[must_use]
    pub fn lunch(&self) -> Option<Lunch> {
        self.lunch
    }
}

/// The usual hours with the usual lunch.
impl Default for Terms {
    fn default() -> Self {
        Self {
            hours: WorkingHours::default(),
            lunch: Some(Lunch::USUAL),
        }
    }
}

/// The weekday on which `lunch` does not fit.
fn misfit(hours: &WorkingHours, lunch: Lunch) -> Option<Weekday> {
    let lunch = lunch.span();
    let open = || hours.open_days();
    let inside = open().any(|(_, span)| span.contains(lunch));
    let wrong = |span: crate::Span| !inside || (span.overlaps(lunch) && !span.contains(lunch));
    open().find(|(_, span)| wrong(*span)).map(|(day, _)| day)
}

#[derive(Deserialize, Serialize)]
struct Stored {
    #[serde(default)]
    w: WorkingHours,
    #[serde(default = "usual_lunch")]
    l: Option<Lunch>,
}

#[expect(clippy::unnecessary_wraps, reason = "serde asks for the field's type")]
fn usual_lunch() -> Option<Lunch> {
    Some(Lunch::USUAL)
}

impl TryFrom<Stored> for Terms {
    type Error = LunchOutsideHours;

    fn try_from(stored: Stored) -> Result<Self, LunchOutsideHours> {
        Self::new(stored.w, stored.l)
    }
}

impl From<Terms> for Stored {
    fn from(terms: Terms) -> Self {
        Self {
            w: terms.hours,
            l: terms.lunch,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Span, TimeOfDay};

    fn span(start: &str, end: &str) -> Option<Span> {
        let time = |text| TimeOfDay::parse(text).unwrap();
        Some(Span::new(time(start), time(end)).unwrap())
    }

    fn lunch(start: &str) -> Option<Lunch> {
        Some(Lunch::at(TimeOfDay::parse(start).unwrap()).unwrap())
    }

    #[test]
    fn lunch_lies_inside_the_hours() {
        let terms = |saturday, at| {
            let hours = WorkingHours::default().with(Weekday::Saturday, saturday);
            Terms::new(hours, lunch(at)).map_err(|refused| refused.weekday)
        };
        assert!(terms(span("10:00", "21:00"), "10:00").is_ok());
        assert!(terms(span("10:00", "13:00"), "13:00").is_ok());
        assert!(terms(span("14:00", "18:00"), "13:00").is_ok());
        assert!(terms(None, "20:00").is_ok());
        assert_eq!(
            terms(span("10:00", "13:30"), "13:00"),
            Err(Weekday::Saturday)
        );
        assert_eq!(terms(None, "09:30"), Err(Weekday::Monday));
        assert_eq!(terms(None, "09:00"), Err(Weekday::Monday));
    }

    #[test]
    fn who_never_works_has_any_lunch() {
        assert!(Terms::new(WorkingHours::closed(), lunch("13:00")).is_ok());
    }

    #[test]
    fn what_is_absent_is_usual() {
        let read = |json| serde_json::from_str::<Terms>(json).unwrap();
        assert_eq!(read("{}"), Terms::default());
        assert_eq!(read(r#"{"l":null}"#).lunch(), None);
        let closed = read(r#"{"w":{"su":null,"later":1},"later":2}"#);
        assert_eq!(closed.hours().on(Weekday::Sunday), None);
        assert_eq!(closed.hours().on(Weekday::Monday), span("10:00", "21:00"));
        for damaged in [
            r#"{"w":{"mo":[600,600]}}"#,
            r#"{"w":{"mo":[615,900]}}"#,
            r#"{"l":1410}"#,
            r#"{"l":570}"#,
        ] {
            assert!(serde_json::from_str::<Terms>(damaged).is_err(), "{damaged}");
        }
    }

    #[test]
    fn terms_are_stored_in_minutes() {
        let hours = WorkingHours::default().with(Weekday::Sunday, None);
        let terms = Terms::new(hours, lunch("12:30")).unwrap();
        let stored = serde_json::to_string(&terms).unwrap();
        insta::assert_snapshot!(stored, @r#"{"w":{"mo":[600,1260],"tu":[600,1260],"we":[600,1260],"th":[600,1260],"fr":[600,1260],"sa":[600,1260],"su":null},"l":750}"#);
        assert_eq!(serde_json::from_str::<Terms>(&stored).unwrap(), terms);
    }
}
