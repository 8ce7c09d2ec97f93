use diary::{Span, TimeOfDay, Zone};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

/// The hours in which a person does not want to be disturbed, from one time of the day to before
/// another one, perhaps over midnight, by the clock of a zone.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Quiet {
    /// Their first minute, after midnight.
    pub from: u16,
    /// The first minute after them.
    pub to: u16,
    /// The name of the zone, as the shop kept it when the hours were chosen.
    pub zone: String,
}

/// A zone skips a date at most once in a row.
const DATES: usize = 3;

impl Quiet {
    /// Quiet hours; `None` where they end when they begin.
    #[must_use]
    pub fn between(from: TimeOfDay, to: TimeOfDay, zone: &Zone) -> Option<Self> {
        let [from, to] = [from, to].map(|time| time.minutes() % TimeOfDay::END.minutes());
        let zone = zone.name().to_owned();
        (from != to).then_some(Self { from, to, zone })
    }

    /// When they end, if an instant lies in them: the next instant at which the clock shows their
    /// end, or has passed it where that time is skipped. Hours that this build cannot read are
    /// none.
    #[must_use]
    pub fn until(&self, now: Timestamp) -> Option<Timestamp> {
        let zone = Zone::named(&self.zone).ok()?;
        let shown = zone.reading(now);
        let minute =
            u16::try_from(i32::from(shown.hour()) * 60 + i32::from(shown.minute())).ok()?;
        if !self.contains(minute) {
            return None;
        }
        let ends_today = minute < self.to;
        let first = shown.date();
        let first = if ends_today {
            first
        } else {
            first.checked_add(1.day()).ok()?
        };
        let mut dates = first.series(1.day()).take(DATES);
        dates.find_map(|date| self.end_on(&zone, date, now))
    }

    fn contains(&self, minute: u16) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }

    /// The first instant of a date, after `now`, at which the clock shows the end or a later time.
    fn end_on(&self, zone: &Zone, date: Date, now: Timestamp) -> Option<Timestamp> {
        let rest = Span::new(TimeOfDay::new(self.to).ok()?, TimeOfDay::END).ok()?;
        let stretches = zone.day(date).instants(rest).into_iter();
        stretches.map(|it| it.start()).find(|start| *start > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet(from: u16, to: u16, zone: &str) -> Quiet {
        let [from, to] = [from, to].map(|hour| TimeOfDay::new(hour * 60).unwrap());
        Quiet::between(from, to, &Zone::named(zone).unwrap()).unwrap()
    }

    fn until(quiet: &Quiet, now: &str) -> Option<String> {
        let end = quiet.until(now.parse().unwrap());
        end.map(|end| end.to_string())
    }

    #[test]
    fn hours_hold_from_their_first_minute_to_their_last() {
        let night = quiet(22, 8, "Asia/Tashkent");
        for (now, end) in [
            ("2026-03-02T16:59:59.999Z", None),
            ("2026-03-02T17:00:00Z", Some("2026-03-03T03:00:00Z")),
            ("2026-03-02T18:59:59Z", Some("2026-03-03T03:00:00Z")),
            ("2026-03-02T19:00:00Z", Some("2026-03-03T03:00:00Z")),
            ("2026-03-03T02:59:59.999Z", Some("2026-03-03T03:00:00Z")),
            ("2026-03-03T03:00:00Z", None),
        ] {
            assert_eq!(until(&night, now).as_deref(), end, "{now}");
        }
    }

    #[test]
    fn hours_may_lie_within_a_day_or_begin_it() {
        let noon = quiet(13, 14, "UTC");
        assert_eq!(until(&noon, "2026-03-02T12:59:59Z"), None);
        let end = Some("2026-03-02T14:00:00Z".to_owned());
        assert_eq!(until(&noon, "2026-03-02T13:30:00Z"), end);
        let early = quiet(0, 6, "UTC");
        assert_eq!(until(&early, "2026-03-01T23:59:59Z"), None);
        let end = Some("2026-03-02T06:00:00Z".to_owned());
        assert_eq!(until(&early, "2026-03-02T00:00:00Z"), end);
        let late = quiet(20, 0, "UTC");
        let end = Some("2026-03-03T00:00:00Z".to_owned());
        assert_eq!(until(&late, "2026-03-02T20:00:00Z"), end);
    }

    /// On 29 March 2026 Berlin skips 2 to 3 o'clock, on 25 October it has that hour twice.
    #[test]
    fn hours_end_by_the_clock_when_it_changes() {
        let night = quiet(22, 8, "Europe/Berlin");
        let end = |now| until(&night, now).unwrap();
        assert_eq!(end("2026-03-28T21:00:00Z"), "2026-03-29T06:00:00Z");
        assert_eq!(end("2026-03-29T20:00:00Z"), "2026-03-30T06:00:00Z");
        assert_eq!(end("2026-10-24T20:00:00Z"), "2026-10-25T07:00:00Z");
    }

    #[test]
    fn an_end_that_is_skipped_or_repeated_is_the_right_instant() {
        let skipped = Quiet {
            to: 150,
            ..quiet(22, 8, "Europe/Berlin")
        };
        let end = until(&skipped, "2026-03-29T00:30:00Z");
        assert_eq!(end.as_deref(), Some("2026-03-29T01:00:00Z"));
        let end = until(&skipped, "2026-10-24T23:30:00Z");
        assert_eq!(
            end.as_deref(),
            Some("2026-10-25T00:30:00Z"),
            "the first one"
        );
        let end = until(&skipped, "2026-10-25T01:10:00Z");
        assert_eq!(
            end.as_deref(),
            Some("2026-10-25T01:30:00Z"),
            "the second one"
        );
    }

    /// Samoa had no 30 December 2011.
    #[test]
    fn hours_end_after_a_date_that_was_skipped() {
        let night = quiet(22, 8, "Pacific/Apia");
        let end = until(&night, "2011-12-30T09:30:00Z");
        assert_eq!(end.as_deref(), Some("2011-12-30T18:00:00Z"));
    }

    #[test]
    fn hours_that_cannot_be_read_are_none() {
        let odd = |from, to, zone: &str| Quiet {
            from,
            to,
            zone: zone.to_owned(),
        };
        for odd in [
            odd(0, 600, "Mars/Olympus"),
            odd(0, 601, "UTC"),
            odd(0, 9_000, "UTC"),
        ] {
            assert_eq!(until(&odd, "2026-03-02T05:00:00Z"), None, "{odd:?}");
        }
        let midnight = [TimeOfDay::MIDNIGHT, TimeOfDay::END];
        assert_eq!(
            Quiet::between(midnight[0], midnight[1], &Zone::default()),
            None
        );
    }
}
