//! One operation, done by the crate and by the model side by side.

use diary::{
    Block, BlockId, Booking, BookingId, Client, DayLunch, Duration, Lunch, Plan, Reach, Refusal,
    ServiceId, Sheet, Span, State, Terms, TimeOfDay, WorkingHours, Zone, displaced,
};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::{Asking, Held, Minute, Model, OwnLunch, Times, Verdict, at};

/// What somebody does. Bookings, blocks and starts are named by any number.
#[derive(Clone, Debug)]
pub(crate) enum Operation {
    Book {
        start: usize,
        length: u16,
    },
    Move {
        booking: usize,
        start: usize,
    },
    Release {
        booking: usize,
    },
    Settle {
        booking: usize,
        state: State,
    },
    Block {
        times: Times,
    },
    EditBlock {
        block: usize,
        times: Times,
    },
    Unblock {
        block: usize,
    },
    TakeOff,
    Work,
    ChangeLunch {
        lunch: OwnLunch,
    },
    ChangeTerms {
        hours: Option<Times>,
        lunch: Option<u16>,
    },
}

/// Both of them, and the time.
pub(crate) struct Both {
    pub(crate) zone: Zone,
    pub(crate) date: Date,
    pub(crate) terms: Terms,
    pub(crate) sheet: Sheet,
    pub(crate) model: Model,
    pub(crate) now: Timestamp,
    serial: usize,
}

type Done = (Result<Sheet, Refusal>, Verdict);

impl Both {
    /// A date on which nobody works yet.
    pub(crate) fn new(zone: &str, date: Date, now: Timestamp) -> Self {
        Self {
            zone: Zone::named(zone).unwrap(),
            date,
            terms: Terms::new(WorkingHours::closed(), None).unwrap(),
            sheet: Sheet::default(),
            model: Model::new(zone, date),
            now,
            serial: 0,
        }
    }

