//! Random days in zones that change their clocks, against the model.

use std::collections::{BTreeMap, BTreeSet};

use diary::{
    DayState, Duration, Interval, Reach, Sheet, Span, State, Terms, TimeOfDay, What, Zone,
};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::model::{Asking, Held, Minute, Minutes, Model, OwnLunch, Times, at};
use crate::operations::{Both, Operation};

/// Zones, and dates on or beside which their clocks change (or a whole date is skipped).
const CHANGES: [(&str, Date); 17] = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Asia/Tashkent", date(2026, 5, 5)),
    ("Asia/Kathmandu", date(2026, 5, 5)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Apia", date(2012, 4, 1)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2018, 2, 17)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Africa/Cairo", date(2026, 10, 29)),
    ("America/St_Johns", date(2010, 3, 14)),
    ("America/St_Johns", date(2010, 11, 7)),
    ("Antarctica/Troll", date(2026, 10, 25)),
];

/// A date, when the story begins, and what happens, each after so many minutes.
#[derive(Clone, Debug)]
struct Story {
    zone: &'static str,
    date: Date,
    /// Minutes from noon (UTC) of the date.
    begins: i64,
    hours: Option<Times>,
    lunch: Option<u16>,
    operations: Vec<(i64, Operation)>,
}

fn times() -> impl Strategy<Value = Times> {
    (0_u16..48, 1_u16..=48).prop_map(|(from, length)| (from * 30, (from + length).min(48) * 30))
}

/// Mostly long, so that something fits.
fn hours() -> impl Strategy<Value = Option<Times>> {
    prop_oneof![
        1 => Just(None),
        9 => (0_u16..20, 30_u16..=48).prop_map(|(from, to)| Some((from * 30, to * 30))),
        2 => times().prop_map(Some),
    ]
}

fn lunch() -> impl Strategy<Value = Option<u16>> {
    prop_oneof![1 => Just(None), 3 => (0_u16..=46).prop_map(|start| Some(start * 30))]
}

fn own_lunch() -> impl Strategy<Value = OwnLunch> {
    prop_oneof![
        1 => Just(OwnLunch::Usual),
        1 => Just(OwnLunch::None),
        3 => (0_u16..=46).prop_map(|start| OwnLunch::At(start * 30)),
    ]
}

fn length() -> impl Strategy<Value = u16> {
    let steps = prop_oneof![8 => 1_u16..=4, 1 => 1_u16..=48];
    steps.prop_map(|steps| steps * 30)
}

fn short_times() -> impl Strategy<Value = Times> {
    (0_u16..48, 1_u16..=5).prop_map(|(from, length)| (from * 30, (from + length).min(48) * 30))
}

fn operation() -> impl Strategy<Value = Operation> {
    let any = || 0_usize..10_000;
    let state = || prop_oneof![Just(State::Completed), Just(State::NoShow)];
    prop_oneof![
        12 => (any(), length()).prop_map(|(start, length)| Operation::Book { start, length }),
        5 => (any(), any()).prop_map(|(booking, start)| Operation::Move { booking, start }),
        2 => any().prop_map(|booking| Operation::Release { booking }),
        4 => (any(), state()).prop_map(|(booking, state)| Operation::Settle { booking, state }),
        4 => short_times().prop_map(|times| Operation::Block { times }),
        2 => (any(), short_times()).prop_map(|(block, times)| Operation::EditBlock { block, times }),
        1 => any().prop_map(|block| Operation::Unblock { block }),
        1 => Just(Operation::TakeOff),
        4 => Just(Operation::Work),
        3 => own_lunch().prop_map(|lunch| Operation::ChangeLunch { lunch }),
        3 => (hours(), lunch()).prop_map(|(hours, lunch)| Operation::ChangeTerms { hours, lunch }),
    ]
}

prop_compose! {
    fn story()(
        (zone, change) in proptest::sample::select(&CHANGES[..]),
        beside in prop_oneof![4 => Just(0_i64), 1 => -1_i64..=1],
        begins in prop_oneof![12 => -2_880_i64..-500, 8 => -720_i64..900, 1 => Just(-62 * 1_440_i64)],
        hours in hours(),
        lunch in lunch(),
        operations in proptest::collection::vec((0_i64..60, operation()), 0..40),
    ) -> Story {
        let date = change.checked_add(beside.days()).unwrap();
        Story { zone, date, begins, hours, lunch, operations }
    }
}

impl Story {
    /// The day before anything happens.
    fn begun(&self) -> Both {
        let noon = self
            .date
            .at(12, 0, 0, 0)
            .to_zoned(jiff::tz::TimeZone::UTC)
            .unwrap();
        let begins = noon.timestamp() + self.begins.minutes();
        let mut both = Both::new(self.zone, self.date, begins);
        let (hours, lunch) = (self.hours, self.lunch);
        if !both.does(&Operation::ChangeTerms { hours, lunch }) {
            both.does(&Operation::ChangeTerms { hours, lunch: None });
        }
        both
    }

    /// The day after all that, with every promise checked after each step.
    fn told(&self) -> Both {
        let mut both = self.begun();
        for (wait, operation) in &self.operations {
            both.now += wait.minutes();
            if both.does(operation) {
                promises_hold(&both);
            }
        }
        both
    }
}

