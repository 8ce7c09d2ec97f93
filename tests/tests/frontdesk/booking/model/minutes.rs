//! The model: bookings in minutes since 1970, and what the clock shows at them.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::booking::salon::{BOB, MAX, code};

pub(super) const MASTERS: [(i64, &str); 2] = [(MAX, "Max"), (BOB, "Bob")];
pub(super) const SERVICES: [(&str, i64); 3] =
    [("haircut", 30), ("beard", 30), ("haircut_beard", 60)];

/// Zones with and without clock changes; these lie in March 2026, where the stories are.
pub(super) const ZONES: [&str; 5] = [
    "UTC",
    "Asia/Tashkent",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
];

#[derive(Clone, Debug)]
pub(super) enum Operation {
    Book {
        client: i64,
        service: usize,
        who: usize,
        day: i32,
        slot: i64,
    },
    Move {
        client: i64,
        day: i32,
        slot: i64,
    },
    Cancel {
        client: i64,
    },
    DayOff {
        master: usize,
        day: i32,
    },
    Pass {
        halves: u64,
    },
    Look {
        service: usize,
        who: usize,
        day: i32,
    },
}

/// A shop: its zone, the day on which it all begins, and what its masters work by.
#[derive(Clone, Debug)]
pub(super) struct Shop {
    pub(super) zone: usize,
    pub(super) begins: i64,
    pub(super) open: i64,
    pub(super) close: i64,
    pub(super) lunch: Option<i64>,
    pub(super) closed: Option<usize>,
}

pub(super) fn any_operation() -> impl Strategy<Value = Operation> {
    let (client, day, slot) = (|| 1_i64..4, || -1_i32..4, || 0_i64..48);
    let book = (client(), 0..3_usize, 0..3_usize, day(), slot());
    let book = book.prop_map(|(client, service, who, day, slot)| Operation::Book {
        client,
        service,
        who,
        day,
        slot,
    });
    let moves = (client(), day(), slot());
    let moves = moves.prop_map(|(client, day, slot)| Operation::Move { client, day, slot });
    let look = (0..3_usize, 0..3_usize, day());
    prop_oneof![
        6 => book,
        4 => moves,
        2 => client().prop_map(|client| Operation::Cancel { client }),
        1 => (0..2_usize, day()).prop_map(|(master, day)| Operation::DayOff { master, day }),
        1 => (0..30_u64).prop_map(|halves| Operation::Pass { halves }),
        3 => look.prop_map(|(service, who, day)| Operation::Look { service, who, day }),
    ]
}

pub(super) fn any_shop() -> impl Strategy<Value = Shop> {
    let hours = prop::sample::select(vec![(20, 42), (0, 48), (2, 8), (16, 34)]);
    let lunch = prop::option::of(0_i64..20);
    let rest = (0..ZONES.len(), 0_i64..35, prop::option::of(0..7_usize));
    (hours, lunch, rest).prop_map(|((open, close), lunch, (zone, begins, closed))| Shop {
        zone,
        begins,
        open,
        close,
        lunch: lunch.map(|at| open + at).filter(|at| at + 2 <= close),
        closed,
    })
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) client: i64,
    pub(super) id: i64,
    pub(super) master: i64,
    pub(super) start: i64,
    pub(super) length: i64,
    pub(super) moves: u16,
}

/// All that is known of a shop, in minutes since 1970.
pub(super) struct Model {
    pub(super) shop: Shop,
    pub(super) zone: TimeZone,
    pub(super) now: i64,
    pub(super) held: Vec<Held>,
    pub(super) off: HashSet<(i64, Date)>,
}

impl Model {
    /// What the clock shows: the date, and half hours after midnight if it is one.
    pub(super) fn reading(&self, minute: i64) -> (Date, i64) {
        let at = Timestamp::from_second(minute * 60).unwrap();
        let at = self.zone.to_datetime(at);
        (
            at.date(),
            i64::from(at.hour()) * 60 + i64::from(at.minute()),
        )
    }

    /// Each minute of a quarter of an hour on a date.
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

    pub(super) fn works(&self, master: i64, date: Date, minute: i64) -> bool {
        let (on, reading) = self.reading(minute);
        let shop = &self.shop;
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap();
        let open = (shop.open * 30..shop.close * 30).contains(&reading);
        let eats = shop
            .lunch
            .is_some_and(|at| (at * 30..at * 30 + 60).contains(&reading));
        let off = shop.closed == Some(weekday) || self.off.contains(&(master, date));
        on == date && open && !eats && !off
    }

    pub(super) fn fits(&self, master: i64, start: i64, length: i64, moving: Option<i64>) -> bool {
        let (date, reading) = self.reading(start);
        let today = self.reading(self.now).0;
        let last = today.saturating_add(jiff::Span::new().days(60));
        let early = date < today || start < self.now || (date == today && start < self.now + 30);
        let mut quarters = (0..length / 15).map(|quarter| start + quarter * 15);
        let mut others = self.held.iter().filter(|it| Some(it.id) != moving);
        !early
            && date <= last
            && reading % 30 == 0
            && quarters.all(|minute| self.works(master, date, minute))
            && !others.any(|it| {
                it.master == master && it.start < start + length && start < it.start + it.length
            })
    }

    pub(super) fn first_free(&self, who: usize, start: i64, length: i64) -> Option<i64> {
        let mut masters = masters(who).into_iter();
        masters.find(|master| self.fits(*master, start, length, None))
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
}

pub(super) fn masters(who: usize) -> Vec<i64> {
    match who {
        0 => vec![MAX],
        1 => vec![BOB],
        _ => vec![MAX, BOB],
    }
}

pub(super) fn number(number: i64) -> String {
    // What `code` writes are minutes.
    code(Timestamp::from_second(number * 60).unwrap())
}

pub(super) fn minute(at: i64) -> String {
    number(at)
}
