//! The model: bookings in minutes since 1970, and what the clock shows at them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::booking::salon::{BOB, MAX, code};

pub(super) const MASTERS: [(i64, &str); 2] = [(MAX, "Max"), (BOB, "Bob")];
pub(super) const SERVICES: [&str; 3] = ["haircut", "beard", "haircut_beard"];

/// Zones with and without clock changes; these lie in March 2026, where the stories are.
pub(super) const ZONES: [&str; 5] = [
    "UTC",
    "Asia/Tashkent",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
];

/// From one half hour after midnight to before another.
pub(super) type Span = (i64, i64);

/// When lunch is on one date.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Lunch {
    #[default]
    Usual,
    None,
    At(i64),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) client: i64,
    pub(super) id: i64,
    pub(super) master: i64,
    pub(super) start: i64,
    pub(super) length: i64,
    pub(super) moves: u32,
}

/// What a master works by: the hours from Monday on, and lunch.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Terms {
    pub(super) hours: [Option<Span>; 7],
    pub(super) lunch: Option<i64>,
}

/// A master's date; a block has its id first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    pub(super) off: bool,
    pub(super) lunch: Lunch,
    pub(super) blocks: Vec<(String, Span)>,
}

#[derive(Clone, Debug)]
pub(super) struct Service {
    pub(super) minutes: i64,
    pub(super) on: bool,
}

#[derive(Debug)]
pub(super) struct Model {
    pub(super) zone: TimeZone,
    pub(super) now: i64,
    /// What is booked and has not come to its end.
    pub(super) held: Vec<Held>,
    pub(super) terms: BTreeMap<i64, Terms>,
    pub(super) sheets: BTreeMap<(i64, Date), Sheet>,
    pub(super) services: [Service; 3],
    pub(super) away: BTreeSet<i64>,
    /// What has happened at all.
    pub(super) done: BTreeSet<&'static str>,
}

impl Terms {
    fn on(&self, date: Date) -> Option<Span> {
        self.hours[usize::try_from(date.weekday().to_monday_zero_offset()).unwrap()]
    }

    /// Lunch lies inside the hours wherever it touches them, and somewhere at least.
    pub(super) fn hold_together(&self) -> bool {
        let Some(lunch) = self.lunch.map(hour) else {
            return true;
        };
        let open: Vec<_> = self.hours.iter().flatten().collect();
        let inside = |span: &&Span| span.0 <= lunch.0 && lunch.1 <= span.1;
        open.is_empty()
            || (open.iter().any(&inside)
                && open.iter().all(|span| inside(span) || !meet(**span, lunch)))
    }
}

impl Model {
    /// The date that the clock shows, and the minute after midnight.
    pub(super) fn reading(&self, minute: i64) -> (Date, i64) {
        let at = Timestamp::from_second(minute * 60).unwrap();
        let at = self.zone.to_datetime(at);
        (
            at.date(),
            i64::from(at.hour()) * 60 + i64::from(at.minute()),
        )
    }

    /// Each quarter of an hour of a date.
    pub(super) fn quarters(&self, date: Date) -> impl Iterator<Item = i64> {
        let noon = date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        let noon = noon.timestamp().as_second() / 60;
        let quarters = (-160..160).map(move |step| noon + step * 15);
        quarters.filter(move |minute| self.reading(*minute).0 == date)
    }

    pub(super) fn at(&self, date: Date, slot: i64) -> Option<i64> {
        let mut quarters = self.quarters(date);
        quarters.find(|minute| self.reading(*minute).1 == slot * 30)
    }

    /// Whether the clock ever shows a time between these on that date.
    pub(super) fn shows(&self, date: Date, span: Span) -> bool {
        let mut quarters = self.quarters(date);
        quarters.any(|minute| within(self.reading(minute).1, span))
    }

    pub(super) fn sheet(&self, master: i64, date: Date) -> Sheet {
        let kept = self.sheets.get(&(master, date));
        kept.cloned().unwrap_or_default()
    }

    /// Whether hours and lunch leave room for work at that minute.
    fn is_open(&self, terms: &Terms, master: i64, date: Date, minute: i64) -> bool {
        let (on, reading) = self.reading(minute);
        let lunch = match self.sheet(master, date).lunch {
            Lunch::Usual => terms.lunch,
            Lunch::None => None,
            Lunch::At(at) => Some(at),
        };
        let eats = lunch.is_some_and(|at| within(reading, hour(at)));
        let open = terms.on(date).is_some_and(|span| within(reading, span));
        on == date && open && !eats
    }

