//! What the table holds beside what the model holds.

use desk::{Card, Catalogue, Day};
use diary::{DayLunch, Lunch, Sheet, Span as Hours, Terms, TimeOfDay, WorkingHours};
use jiff::civil::{Date, Weekday};
use store::{Key, ReadSet, Record, Span};

use super::Both;
use super::minutes::{self, MASTERS};

impl Both {
    /// The table holds just what the model holds.
    pub(super) async fn agrees(&self) {
        let mut kept = Vec::new();
        for (master, _) in MASTERS {
            let span = Span::master_days(master, Date::MIN, Date::constant(9999, 1, 1));
            let table = &self.engine.table;
            let days = table.all(&span, &mut ReadSet::default()).await;
            let days: Vec<Day> = days.unwrap();
            for booking in days.iter().flat_map(|day| day.sheet.active()) {
                let start = booking.start.as_second() / 60;
                let length = i64::from(booking.duration.minutes());
                kept.push((booking.id.to_string(), master, start, length));
            }
            for day in &days {
                let expected = self.model.sheet(master, day.date);
                assert_eq!(sheet(&day.sheet), expected, "{master} {}", day.date);
            }
            let card: Card = self.stored(Key::master_terms(master)).await;
            assert_eq!(card.terms, terms(&self.model.terms[&master]), "{master}");
        }
        let held = self.model.held.iter();
        let mut held: Vec<_> = held
            .map(|it| (it.id.to_string(), it.master, it.start, it.length))
            .collect();
        kept.sort();
        held.sort();
        assert_eq!(kept, held);
        self.shop_agrees().await;
    }

    async fn shop_agrees(&self) {
        let shop: Catalogue = self.stored(Key::catalogue()).await;
        for (service, expected) in shop.services.iter().zip(&self.model.services) {
            assert_eq!(service.on, expected.on, "{service:?}");
            assert_eq!(i64::from(service.duration.minutes()), expected.minutes);
        }
        for master in &shop.masters {
            assert_ne!(master.on, self.model.away.contains(&master.id));
        }
    }

    async fn stored<R: Record>(&self, key: Key) -> R {
        let stored = self.engine.table.read(key, &mut ReadSet::default()).await;
        stored.unwrap().unwrap()
    }
}

fn half(half: i64) -> TimeOfDay {
    TimeOfDay::new(u16::try_from(half * 30).unwrap()).unwrap()
}

/// Terms of the model as they are stored.
pub(super) fn terms(of: &minutes::Terms) -> Terms {
    let span = |(open, close)| Hours::new(half(open), half(close)).unwrap();
    let days = Weekday::Monday.cycle_forward().zip(of.hours);
    let hours = days.fold(WorkingHours::closed(), |hours, (day, on)| {
        hours.with(day, on.map(span))
    });
    Terms::new(hours, of.lunch.map(|at| Lunch::at(half(at)).unwrap())).unwrap()
}

/// A stored sheet as the model has it.
fn sheet(of: &Sheet) -> minutes::Sheet {
    let half = |time: TimeOfDay| i64::from(time.minutes()) / 30;
    let blocks = of.blocks().iter().map(|block| {
        let span = (half(block.span.start()), half(block.span.end()));
        (block.id.to_string(), span)
    });
    let mut blocks: Vec<_> = blocks.collect();
    blocks.sort();
    minutes::Sheet {
        off: of.is_day_off(),
        lunch: match of.lunch() {
            DayLunch::Usual => minutes::Lunch::Usual,
            DayLunch::None => minutes::Lunch::None,
            DayLunch::At(lunch) => minutes::Lunch::At(half(lunch.into())),
        },
        blocks,
    }
}
