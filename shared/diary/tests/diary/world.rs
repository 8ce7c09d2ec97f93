//! One master's date in a shop, with the verbs of the stories.

use diary::{
    Block, BlockId, Booking, BookingId, Client, Duration, Lunch, Plan, Reach, Refusal, ServiceId,
    Sheet, Span, State, Terms, TimeOfDay, Zone,
};
use jiff::Timestamp;
use jiff::civil::Date;

/// A shop in Tashkent (which never changes its clock) unless a story says otherwise. It is noon,
/// two days before the date.
pub(crate) struct World {
    pub(crate) zone: Zone,
    pub(crate) date: Date,
    pub(crate) terms: Terms,
    pub(crate) sheet: Sheet,
    pub(crate) now: Timestamp,
}

impl World {
    /// An empty Wednesday.
    pub(crate) fn new() -> Self {
        Self::of("Asia/Tashkent", jiff::civil::date(2026, 5, 6))
    }

    pub(crate) fn of(zone: &str, date: Date) -> Self {
        let zone = Zone::named(zone).unwrap();
        let earlier = date.yesterday().unwrap().yesterday().unwrap();
        let now = zone.day(earlier).at(time("12:00"))[0];
        Self {
            zone,
            date,
            terms: Terms::default(),
            sheet: Sheet::default(),
            now,
        }
    }

    /// It is that time on the date itself.
    pub(crate) fn at(mut self, clock: &str) -> Self {
        self.now = self.instant(clock);
        self
    }

    pub(crate) fn plan(&self) -> Plan<'_> {
        Plan::new(&self.zone, self.date, &self.terms, &self.sheet)
    }

    pub(crate) fn reach(&self) -> Reach {
        Reach::of_client(&self.zone, self.now)
    }

    /// When the clock first shows a time on the date.
    pub(crate) fn instant(&self, clock: &str) -> Timestamp {
        self.zone.day(self.date).at(time(clock))[0]
    }

    /// What the clock shows at each of the free starts.
    pub(crate) fn free(&self, minutes: u16) -> Vec<String> {
        let starts = self.plan().free_starts(long(minutes), &self.reach());
        starts.into_iter().map(|start| self.shown(start)).collect()
    }

    pub(crate) fn shown(&self, instant: Timestamp) -> String {
        self.zone.reading(instant).strftime("%H:%M").to_string()
    }

    pub(crate) fn books(&mut self, id: &str, clock: &str, minutes: u16) -> Result<(), Refusal> {
        let booking = booking(id, self.instant(clock), minutes);
        self.sheet = self.plan().book(booking, &self.reach())?;
        Ok(())
    }

    pub(crate) fn moves(&mut self, id: &str, clock: &str) -> Result<(), Refusal> {
        let start = self.instant(clock);
        self.sheet = self
            .plan()
            .move_to(&BookingId::new(id).unwrap(), start, &self.reach())?;
        Ok(())
    }

    pub(crate) fn blocks(&mut self, id: &str, from: &str, to: &str) -> Result<(), Refusal> {
        self.sheet = self.plan().block(block(id, from, to), self.now)?;
        Ok(())
    }

    pub(crate) fn edits(&mut self, id: &str, from: &str, to: &str) -> Result<(), Refusal> {
        self.sheet = self.plan().edit_block(block(id, from, to), self.now)?;
        Ok(())
    }

    pub(crate) fn takes_off(&mut self) -> Result<(), Refusal> {
        self.sheet = self.sheet.take_off(self.now)?;
        Ok(())
    }
}

pub(crate) fn booking(id: &str, start: Timestamp, minutes: u16) -> Booking {
    Booking {
        id: booking_id(id),
        start,
        duration: long(minutes),
        client: Client::Telegram(42),
        service: ServiceId::new("haircut").unwrap(),
        state: State::Active,
    }
}

pub(crate) fn block(id: &str, from: &str, to: &str) -> Block {
    Block {
        id: BlockId::new(id).unwrap(),
        span: span(from, to),
        reason: None,
    }
}

pub(crate) fn booking_id(id: &str) -> BookingId {
    BookingId::new(id).unwrap()
}

/// The ids of the bookings that prevent a change.
pub(crate) fn in_the_way(refused: Refusal) -> Vec<String> {
    match refused {
        Refusal::Occupied { bookings } => bookings.iter().map(|held| held.id.to_string()).collect(),
        other => panic!("{other}"),
    }
}

pub(crate) fn time(clock: &str) -> TimeOfDay {
    TimeOfDay::parse(clock).unwrap()
}

pub(crate) fn span(from: &str, to: &str) -> Span {
    Span::new(time(from), time(to)).unwrap()
}

pub(crate) fn lunch(clock: &str) -> Lunch {
    Lunch::at(time(clock)).unwrap()
}

pub(crate) fn long(minutes: u16) -> Duration {
    Duration::from_minutes(minutes).unwrap()
}
