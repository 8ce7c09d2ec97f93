use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use crate::{Duration, Plan, Reach, Sheet, Terms, Zone};

/// A month of a calendar.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Month(Date);

/// There is no such month.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("there is no such month")]
pub struct NotAMonth;

/// One date in a month's calendar.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Cell {
    /// The date.
    pub date: Date,
    /// What can be done with it.
    pub state: DayState,
}

/// What a calendar shows of a date. The greater is the more inviting, so that the greatest of
/// several masters' states is that of "any master".
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum DayState {
    /// It is over.
    Past,
    /// It is further away than one can book.
    Beyond,
    /// Nobody works: closed, a day off, or a date that does not exist.
    Closed,
    /// Nothing fits any more.
    Full,
    /// It has a free start.
    Free,
}

impl Month {
    /// The month of that year, 1 to 12.
    ///
    /// # Errors
    /// [`NotAMonth`].
    pub fn new(year: i16, month: i8) -> Result<Self, NotAMonth> {
        let first = Date::new(year, month, 1);
        first.map(Self).map_err(|_| NotAMonth)
    }

    /// The month in which a date lies.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self(date.first_of_month())
    }

    /// Its first date.
    #[must_use]
    pub fn first(self) -> Date {
        self.0
    }

    /// Its last date.
    #[must_use]
    pub fn last(self) -> Date {
        self.0.last_of_month()
    }

    /// The month before, if it has a date that can be booked.
    #[must_use]
    pub fn previous(self, reach: &Reach) -> Option<Self> {
        let before = self.0.yesterday().ok().map(Self::of);
        before.filter(|month| month.is_within(reach))
    }

    /// The month after, if it has a date that can be booked.
    #[must_use]
    pub fn next(self, reach: &Reach) -> Option<Self> {
        let after = self.last().tomorrow().ok().map(Self::of);
        after.filter(|month| month.is_within(reach))
    }

    /// Its weeks, Monday first; `None` where a day belongs to a neighbour.
    #[must_use]
    pub fn weeks(self) -> Vec<[Option<Date>; 7]> {
        let mut weeks = vec![[None; 7]];
        for date in self.dates() {
            let column = date.weekday().to_monday_zero_offset();
            if column == 0 && date != self.first() {
                weeks.push([None; 7]);
            }
            let week = weeks.last_mut().expect("there is a first week");
            week[usize::from(column.unsigned_abs())] = Some(date);
        }
        weeks
    }

    /// Its weeks for bookings of that length with one master, whose sheets of the month are
    /// `sheets`: a date without one is empty.
    #[must_use]
    pub fn calendar(
        self,
        zone: &Zone,
        terms: &Terms,
        sheets: &BTreeMap<Date, Sheet>,
        duration: Duration,
        reach: &Reach,
    ) -> Vec<[Option<Cell>; 7]> {
        let empty = Sheet::default();
        let cell = |date: Date| {
            let sheet = sheets.get(&date).unwrap_or(&empty);
            let state = Plan::new(zone, date, terms, sheet).state(duration, reach);
            Cell { date, state }
        };
        let weeks = self.weeks().into_iter();
        weeks.map(|week| week.map(|date| date.map(cell))).collect()
    }

    fn dates(self) -> impl Iterator<Item = Date> {
        let month = self;
        self.0
            .series(Span::new().days(1))
            .take_while(move |date| *date <= month.last())
    }

    fn is_within(self, reach: &Reach) -> bool {
        self.first() <= reach.last_date() && reach.first_date() <= self.last()
    }
}
