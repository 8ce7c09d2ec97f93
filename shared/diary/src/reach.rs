use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};

use crate::{Misfit, Zone};

/// How long before its start a client can still book, across midnight too.
pub const LEAD: SignedDuration = SignedDuration::from_mins(30);

/// How many days after today the last date lies that can be booked.
pub const HORIZON_DAYS: i32 = 60;

/// What can be booked as seen from now: from today, by the shop's date, to the horizon, and only
/// what starts late enough. The lead time is one of elapsed minutes: neither midnight nor a change
/// of the clock shortens it.
///
/// Starts lie on the grid, so "30 minutes from now" is rounded up to it by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Reach {
    now: Timestamp,
    today: Date,
    last: Date,
    earliest: Timestamp,
}

impl Reach {
    /// What a client can book: nothing that starts within [`LEAD`].
    #[must_use]
    pub fn of_client(zone: &Zone, now: Timestamp) -> Self {
        Self::new(zone, now, LEAD)
    }

    /// What a master can book for somebody: everything that has not started yet.
    #[must_use]
    pub fn of_master(zone: &Zone, now: Timestamp) -> Self {
        Self::new(zone, now, SignedDuration::ZERO)
    }

    /// The instant from which all this is seen.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The first date that can be booked: today.
    #[must_use]
    pub fn first_date(&self) -> Date {
        self.today
    }

    /// The last date that can be booked.
    #[must_use]
    pub fn last_date(&self) -> Date {
        self.last
    }

    /// Whether a start on a date is within reach.
    pub(crate) fn judge(&self, date: Date, start: Timestamp) -> Result<(), Misfit> {
        if date < self.today || start < self.now {
            Err(Misfit::Past)
        } else if date > self.last {
            Err(Misfit::BeyondHorizon { last: self.last })
        } else if start < self.earliest {
            let earliest = self.earliest;
            Err(Misfit::TooSoon { earliest })
        } else {
            Ok(())
        }
    }

    fn new(zone: &Zone, now: Timestamp, lead: SignedDuration) -> Self {
        let today = zone.today(now);
        Self {
            now,
            today,
            last: today.saturating_add(Span::new().days(HORIZON_DAYS)),
            earliest: now.checked_add(lead).unwrap_or(Timestamp::MAX),
        }
    }
}
