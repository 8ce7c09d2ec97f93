use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::{Span, TimeOfDay};

/// Working hours by weekday. They are 10:00 to 21:00 every day unless they are changed.
///
/// Stored by two letters of the weekday; null is closed, absent is the usual.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct WorkingHours {
    #[serde(rename = "mo", default = "usual")]
    monday: Option<Span>,
    #[serde(rename = "tu", default = "usual")]
    tuesday: Option<Span>,
    #[serde(rename = "we", default = "usual")]
    wednesday: Option<Span>,
    #[serde(rename = "th", default = "usual")]
    thursday: Option<Span>,
    #[serde(rename = "fr", default = "usual")]
    friday: Option<Span>,
    #[serde(rename = "sa", default = "usual")]
    saturday: Option<Span>,
    #[serde(rename = "su", default = "usual")]
    sunday: Option<Span>,
}

impl WorkingHours {
    /// Closed on every weekday.
    #[must_use]
    pub fn closed() -> Self {
        Self::same(None)
    }

    /// The hours of a weekday; `None` when it is closed.
    #[must_use]
    pub fn on(&self, day: Weekday) -> Option<Span> {
        match day {
            Weekday::Monday => self.monday,
            Weekday::Tuesday => self.tuesday,
            Weekday::Wednesday => self.wednesday,
            Weekday::Thursday => self.thursday,
            Weekday::Friday => self.friday,
            Weekday::Saturday => self.saturday,
            Weekday::Sunday => self.sunday,
        }
    }

    /// The same with other hours on one weekday; `None` closes it.
    #[must_use]
    pub fn with(mut self, day: Weekday, hours: Option<Span>) -> Self {
        *match day {
            Weekday::Monday => &mut self.monday,
            Weekday::Tuesday => &mut self.tuesday,
            Weekday::Wednesday => &mut self.wednesday,
            Weekday::Thursday => &mut self.thursday,
            Weekday::Friday => &mut self.friday,
            Weekday::Saturday => &mut self.saturday,
            Weekday::Sunday => &mut self.sunday,
        } = hours;
        self
    }

    /// The weekdays that are not closed, Monday first.
    pub fn open_days(&self) -> impl Iterator<Item = (Weekday, Span)> {
        let week = Weekday::Monday.cycle_forward().take(7);
        week.filter_map(|day| Some((day, self.on(day)?)))
    }

    fn same(hours: Option<Span>) -> Self {
        Self {
            monday: hours,
            tuesday: hours,
            wednesday: hours,
            thursday: hours,
            friday: hours,
            saturday: hours,
            sunday: hours,
        }
    }
}

impl Default for WorkingHours {
    fn default() -> Self {
        Self::same(usual())
    }
}

/// 10:00 to 21:00.
fn usual() -> Option<Span> {
    let hour = |hour: u16| TimeOfDay::new(hour * 60).ok();
    Span::new(hour(10)?, hour(21)?).ok()
}
