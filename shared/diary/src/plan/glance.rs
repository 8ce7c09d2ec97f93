use super::Plan;
use crate::{Block, Booking, Interval};

/// A part of a master's day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Entry<'a> {
    /// From when to when.
    pub time: Interval,
    /// What is then.
    pub what: What<'a>,
}

/// What a part of a day is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum What<'a> {
    /// A booking that was not cancelled.
    Booking(&'a Booking),
    /// A time away, or one of the two parts of it between which the clock was set back.
    Block(&'a Block),
    /// Lunch, or one of the two parts of it.
    Lunch,
    /// Working hours with nothing in them.
    Free,
}

impl<'a> Plan<'a> {
    /// The day in its order: bookings of every state, blocks, lunch and what is free, whenever
    /// now is. On a day off nothing is free and there is no lunch.
    #[must_use]
    pub fn glance(&self) -> Vec<Entry<'a>> {
        let entry = |what| move |time| Entry { time, what };
        let bookings = self.sheet.bookings().iter();
        let bookings = bookings.map(|booking| entry(What::Booking(booking))(booking.interval()));
        let blocks = self.sheet.blocks().iter().flat_map(|block| {
            let times = self.day.instants(block.span);
            times.into_iter().map(entry(What::Block(block)))
        });
        let mut entries: Vec<_> = bookings.chain(blocks).collect();
        if !self.sheet.is_day_off() {
            entries.extend(self.eating.iter().copied().map(entry(What::Lunch)));
            entries.extend(self.free().into_iter().map(entry(What::Free)));
        }
        entries.sort_by_key(|entry| entry.time);
        entries
    }

    /// The working hours without lunch, blocks and active bookings.
    fn free(&self) -> Vec<Interval> {
        let blocks = self.sheet.blocks().iter();
        let blocked = blocks.flat_map(|block| self.day.instants(block.span));
        let booked = self.sheet.active().map(Booking::interval);
        let taken = self.eating.iter().copied().chain(blocked).chain(booked);
        taken.fold(self.open.clone(), |free, taken| {
            free.into_iter()
                .flat_map(|free| free.without(taken))
                .collect()
        })
    }

    /// How many minutes of the working hours nothing is in, for a week at a glance.
    #[must_use]
    pub fn free_minutes(&self) -> i64 {
        if self.sheet.is_day_off() {
            return 0;
        }
        let length = |free: &Interval| free.end().duration_since(free.start()).as_mins();
        self.free().iter().map(length).sum()
    }
}