/// No two active bookings overlap, and none that is not over lies outside the hours, in lunch, in a
/// block or on a day off; and the sheet is what the model thinks.
fn promises_hold(both: &Both) {
    let model = &both.model;
    let mut room = &(&model.open() - &model.lunch()) - &model.blocked();
    if model.day_off {
        room.clear();
    }
    let mut taken = Minutes::new();
    for booking in both.sheet.active() {
        let held = minutes(booking.interval());
        assert!(held.is_disjoint(&taken), "{booking:?} of {model:?}");
        let over = booking.interval().end() <= both.now;
        assert!(over || held.is_subset(&room), "{booking:?} of {model:?}");
        taken.extend(held);
    }
    let mut bookings = BTreeMap::new();
    for booking in both.sheet.bookings() {
        let start = booking.start.as_second() / 60;
        let (length, state) = (booking.duration.minutes(), booking.state);
        let held = Held {
            start,
            length,
            state,
        };
        bookings.insert(booking.id.to_string(), held);
    }
    assert_eq!(bookings, model.bookings);
    let blocks = both.sheet.blocks().iter().map(|block| {
        let times = (block.span.start().minutes(), block.span.end().minutes());
        (block.id.to_string(), times)
    });
    assert_eq!(blocks.collect::<BTreeMap<_, _>>(), model.blocks);
}

fn minutes(interval: Interval) -> Minutes {
    (interval.start().as_second() / 60..interval.end().as_second() / 60).collect()
}

/// Who may ask, and the lead time that they have to keep.
fn askers(both: &Both) -> [(Reach, Asking); 2] {
    let (zone, now) = (&both.zone, both.now);
    let asking = |lead_minutes| Asking { now, lead_minutes };
    [
        (Reach::of_client(zone, now), asking(30)),
        (Reach::of_master(zone, now), asking(0)),
    ]
}

/// Every quarter of an hour of the days around the date.
fn quarters(date: Date) -> impl Iterator<Item = Timestamp> {
    let noon = date
        .at(12, 0, 0, 0)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .unwrap();
    let noon: Minute = noon.timestamp().as_second() / 60;
    (-160..160).map(move |step| at(noon + step * 15))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_shown_free_can_be_booked(story in story(), longer in length()) {
        let both = story.told();
        let plan = both.plan();
        for ((reach, asking), length) in askers(&both).into_iter().zip([30, longer]) {
            let duration = Duration::from_minutes(length).unwrap();
            let shown = plan.free_starts(duration, &reach);
            let expected: Vec<_> = both.model.starts(length, asking).into_iter().map(at).collect();
            prop_assert_eq!(&shown, &expected);
            for start in quarters(both.date) {
                let fits = plan.fits(start, duration, &reach).is_ok();
                prop_assert_eq!(fits, shown.contains(&start), "{}", start);
            }
            let free = plan.state(duration, &reach) == DayState::Free;
            prop_assert_eq!(free, !shown.is_empty());
        }
    }

    #[test]
    fn a_glance_shows_all_of_the_day(story in story()) {
        let both = story.told();
        let entries = both.plan().glance();
        let of = |wanted: fn(&What<'_>) -> bool| -> Minutes {
            let found = entries.iter().filter(|entry| wanted(&entry.what));
            found.flat_map(|entry| minutes(entry.time)).collect()
        };
        let model = &both.model;
        let free = of(|what| matches!(what, What::Free));
        prop_assert_eq!(i64::try_from(free.len()).unwrap(), both.plan().free_minutes());
        prop_assert_eq!(free, model.free());
        prop_assert_eq!(of(|what| matches!(what, What::Block(_))), model.blocked());
        let works = !model.day_off && both.plan().lunch().is_some();
        let eats = if works { model.lunch() } else { Minutes::new() };
        prop_assert_eq!(of(|what| matches!(what, What::Lunch)), eats);
        let bookings = entries.iter().filter(|entry| matches!(entry.what, What::Booking(_)));
        prop_assert_eq!(bookings.count(), both.sheet.bookings().len());
        prop_assert!(entries.is_sorted_by_key(|entry| entry.time));
    }

    #[test]
    fn a_sheet_reads_back_as_itself(story in story()) {
        let both = story.told();
        let stored = serde_json::to_string(&both.sheet).unwrap();
        prop_assert_eq!(serde_json::from_str::<Sheet>(&stored).unwrap(), both.sheet);
        let stored = serde_json::to_string(&both.terms).unwrap();
        prop_assert_eq!(serde_json::from_str::<Terms>(&stored).unwrap(), both.terms);
    }

    #[test]
    fn spans_are_what_the_clock_shows(
        (zone, date) in proptest::sample::select(&CHANGES[..]),
        times in times(),
    ) {
        let model = Model::new(zone, date);
        let time = |minutes| TimeOfDay::new(minutes).unwrap();
        let day = Zone::named(zone).unwrap().day(date);
        let instants = day.instants(Span::new(time(times.0), time(times.1)).unwrap());
        let found: Minutes = instants.iter().copied().flat_map(minutes).collect();
        prop_assert_eq!(found, model.covered(Some(times)));
        prop_assert!(instants.windows(2).all(|pair| pair[0].end() < pair[1].start()));
        for edge in [times.0, times.1] {
            let at = day.at(time(edge)).into_iter().map(|at| at.as_second() / 60);
            prop_assert_eq!(at.collect::<Minutes>(), model.covered(Some((edge, edge + 1))));
        }
        let bounds = day.bounds().map(minutes).unwrap_or_default();
        let all = model.minutes();
        prop_assert_eq!((bounds.first(), bounds.last()), (all.first(), all.last()));
    }
}

/// Otherwise the properties would say little.
#[test]
fn stories_do_and_refuse_everything() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..150 {
        let story = story().new_tree(&mut runner).unwrap().current();
        let mut both = story.begun();
        for (wait, operation) in &story.operations {
            both.now += wait.minutes();
            let kind = format!("{operation:?}");
            let kind = kind.split(' ').next().unwrap().to_owned();
            seen.insert((kind, both.does(operation)));
        }
    }
    assert_eq!(seen.len(), 2 * 11, "{seen:?}");
}
