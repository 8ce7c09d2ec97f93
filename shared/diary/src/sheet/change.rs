//! Changes of a sheet for which nothing but the sheet has to be known.

use jiff::Timestamp;

use super::{Block, Booking, DayLunch, MAX_BOOKINGS, Sheet, State};
use crate::{BlockId, BookingId, Refusal};

impl Sheet {
    /// The sheet without a booking that is cancelled or goes to another day, and that booking.
    ///
    /// # Errors
    /// [`Refusal::NoSuchBooking`], [`Refusal::NotActive`]; [`Refusal::Started`] unless its start
    /// is after `now`.
    pub fn release(&self, id: &BookingId, now: Timestamp) -> Result<(Self, Booking), Refusal> {
        let booking = self.upcoming(id, now)?.clone();
        let mut sheet = self.clone();
        sheet.bookings.retain(|kept| kept.id != *id);
        Ok((sheet, booking))
    }

    /// The sheet with a booking whose client came. Its time is free again.
    ///
    /// # Errors
    /// [`Refusal::NoSuchBooking`], [`Refusal::NotActive`]; [`Refusal::NotStarted`] before its start.
    pub fn complete(&self, id: &BookingId, now: Timestamp) -> Result<Self, Refusal> {
        self.settle(id, State::Completed, now)
    }

    /// The sheet with a booking whose client did not come. Its time is free again.
    ///
    /// # Errors
    /// As for [`Sheet::complete`].
    pub fn no_show(&self, id: &BookingId, now: Timestamp) -> Result<Self, Refusal> {
        self.settle(id, State::NoShow, now)
    }

    /// The sheet without a block.
    ///
    /// # Errors
    /// [`Refusal::NoSuchBlock`].
    pub fn unblock(&self, id: &BlockId) -> Result<Self, Refusal> {
        self.block(id).ok_or(Refusal::NoSuchBlock)?;
        let mut sheet = self.clone();
        sheet.blocks.retain(|kept| kept.id != *id);
        Ok(sheet)
    }

    /// The sheet of a day off.
    ///
    /// # Errors
    /// [`Refusal::DayOff`] if it is one already; [`Refusal::Occupied`] with the active bookings that
    /// are not over at `now`; [`Refusal::Blocked`] with the blocks, for times off do not overlap.
    pub fn take_off(&self, now: Timestamp) -> Result<Self, Refusal> {
        let active: Vec<_> = self.standing(now).cloned().collect();
        if self.day_off {
            Err(Refusal::DayOff)
        } else if !active.is_empty() {
            Err(Refusal::Occupied { bookings: active })
        } else if !self.blocks.is_empty() {
            let blocks = self.blocks.clone();
            Err(Refusal::Blocked { blocks })
        } else {
            Ok(Self {
                day_off: true,
                ..self.clone()
            })
        }
    }

    /// The sheet of a day that is no day off any more.
    ///
    /// # Errors
    /// [`Refusal::NoDayOff`].
    pub fn work(&self) -> Result<Self, Refusal> {
        if self.day_off {
            Ok(Self {
                day_off: false,
                ..self.clone()
            })
        } else {
            Err(Refusal::NoDayOff)
        }
    }

    /// The active bookings that are not over.
    pub(crate) fn standing(&self, now: Timestamp) -> impl Iterator<Item = &Booking> {
        self.active()
            .filter(move |booking| booking.interval().end() > now)
    }

    /// The active booking of that id, which starts after `now`.
    pub(crate) fn upcoming(&self, id: &BookingId, now: Timestamp) -> Result<&Booking, Refusal> {
        let booking = self.active_booking(id)?;
        if booking.start > now {
            Ok(booking)
        } else {
            Err(Refusal::Started)
        }
    }

    /// The sheet with another booking, in its place. That the time is free is the plan's business.
    pub(crate) fn with_booking(&self, booking: Booking) -> Result<Self, Refusal> {
        if self.bookings.len() >= MAX_BOOKINGS {
            return Err(Refusal::Full);
        }
        let mut sheet = self.clone();
        sheet.bookings.push(booking);
        sheet.bookings.sort_by_key(|booking| booking.start);
        Ok(sheet)
    }

    /// The sheet with another block, in its place.
    pub(crate) fn with_block(&self, block: Block) -> Self {
        let mut sheet = self.clone();
        sheet.blocks.push(block);
        sheet.blocks.sort_by_key(|block| block.span.start());
        sheet
    }

    pub(crate) fn with_lunch(&self, lunch: DayLunch) -> Self {
        Self {
            lunch,
            ..self.clone()
        }
    }

    fn settle(&self, id: &BookingId, state: State, now: Timestamp) -> Result<Self, Refusal> {
        if self.active_booking(id)?.start > now {
            return Err(Refusal::NotStarted);
        }
        let mut sheet = self.clone();
        let settled = sheet
            .bookings
            .iter_mut()
            .filter(|booking| booking.id == *id);
        settled.for_each(|booking| booking.state = state);
        Ok(sheet)
    }

    fn active_booking(&self, id: &BookingId) -> Result<&Booking, Refusal> {
        match self.booking(id) {
            None => Err(Refusal::NoSuchBooking),
            Some(booking) if booking.is_active() => Ok(booking),
            Some(booking) => Err(Refusal::NotActive {
                state: booking.state,
            }),
        }
    }
}
