//! Changes of a sheet that have to fit into its date.

use jiff::Timestamp;

use super::{Plan, overlap};
use crate::{Block, Booking, BookingId, DayLunch, Interval, Reach, Refusal, Sheet, State};

impl Plan<'_> {
    /// The sheet with another booking, which is active from now on.
    ///
    /// # Errors
    /// [`Refusal::Misfit`], [`Refusal::SameId`], [`Refusal::Full`].
    pub fn book(&self, booking: Booking, reach: &Reach) -> Result<Sheet, Refusal> {
        if self.sheet.booking(&booking.id).is_some() {
            return Err(Refusal::SameId);
        }
        self.fits(booking.start, booking.duration, reach)?;
        self.sheet.with_booking(Booking {
            state: State::Active,
            ..booking
        })
    }

    /// The sheet with a booking at another start on the same date. It may overlap its old time;
    /// its old start gives the same sheet, also where that could not be booked any more.
    ///
    /// To another date a booking goes by [`Sheet::release`] on one sheet and [`Plan::book`] on
    /// the other.
    ///
    /// # Errors
    /// As for [`Sheet::release`], and [`Refusal::Misfit`].
    pub fn move_to(
        &self,
        id: &BookingId,
        start: Timestamp,
        reach: &Reach,
    ) -> Result<Sheet, Refusal> {
        let booking = self.sheet.upcoming(id, reach.now())?;
        if booking.start == start {
            return Ok(self.sheet.clone());
        }
        self.fits_beside(start, booking.duration, reach, Some(id))?;
        let (without, booking) = self.sheet.release(id, reach.now())?;
        without.with_booking(Booking { start, ..booking })
    }

    /// The sheet with another block.
    ///
    /// # Errors
    /// [`Refusal::SameId`]; [`Refusal::NoSuchTime`] if the clock skips all of it;
    /// [`Refusal::Occupied`] with the active bookings in it that are not over at `now`; [`Refusal::DayOff`] and
    /// [`Refusal::Blocked`], for times off do not overlap.
    pub fn block(&self, block: Block, now: Timestamp) -> Result<Sheet, Refusal> {
        if self.sheet.block(&block.id).is_some() {
            return Err(Refusal::SameId);
        }
        self.blockable(&block, now)?;
        Ok(self.sheet.with_block(block))
    }

    /// The sheet with another time or reason of the block of that id.
    ///
    /// # Errors
    /// [`Refusal::NoSuchBlock`], and otherwise as for [`Plan::block`].
    pub fn edit_block(&self, block: Block, now: Timestamp) -> Result<Sheet, Refusal> {
        let without = self.sheet.unblock(&block.id)?;
        self.blockable(&block, now)?;
        Ok(without.with_block(block))
    }

    /// The sheet with another lunch of this date.
    ///
    /// # Errors
    /// [`Refusal::Closed`]; [`Refusal::LunchOutsideHours`]; [`Refusal::Occupied`] with the
    /// active bookings in the new lunch that are not over at `now`.
    pub fn change_lunch(&self, lunch: DayLunch, now: Timestamp) -> Result<Sheet, Refusal> {
        let hours = self.hours.ok_or(Refusal::Closed)?;
        let span = match lunch {
            DayLunch::Usual => self.terms.lunch().map(crate::Lunch::span),
            DayLunch::None => None,
            DayLunch::At(lunch) => Some(lunch.span()),
        };
        let own = matches!(lunch, DayLunch::At(_));
        match span {
            Some(span) if own && !hours.contains(span) => {
                return Err(Refusal::LunchOutsideHours { hours });
            }
            Some(span) if hours.overlaps(span) => self.vacant(&self.day.instants(span), now)?,
            _ => {}
        }
        Ok(self.sheet.with_lunch(lunch))
    }

    /// Whether a block can be there, whatever the one of the same id is now.
    fn blockable(&self, block: &Block, now: Timestamp) -> Result<(), Refusal> {
        let instants = self.day.instants(block.span);
        if instants.is_empty() {
            return Err(Refusal::NoSuchTime);
        }
        if self.sheet.is_day_off() {
            return Err(Refusal::DayOff);
        }
        self.vacant(&instants, now)?;
        self.unblocked(block)
    }

    /// Whether no active booking that is not over lies in `instants`.
    fn vacant(&self, instants: &[Interval], now: Timestamp) -> Result<(), Refusal> {
        let within = |booking: &&Booking| overlap(booking.interval(), instants.iter().copied());
        let bookings: Vec<_> = self.sheet.standing(now).filter(within).cloned().collect();
        if bookings.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Occupied { bookings })
        }
    }

    /// Whether no other block overlaps `block`.
    fn unblocked(&self, block: &Block) -> Result<(), Refusal> {
        let others = self
            .sheet
            .blocks()
            .iter()
            .filter(|other| other.id != block.id);
        let blocks: Vec<_> = others
            .filter(|other| other.span.overlaps(block.span))
            .cloned()
            .collect();
        if blocks.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Blocked { blocks })
        }
    }
}
