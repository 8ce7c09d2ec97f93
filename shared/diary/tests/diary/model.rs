//! The rules once more, minute by minute and slowly. It shares no arithmetic with the crate: it
//! asks the time zone what the clock shows at each minute of the days around a date, and holds
//! sets of those minutes. All times are epoch minutes.

mod changes;

use std::collections::{BTreeMap, BTreeSet};

use diary::State;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

pub(crate) use changes::Verdict;

pub(crate) type Minute = i64;
pub(crate) type Minutes = BTreeSet<Minute>;

/// Minutes after midnight, from and to.
pub(crate) type Times = (u16, u16);

#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) date: Date,
    zone: TimeZone,
    /// What the clock shows at each minute of the date.
    shown: BTreeMap<Minute, u16>,
    pub(crate) hours: Option<Times>,
    pub(crate) usual_lunch: Option<u16>,
    pub(crate) own_lunch: OwnLunch,
    pub(crate) day_off: bool,
    pub(crate) blocks: BTreeMap<String, Times>,
    pub(crate) bookings: BTreeMap<String, Held>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    pub(crate) start: Minute,
    pub(crate) length: u16,
    pub(crate) state: State,
}

/// The lunch of one date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum OwnLunch {
    Usual,
    None,
    At(u16),
}

/// Who books, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking {
    pub(crate) now: Timestamp,
    pub(crate) lead_minutes: i64,
}

impl Held {
    /// Whether it is not over.
    pub(crate) fn stands(&self, now: Timestamp) -> bool {
        at(self.start + i64::from(self.length)) > now
    }
}

impl Model {
    pub(crate) fn new(zone: &str, date: Date) -> Self {
        let zone = TimeZone::get(zone).unwrap();
        let noon = date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        let noon = noon.timestamp().as_second() / 60;
        let shown = (noon - 3 * 1440..noon + 3 * 1440).filter_map(|minute| {
            let reading = zone.to_datetime(at(minute));
            let (hour, past) = (
                reading.hour().unsigned_abs(),
                reading.minute().unsigned_abs(),
            );
            let time = u16::from(hour) * 60 + u16::from(past);
            (reading.date() == date).then_some((minute, time))
        });
        Self {
            date,
            shown: shown.collect(),
            zone,
            hours: None,
            usual_lunch: None,
            own_lunch: OwnLunch::Usual,
            day_off: false,
            blocks: BTreeMap::new(),
            bookings: BTreeMap::new(),
        }
    }

    /// All minutes of the date.
    pub(crate) fn minutes(&self) -> Minutes {
        self.shown.keys().copied().collect()
    }

    /// The minutes at which the clock shows one of these times.
    pub(crate) fn covered(&self, times: Option<Times>) -> Minutes {
        let (from, to) = times.unwrap_or((0, 0));
        let shown = self.shown.iter();
        let covered = shown.filter(|(_, time)| (from..to).contains(*time));
        covered.map(|(minute, _)| *minute).collect()
    }

    pub(crate) fn open(&self) -> Minutes {
        self.covered(self.hours)
    }

    pub(crate) fn lunch(&self) -> Minutes {
        let start = match self.own_lunch {
            OwnLunch::Usual => self.usual_lunch,
            OwnLunch::None => None,
            OwnLunch::At(start) => Some(start),
        };
        self.covered(start.map(|start| (start, start + 60)))
    }

    pub(crate) fn blocked(&self) -> Minutes {
        let blocks = self.blocks.values();
        blocks
            .flat_map(|times| self.covered(Some(*times)))
            .collect()
    }

    pub(crate) fn active(&self) -> impl Iterator<Item = (&String, &Held)> {
        let bookings = self.bookings.iter();
        bookings.filter(|(_, held)| held.state == State::Active)
    }

    /// The minutes at which the master works and nothing is; none on a day off.
    pub(crate) fn free(&self) -> Minutes {
        let mut free = self.vacant(None);
        if self.day_off {
            free.clear();
        }
        free
    }

    /// Whether a booking fits when the one called `moving` is not there.
    pub(crate) fn fits(&self, wish: &Held, asking: Asking, moving: Option<&String>) -> bool {
        let grid = self
            .shown
            .get(&wish.start)
            .is_some_and(|time| time % 30 == 0);
        grid && !self.day_off
            && self.in_reach(wish.start, asking)
            && wish.minutes().is_subset(&self.vacant(moving))
    }

    /// All minutes at which a booking of that length may start.
    pub(crate) fn starts(&self, length: u16, asking: Asking) -> Vec<Minute> {
        let free = self.free();
        let holds = |start| (start..start + i64::from(length)).all(|minute| free.contains(&minute));
        let grid = self.shown.iter().filter(|(_, time)| *time % 30 == 0);
        grid.map(|(minute, _)| *minute)
            .filter(|start| self.in_reach(*start, asking) && holds(*start))
            .collect()
    }

    fn vacant(&self, moving: Option<&String>) -> Minutes {
        let mut vacant = self.open();
        let others = self.active().filter(|(id, _)| moving != Some(*id));
        let held = others.flat_map(|(_, held)| held.minutes());
        for minute in self.lunch().into_iter().chain(self.blocked()).chain(held) {
            vacant.remove(&minute);
        }
        vacant
    }

    fn in_reach(&self, start: Minute, asking: Asking) -> bool {
        let today = self.zone.to_datetime(asking.now).date();
        let soonest = asking.now.as_second() + asking.lead_minutes * 60;
        self.date >= today && self.date <= today + 60.days() && start * 60 >= soonest
    }
}

impl Held {
    pub(crate) fn minutes(&self) -> Minutes {
        (self.start..self.start + i64::from(self.length)).collect()
    }
}

/// The instant of a minute.
pub(crate) fn at(minute: Minute) -> Timestamp {
    Timestamp::from_second(minute * 60).unwrap()
}
