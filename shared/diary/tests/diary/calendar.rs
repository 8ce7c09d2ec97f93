use std::collections::BTreeMap;

use diary::{DayState, Month, Reach, Sheet, Terms, WorkingHours, Zone};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};

use crate::world::{World, booking, long, lunch};

fn tashkent() -> Zone {
    Zone::named("Asia/Tashkent").unwrap()
}

fn may() -> Month {
    Month::new(2026, 5).unwrap()
}

/// It is noon of that date.
fn on(date: Date) -> Reach {
    let noon: Timestamp = tashkent().day(date).at(crate::world::time("12:00"))[0];
    Reach::of_client(&tashkent(), noon)
}

/// The month as text: a letter for each date.
fn drawn(month: Month, terms: &Terms, sheets: &BTreeMap<Date, Sheet>, reach: &Reach) -> String {
    let letter = |state| match state {
        DayState::Past => '-',
        DayState::Beyond => '+',
        DayState::Closed => 'c',
        DayState::Full => 'x',
        DayState::Free => 'o',
    };
    let weeks = month.calendar(&tashkent(), terms, sheets, long(60), reach);
    let line = |week: [Option<diary::Cell>; 7]| -> String {
        let cells = week.into_iter();
        cells
            .map(|cell| cell.map_or('.', |cell| letter(cell.state)))
            .collect()
    };
    weeks.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A date with a booking from ten to one and another from two to nine.
fn full(date: Date) -> Sheet {
    let mut world = World::new();
    world.date = date;
    for (id, clock, minutes) in [("k1", "10:00", 180), ("k2", "14:00", 390)] {
        let booking = booking(id, world.instant(clock), minutes);
        world.sheet = world.plan().book(booking, &world.reach()).unwrap();
    }
    world.sheet
}

#[test]
fn a_month_shows_each_date() {
    let hours = WorkingHours::default().with(Weekday::Sunday, None);
    let terms = Terms::new(hours, Some(lunch("13:00"))).unwrap();
    let off = Sheet::default().take_off(Timestamp::UNIX_EPOCH).unwrap();
    let sheets = BTreeMap::from([
        (date(2026, 5, 13), full(date(2026, 5, 13))),
        (date(2026, 5, 14), off),
    ]);
    let reach = on(date(2026, 5, 6));
    insta::assert_snapshot!(drawn(may(), &terms, &sheets, &reach), @r"
    ....---
    --ooooc
    ooxcooc
    ooooooc
    ooooooc
    ");
    let july = Month::new(2026, 7).unwrap();
    insta::assert_snapshot!(drawn(july, &terms, &BTreeMap::new(), &reach), @r"
    ..ooooc
    +++++++
    +++++++
    +++++++
    +++++..
    ");
}

#[test]
fn a_full_date_has_no_room_for_this_service() {
    let full = full(date(2026, 5, 13));
    let (zone, terms, reach) = (tashkent(), Terms::default(), on(date(2026, 5, 6)));
    let plan = diary::Plan::new(&zone, date(2026, 5, 13), &terms, &full);
    assert_eq!(plan.state(long(60), &reach), DayState::Full);
    assert_eq!(plan.state(long(30), &reach), DayState::Free);
}

#[test]
fn an_evening_leaves_nothing_of_today() {
    let late = tashkent()
        .day(date(2026, 5, 6))
        .at(crate::world::time("20:00"))[0];
    let reach = Reach::of_client(&tashkent(), late);
    let (zone, terms, sheet) = (tashkent(), Terms::default(), Sheet::default());
    let plan = diary::Plan::new(&zone, date(2026, 5, 6), &terms, &sheet);
    assert_eq!(plan.state(long(60), &reach), DayState::Full);
    assert_eq!(plan.state(long(30), &reach), DayState::Free);
}

#[test]
fn months_lead_from_now_to_the_horizon() {
    let reach = on(date(2026, 5, 6));
    let june = Month::new(2026, 6).unwrap();
    let july = Month::new(2026, 7).unwrap();
    assert_eq!(may().previous(&reach), None);
    assert_eq!(may().next(&reach), Some(june));
    assert_eq!(june.next(&reach), Some(july));
    assert_eq!(july.next(&reach), None);
    assert_eq!(july.previous(&reach), Some(june));
    let december = Month::of(date(2026, 12, 31));
    let next = december.next(&on(date(2026, 12, 20)));
    assert_eq!(next, Month::new(2027, 1).ok());
}

#[test]
fn weeks_begin_on_monday() {
    let days = |month: Month| {
        let weeks = month.weeks();
        let dates = weeks.iter().flatten().flatten();
        let count = dates.clone().count();
        let wrong = weeks.iter().flat_map(|week| week.iter().enumerate());
        let mut wrong = wrong.filter_map(|(column, date)| Some((column, (*date)?)));
        let misplaced = |(column, date): &(usize, Date)| {
            usize::try_from(date.weekday().to_monday_zero_offset()) != Ok(*column)
        };
        (weeks.len(), count, wrong.find(misplaced))
    };
    assert_eq!(days(may()), (5, 31, None));
    assert_eq!(days(Month::new(2027, 2).unwrap()), (4, 28, None));
    assert_eq!(days(Month::new(2026, 8).unwrap()), (6, 31, None));
    assert_eq!(days(Month::new(2028, 2).unwrap()), (5, 29, None));
    assert!(Month::new(2026, 13).is_err() && Month::new(2026, 0).is_err());
}

#[test]
fn any_master_shows_the_most_inviting() {
    let states = [DayState::Closed, DayState::Free, DayState::Full];
    assert_eq!(states.into_iter().max(), Some(DayState::Free));
    assert!(DayState::Full > DayState::Closed);
}