    pub(crate) fn plan(&self) -> Plan<'_> {
        Plan::new(&self.zone, self.date, &self.terms, &self.sheet)
    }

    /// Lets both do it; they have to agree on whether it is done, and which bookings prevent it.
    /// Returns whether it was done.
    pub(crate) fn does(&mut self, operation: &Operation) -> bool {
        self.serial += 1;
        let before = self.model.clone();
        let (ours, theirs) = match *operation {
            Operation::Book { start, length } => self.book(start, length),
            Operation::Move { booking, start } => self.moves(booking, start),
            Operation::Release { booking } => self.release(booking),
            Operation::Settle { booking, state } => self.settle(booking, state),
            Operation::Block { times } => self.block(times),
            Operation::EditBlock { block, times } => self.edit_block(block, times),
            Operation::Unblock { block } => self.unblock(block),
            Operation::TakeOff => (self.sheet.take_off(self.now), self.model.take_off(self.now)),
            Operation::Work => (self.sheet.work(), self.model.work()),
            Operation::ChangeLunch { lunch } => self.change_lunch(lunch),
            Operation::ChangeTerms { hours, lunch } => self.change_terms(hours, lunch),
        };
        let verdict = ours.as_ref().map(|_| ()).map_err(in_the_way);
        let now = self.now;
        assert_eq!(
            verdict, theirs,
            "{operation:?} at {now} of {before:?}: {ours:?}"
        );
        self.sheet = ours.unwrap_or_else(|_| self.sheet.clone());
        theirs.is_ok()
    }

    fn book(&mut self, start: usize, length: u16) -> Done {
        let (id, start) = (format!("k{:03}", self.serial), self.start(start));
        let booking = Booking {
            id: booking_id(&id),
            start: at(start),
            duration: Duration::from_minutes(length).unwrap(),
            client: Client::Telegram(42),
            service: ServiceId::new("haircut").unwrap(),
            state: State::Active,
        };
        let wish = Held {
            start,
            length,
            state: State::Active,
        };
        let asking = self.asking();
        let ours = self.plan().book(booking, &self.reach());
        (ours, self.model.book(id, wish, asking))
    }

    fn moves(&mut self, booking: usize, start: usize) -> Done {
        let (id, start, asking) = (self.nth_booking(booking), self.start(start), self.asking());
        let ours = self
            .plan()
            .move_to(&booking_id(&id), at(start), &self.reach());
        (ours, self.model.move_to(id, start, asking))
    }

    fn release(&mut self, booking: usize) -> Done {
        let (id, asking) = (self.nth_booking(booking), self.asking());
        let ours = self.sheet.release(&booking_id(&id), self.now);
        let ours = ours.map(|(sheet, _)| sheet);
        (ours, self.model.release(&id, asking))
    }

    fn settle(&mut self, booking: usize, state: State) -> Done {
        let (id, asking) = (self.nth_booking(booking), self.asking());
        let ours = match state {
            State::Completed => self.sheet.complete(&booking_id(&id), self.now),
            _ => self.sheet.no_show(&booking_id(&id), self.now),
        };
        (ours, self.model.settle(id, state, asking))
    }

    fn block(&mut self, times: Times) -> Done {
        let id = format!("x{:03}", self.serial);
        let ours = self.plan().block(block(&id, times), self.now);
        (ours, self.model.block(id, times, self.now))
    }

    fn edit_block(&mut self, number: usize, times: Times) -> Done {
        let id = self.nth_block(number);
        let ours = self.plan().edit_block(block(&id, times), self.now);
        (ours, self.model.edit_block(id, times, self.now))
    }

    fn unblock(&mut self, number: usize) -> Done {
        let id = self.nth_block(number);
        let ours = self.sheet.unblock(&BlockId::new(&*id).unwrap());
        (ours, self.model.unblock(&id))
    }

    fn change_lunch(&mut self, lunch: OwnLunch) -> Done {
        let changed = match lunch {
            OwnLunch::Usual => DayLunch::Usual,
            OwnLunch::None => DayLunch::None,
            OwnLunch::At(start) => DayLunch::At(lunch_at(start)),
        };
        let ours = self.plan().change_lunch(changed, self.now);
        (ours, self.model.change_lunch(lunch, self.now))
    }

    /// Terms that cannot be are a refusal too, of any kind.
    fn change_terms(&mut self, hours: Option<Times>, lunch: Option<u16>) -> Done {
        let weekday = self.date.weekday();
        let week = WorkingHours::closed().with(weekday, hours.map(span));
        let theirs = self.model.change_terms(hours, lunch);
        let Ok(terms) = Terms::new(week, lunch.map(lunch_at)) else {
            return (Err(Refusal::Closed), theirs);
        };
        let found = displaced(&self.zone, &terms, [(self.date, &self.sheet)]);
        let bookings: Vec<_> = found.iter().map(|found| found.booking.clone()).collect();
        if !bookings.is_empty() {
            return (Err(Refusal::Occupied { bookings }), theirs);
        }
        self.terms = terms;
        (Ok(self.sheet.clone()), theirs)
    }

    fn reach(&self) -> Reach {
        Reach::of_client(&self.zone, self.now)
    }

    fn asking(&self) -> Asking {
        Asking {
            now: self.now,
            lead_minutes: 30,
        }
    }

    /// Every second number is a free start, if there is one. The others are minutes of the date
    /// or shortly before or after it, mostly on the grid.
    fn start(&self, number: usize) -> Minute {
        if number.is_multiple_of(2) {
            let free = self.model.starts(30, self.asking());
            if !free.is_empty() {
                return free[number / 2 % free.len()];
            }
        }
        let minutes = self.model.minutes();
        let first = minutes.first().copied();
        let steps = i64::try_from(number % (minutes.len() / 30 + 4)).unwrap();
        let beside = i64::from(number.is_multiple_of(11)) * 15;
        first.unwrap_or(self.now.as_second() / 60) - 60 + 30 * steps + beside
    }

    fn nth_booking(&self, number: usize) -> String {
        nth(self.model.bookings.keys(), number, "k000")
    }

    fn nth_block(&self, number: usize) -> String {
        nth(self.model.blocks.keys(), number, "x000")
    }
}

/// One of those that are there, or one that is not.
fn nth<'a>(ids: impl Iterator<Item = &'a String> + Clone, number: usize, none: &str) -> String {
    let count = ids.clone().count();
    let mut ids = ids.cloned();
    ids.nth(number % (count + 1)).unwrap_or(none.to_owned())
}

/// The active bookings that a refusal names, by id.
fn in_the_way(refused: &Refusal) -> Vec<String> {
    let Refusal::Occupied { bookings } = refused else {
        return Vec::new();
    };
    let mut ids: Vec<_> = bookings
        .iter()
        .map(|booking| booking.id.to_string())
        .collect();
    ids.sort();
    ids
}

fn booking_id(id: &str) -> BookingId {
    BookingId::new(id).unwrap()
}

fn block(id: &str, times: Times) -> Block {
    Block {
        id: BlockId::new(id).unwrap(),
        span: span(times),
        reason: None,
    }
}

fn span((from, to): Times) -> Span {
    let time = |minutes| TimeOfDay::new(minutes).unwrap();
    Span::new(time(from), time(to)).unwrap()
}

fn lunch_at(start: u16) -> Lunch {
    Lunch::at(TimeOfDay::new(start).unwrap()).unwrap()
}
