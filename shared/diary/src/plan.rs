mod change;
mod glance;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::{
    Booking, BookingId, CivilDay, DayLunch, DayState, Duration, Interval, Misfit, Reach, Sheet,
    Span, Terms, Zone,
};

pub use glance::{Entry, What};

/// One master's one date with everything that decides what is free on it.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    sheet: &'a Sheet,
    terms: &'a Terms,
    day: CivilDay,
    /// The working hours as the clock shows them, and as instants.
    hours: Option<Span>,
    open: Vec<Interval>,
    /// The lunch of this date likewise, if the master works then.
    lunch: Option<Span>,
    eating: Vec<Interval>,
}

/// An active booking that new terms leave no room for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Displaced<'a> {
    /// The date on whose sheet it stands.
    pub date: Date,
    /// The booking.
    pub booking: &'a Booking,
}

/// The active bookings that would lie outside the hours of `terms` or in its lunch: terms are not
/// changed to these while there are any. `sheets` are those of the dates from today on.
#[must_use]
pub fn displaced<'a>(
    zone: &Zone,
    terms: &Terms,
    sheets: impl IntoIterator<Item = (Date, &'a Sheet)>,
) -> Vec<Displaced<'a>> {
    let of_date = |(date, sheet): (Date, &'a Sheet)| {
        let plan = Plan::new(zone, date, terms, sheet);
        let displaced = sheet.active().filter(|&booking| !plan.keeps(booking));
        let found: Vec<_> = displaced
            .map(|booking| Displaced { date, booking })
            .collect();
        found
    };
    sheets.into_iter().flat_map(of_date).collect()
}

impl<'a> Plan<'a> {
    /// The plan of a date.
    #[must_use]
    pub fn new(zone: &Zone, date: Date, terms: &'a Terms, sheet: &'a Sheet) -> Self {
        let day = zone.day(date);
        let instants = |span: Option<Span>| span.map_or_else(Vec::new, |span| day.instants(span));
        let hours = terms.hours().on(date.weekday());
        let lunch = match sheet.lunch() {
            DayLunch::Usual => terms.lunch(),
            DayLunch::None => None,
            DayLunch::At(lunch) => Some(lunch),
        };
        let span = lunch.map(crate::Lunch::span);
        let lunch = span.filter(|span| hours.is_some_and(|hours| hours.overlaps(*span)));
        let (open, eating) = (instants(hours), instants(lunch));
        Self {
            sheet,
            terms,
            day,
            hours,
            open,
            lunch,
            eating,
        }
    }

    /// The date.
    #[must_use]
    pub fn date(&self) -> Date {
        self.day.date()
    }

    /// The working hours; `None` when the master does not work on that weekday. A day off is
    /// [`Sheet::is_day_off`].
    #[must_use]
    pub fn hours(&self) -> Option<Span> {
        self.hours
    }

    /// The lunch of this date, if the master works then.
    #[must_use]
    pub fn lunch(&self) -> Option<Span> {
        self.lunch
    }

    /// All starts at which a booking of that length fits, in their order.
    #[must_use]
    pub fn free_starts(&self, duration: Duration, reach: &Reach) -> Vec<Timestamp> {
        self.starts(duration, reach).collect()
    }

    /// Whether a booking fits.
    ///
    /// # Errors
    /// The first [`Misfit`] that there is.
    pub fn fits(&self, start: Timestamp, duration: Duration, reach: &Reach) -> Result<(), Misfit> {
        self.fits_beside(start, duration, reach, None)
    }

    /// What a month's calendar shows of this date for bookings of that length.
    #[must_use]
    pub fn state(&self, duration: Duration, reach: &Reach) -> DayState {
        if self.date() < reach.first_date() {
            DayState::Past
        } else if self.date() > reach.last_date() {
            DayState::Beyond
        } else if self.sheet.is_day_off() || self.open.is_empty() {
            DayState::Closed
        } else if self.starts(duration, reach).next().is_some() {
            DayState::Free
        } else {
            DayState::Full
        }
    }

    fn starts(&self, duration: Duration, reach: &Reach) -> impl Iterator<Item = Timestamp> {
        let grid = self.day.grid().into_iter();
        grid.filter(move |start| self.fits(*start, duration, reach).is_ok())
    }

    /// Whether a booking fits when the one that moves there has left its time.
    fn fits_beside(
        &self,
        start: Timestamp,
        duration: Duration,
        reach: &Reach,
        moving: Option<&BookingId>,
    ) -> Result<(), Misfit> {
        self.day.check_grid(start)?;
        reach.judge(self.date(), start)?;
        let wish = Interval::new(start, duration);
        self.at_work(wish)?;
        let others = self
            .sheet
            .active()
            .filter(|other| moving != Some(&other.id));
        if overlap(wish, others.map(Booking::interval)) {
            return Err(Misfit::Taken);
        }
        Ok(())
    }

    /// Whether the master is at work all that time.
    fn at_work(&self, wish: Interval) -> Result<(), Misfit> {
        if self.sheet.is_day_off() {
            return Err(Misfit::DayOff);
        }
        let hours = self.hours.ok_or(Misfit::Closed)?;
        if !self.is_open(wish) {
            return Err(Misfit::OutsideHours { hours });
        }
        if let Some(lunch) = self.lunch.filter(|_| self.eats(wish)) {
            return Err(Misfit::Lunch { lunch });
        }
        let mut blocks = self.sheet.blocks().iter();
        match blocks.find(|block| overlap(wish, self.day.instants(block.span))) {
            Some(block) => Err(Misfit::Blocked {
                block: block.clone(),
            }),
            None => Ok(()),
        }
    }

    fn is_open(&self, wish: Interval) -> bool {
        self.open.iter().any(|open| open.contains(wish))
    }

    fn eats(&self, wish: Interval) -> bool {
        overlap(wish, self.eating.iter().copied())
    }

    /// Whether hours and lunch leave room for a booking.
    fn keeps(&self, booking: &Booking) -> bool {
        let time = booking.interval();
        self.is_open(time) && !self.eats(time)
    }
}

/// Whether any of `taken` overlaps `wish`.
fn overlap(wish: Interval, taken: impl IntoIterator<Item = Interval>) -> bool {
    taken.into_iter().any(|taken| taken.overlaps(wish))
}
