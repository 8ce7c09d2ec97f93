use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::{Offset, TimeZone};

use crate::interval::merged;
use crate::{GRID_MINUTES, Interval, Misfit, Span, TimeOfDay};

const DAY: i64 = 24 * 60 * 60;
const GRID: i64 = GRID_MINUTES as i64 * 60;

/// How far a clock can be from UTC, in seconds (jiff's `Offset` has less than 26 hours).
const FARTHEST: i64 = 26 * 60 * 60;

/// One date of a zone as instants: between none (a date that was skipped) and, where the clock
/// goes back by an hour, 25 hours of them.
#[derive(Clone, Debug)]
pub struct CivilDay {
    date: Date,
    /// Epoch seconds of the date's midnight, were the zone UTC.
    midnight: i64,
    stretches: Vec<Stretch>,
}

/// A time during which the clock is not changed; everything in seconds.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: i64,
    end: i64,
    offset: i64,
}

impl CivilDay {
    pub(crate) fn new(zone: &TimeZone, on: Date) -> Self {
        let midnight = on.duration_since(date(1970, 1, 1)).as_secs();
        Self {
            date: on,
            midnight,
            stretches: stretches(zone, midnight - FARTHEST, midnight + DAY + FARTHEST),
        }
    }

    /// The date.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// From the first instant of the date to its end; `None` for a date that does not exist. In
    /// the few zones that once set the clock back over midnight, an hour of the neighbour lies
    /// between.
    #[must_use]
    pub fn bounds(&self) -> Option<Interval> {
        let whole = self.seconds(0, DAY);
        Interval::between(whole.first()?.start(), whole.last()?.end())
    }

    /// The instants at which the clock shows a time of `span`, as intervals in their order that
    /// neither overlap nor touch: usually one, none where the times are skipped, two where the
    /// edge of the span lies in a repeated hour.
    #[must_use]
    pub fn instants(&self, span: Span) -> Vec<Interval> {
        let seconds = |time: TimeOfDay| i64::from(time.minutes()) * 60;
        self.seconds(seconds(span.start()), seconds(span.end()))
    }

    /// When the clock shows `time`: once, never where it is skipped, twice where it is repeated.
    /// Midnight at the end of the day, 24:00, belongs to the next date.
    #[must_use]
    pub fn at(&self, time: TimeOfDay) -> Vec<Timestamp> {
        let minutes = Some(i64::from(time.minutes())).filter(|_| time < TimeOfDay::END);
        let instants = minutes
            .into_iter()
            .flat_map(|minutes| self.reading(minutes * 60));
        instants.map(timestamp).collect()
    }

    /// All instants at which the clock shows a grid time of this date, in their order.
    #[must_use]
    pub fn grid(&self) -> Vec<Timestamp> {
        let readings = (0..DAY / GRID).map(|step| step * GRID);
        let mut instants: Vec<i64> = readings.flat_map(|at| self.reading(at)).collect();
        instants.sort_unstable();
        instants.into_iter().map(timestamp).collect()
    }

    /// Whether the clock shows a grid time of this date at an instant.
    pub(crate) fn check_grid(&self, instant: Timestamp) -> Result<(), Misfit> {
        let second = instant.as_second();
        let mut stretches = self.stretches.iter();
        let current = stretches.find(|stretch| (stretch.start..stretch.end).contains(&second));
        let reading = current.map(|stretch| second + stretch.offset - self.midnight);
        match reading.filter(|reading| (0..DAY).contains(reading)) {
            None => Err(Misfit::AnotherDate),
            Some(reading) if reading % GRID == 0 && instant.subsec_nanosecond() == 0 => Ok(()),
            Some(_) => Err(Misfit::OffGrid),
        }
    }

    /// The instants, in epoch seconds, with a reading of so many seconds after midnight.
    fn reading(&self, seconds: i64) -> impl Iterator<Item = i64> {
        let reading = self.midnight + seconds;
        self.stretches.iter().filter_map(move |stretch| {
            let instant = reading - stretch.offset;
            let shown = (stretch.start..stretch.end).contains(&instant);
            shown.then_some(instant)
        })
    }

    /// The instants with a reading from `from` to before `to`, in seconds after midnight.
    fn seconds(&self, from: i64, to: i64) -> Vec<Interval> {
        let pieces = self.stretches.iter().filter_map(|stretch| {
            let reading = self.midnight - stretch.offset;
            let start = stretch.start.max(reading + from);
            let end = stretch.end.min(reading + to);
            Interval::between(timestamp(start), timestamp(end))
        });
        merged(pieces)
    }
}

/// The stretches of a zone from `start` to `end`, in their order.
fn stretches(zone: &TimeZone, start: i64, end: i64) -> Vec<Stretch> {
    let offset = |offset: Offset| i64::from(offset.seconds());
    let first = (start, offset(zone.to_offset(timestamp(start))));
    let changes = zone
        .following(timestamp(start))
        .map(|change| (change.timestamp().as_second(), offset(change.offset())))
        .take_while(|(at, _)| *at < end);
    let begun: Vec<_> = std::iter::once(first).chain(changes).collect();
    let ends = begun.iter().skip(1).map(|(at, _)| *at).chain([end]);
    begun
        .iter()
        .zip(ends)
        .map(|(&(start, offset), end)| Stretch { start, end, offset })
        .collect()
}

/// The instant, or the nearest that can be told.
fn timestamp(second: i64) -> Timestamp {
    let bounds = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(second.clamp(bounds.0, bounds.1)).expect("it lies within the bounds")
}