    fn works(&self, master: i64, date: Date, minute: i64) -> bool {
        let (sheet, reading) = (self.sheet(master, date), self.reading(minute).1);
        let mut blocks = sheet.blocks.iter();
        !sheet.off
            && !blocks.any(|(_, span)| within(reading, *span))
            && self.is_open(&self.terms[&master], master, date, minute)
    }

    pub(super) fn fits(&self, master: i64, start: i64, length: i64, moving: Option<i64>) -> bool {
        let (date, reading) = self.reading(start);
        let today = self.reading(self.now).0;
        let last = today.saturating_add(jiff::Span::new().days(60));
        let early = date < today || start < self.now || (date == today && start < self.now + 30);
        let mut others = self.held.iter().filter(|it| Some(it.id) != moving);
        !early
            && date <= last
            && reading % 30 == 0
            && quarters_of(start, length).all(|minute| self.works(master, date, minute))
            && !others.any(|it| {
                it.master == master && it.start < start + length && start < it.start + it.length
            })
    }

    /// The master who is free first of those who are asked, for a service that is offered.
    pub(super) fn first_free(&self, who: usize, start: i64, service: usize) -> Option<i64> {
        let Service { minutes, on } = self.services[service];
        let mut masters = masters(who).into_iter();
        masters.find(|master| {
            on && !self.away.contains(master) && self.fits(*master, start, minutes, None)
        })
    }

    pub(super) fn ahead(&self, client: i64) -> Option<Held> {
        let mut held = self.held.iter();
        let ahead = held.find(|it| it.client == client && it.start > self.now);
        ahead.cloned()
    }

    pub(super) fn date(&self, day: i32) -> Date {
        let today = self.reading(self.now).0;
        today.saturating_add(jiff::Span::new().days(day))
    }

    /// What is booked with a master on a date and not over.
    pub(super) fn booked(&self, master: i64, date: Date) -> impl Iterator<Item = &Held> {
        let held = self.held.iter().filter(move |it| it.master == master);
        let held = held.filter(|it| it.start + it.length > self.now);
        held.filter(move |it| self.reading(it.start).0 == date)
    }

    /// Whether nothing is booked at a time that the clock shows between these.
    pub(super) fn is_vacant(&self, master: i64, date: Date, span: Span) -> bool {
        let touched = |minute| within(self.reading(minute).1, span);
        let mut booked = self.booked(master, date);
        !booked.any(|it| quarters_of(it.start, it.length).any(touched))
    }

    /// Whether these terms leave room for all that is not over.
    pub(super) fn leaves_room(&self, master: i64, terms: &Terms) -> bool {
        let held = self.held.iter().filter(|it| it.master == master);
        let mut ahead = held.filter(|it| it.start + it.length > self.now);
        ahead.all(|it| {
            let date = self.reading(it.start).0;
            quarters_of(it.start, it.length).all(|minute| self.is_open(terms, master, date, minute))
        })
    }

    /// What is promised at any time: nobody is booked twice at once, or outside the hours, in
    /// lunch, in a block or on a day off; and a client has one booking ahead.
    pub(super) fn keeps_its_promises(&self) {
        for it in self
            .held
            .iter()
            .filter(|it| it.start + it.length > self.now)
        {
            let others = self.held.iter().filter(|other| other.id != it.id);
            let others = others.filter(|other| other.master == it.master);
            for other in others {
                let apart =
                    other.start + other.length <= it.start || it.start + it.length <= other.start;
                assert!(apart, "{it:?} {other:?}");
            }
            let date = self.reading(it.start).0;
            for minute in quarters_of(it.start, it.length) {
                assert!(self.works(it.master, date, minute), "{it:?}");
            }
        }
        for client in 1..4 {
            let held = self.held.iter().filter(|it| it.client == client);
            assert!(held.filter(|it| it.start > self.now).count() <= 1);
        }
    }
}

fn quarters_of(start: i64, length: i64) -> impl Iterator<Item = i64> {
    (0..length / 15).map(move |quarter| start + quarter * 15)
}

fn within(reading: i64, span: Span) -> bool {
    (span.0 * 30..span.1 * 30).contains(&reading)
}

/// A lunch.
pub(super) fn hour(at: i64) -> Span {
    (at, at + 2)
}

pub(super) fn meet(one: Span, other: Span) -> bool {
    one.0 < other.1 && other.0 < one.1
}

pub(super) fn masters(who: usize) -> Vec<i64> {
    match who {
        0 => vec![MAX],
        1 => vec![BOB],
        _ => vec![MAX, BOB],
    }
}

/// A number as buttons have it.
pub(super) fn number(number: i64) -> String {
    // What `code` writes are minutes.
    code(Timestamp::from_second(number * 60).unwrap())
}
