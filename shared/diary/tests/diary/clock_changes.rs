//! Days on which the shop's clock is changed.

use diary::{Terms, WorkingHours, Zone};
use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::world::{World, block, long, span, time};

/// A date on which the master works from `from` to `to` and has no lunch.
fn working(zone: &str, date: Date, from: &str, to: &str) -> World {
    let mut world = World::of(zone, date);
    let hours = WorkingHours::closed().with(date.weekday(), Some(span(from, to)));
    world.terms = Terms::new(hours, None).unwrap();
    world
}

fn instants(zone: &str, date: Date, clock: &str) -> Vec<String> {
    let at = Zone::named(zone).unwrap().day(date).at(time(clock));
    at.iter().map(Timestamp::to_string).collect()
}

#[test]
fn a_skipped_hour_has_no_starts() {
    let world = working("Europe/Berlin", date(2026, 3, 29), "0:30", "5:00");
    assert_eq!(
        world.free(30),
        [
            "00:30", "01:00", "01:30", "03:00", "03:30", "04:00", "04:30"
        ]
    );
    // 90 minutes from 01:00 on are over at 03:30.
    assert_eq!(
        world.free(90),
        ["00:30", "01:00", "01:30", "03:00", "03:30"]
    );
    assert!(instants("Europe/Berlin", date(2026, 3, 29), "2:30").is_empty());
}

#[test]
fn a_repeated_hour_has_its_starts_twice() {
    let world = working("Europe/Berlin", date(2026, 10, 25), "1:30", "4:00");
    assert_eq!(
        world.free(30),
        [
            "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"
        ]
    );
    assert_eq!(
        instants("Europe/Berlin", date(2026, 10, 25), "2:30"),
        ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]
    );
}

#[test]
fn an_edge_in_a_repeated_hour_counts_twice() {
    let world = working("Europe/Berlin", date(2026, 10, 25), "2:30", "4:00");
    assert_eq!(world.free(30), ["02:30", "02:30", "03:00", "03:30"]);
    assert_eq!(world.free(60), ["02:30", "03:00"]);
}

#[test]
fn a_block_covers_both_passes_of_an_hour() {
    let mut world = working("America/New_York", date(2026, 11, 1), "0:30", "3:00");
    world.blocks("x1", "1:00", "1:30").unwrap();
    assert_eq!(
        world.free(30),
        ["00:30", "01:30", "01:30", "02:00", "02:30"]
    );
}

#[test]
fn a_time_that_is_skipped_cannot_be_blocked() {
    let world = working("America/New_York", date(2026, 3, 8), "0:30", "5:00");
    let refused = world.plan().block(block("x1", "2:00", "3:00"), world.now);
    assert_eq!(refused, Err(diary::Refusal::NoSuchTime));
}

#[test]
fn half_an_hour_is_skipped_and_repeated() {
    let spring = working("Australia/Lord_Howe", date(2026, 10, 4), "1:00", "3:30");
    assert_eq!(spring.free(30), ["01:00", "01:30", "02:30", "03:00"]);
    let autumn = working("Australia/Lord_Howe", date(2026, 4, 5), "1:00", "2:30");
    assert_eq!(autumn.free(30), ["01:00", "01:30", "01:30", "02:00"]);
}

#[test]
fn a_day_may_begin_at_one() {
    for (zone, date) in [
        ("America/Sao_Paulo", date(2018, 11, 4)),
        ("Africa/Cairo", date(2026, 4, 24)),
    ] {
        let world = working(zone, date, "0:00", "2:30");
        assert_eq!(world.free(30), ["01:00", "01:30", "02:00"], "{zone}");
        let bounds = world.zone.day(date).bounds().unwrap();
        assert_eq!(world.shown(bounds.start()), "01:00");
    }
}

#[test]
fn a_day_may_end_twice() {
    let world = working("Africa/Cairo", date(2026, 10, 29), "22:30", "24:00");
    assert_eq!(
        world.free(30),
        ["22:30", "23:00", "23:30", "23:00", "23:30"]
    );
    let bounds = world.zone.day(world.date).bounds().unwrap();
    assert_eq!(bounds.end().duration_since(bounds.start()).as_hours(), 25);
}

#[test]
fn a_date_that_comes_back_is_past() {
    // A minute after midnight the clocks of St. John's were set back to 23:01 of the day before.
    let mut world = working("America/St_Johns", date(2010, 11, 6), "22:00", "24:00");
    let again = world.zone.day(world.date).at(time("23:30"))[1];
    world.now = "2010-11-07T02:30:30Z".parse().unwrap();
    assert_eq!(world.zone.today(world.now), date(2010, 11, 7));
    assert!(again > world.now);
    let fits = world.plan().fits(again, long(30), &world.reach());
    assert_eq!(fits, Err(diary::Misfit::Past));
}

/// At a quarter to two the clock is a quarter of an hour from three.
#[test]
fn a_skipped_hour_is_no_notice() {
    let mut world = working("Europe/Berlin", date(2026, 3, 29), "0:30", "5:00");
    world.now = "2026-03-29T00:45:00Z".parse().unwrap();
    assert_eq!(world.free(30), ["03:30", "04:00", "04:30"]);
}

/// At a quarter to three, for the first time, the clock goes back to two.
#[test]
fn a_repeated_hour_is_notice() {
    let mut world = working("Europe/Berlin", date(2026, 10, 25), "1:30", "4:00");
    world.now = "2026-10-25T00:45:00Z".parse().unwrap();
    assert_eq!(world.free(30), ["02:30", "03:00", "03:30"]);
    let first = world.plan().free_starts(long(30), &world.reach())[0];
    assert_eq!(first.to_string(), "2026-10-25T01:30:00Z");
}

/// Midnight itself is skipped in Cairo: 23:50 is ten minutes from 01:00.
#[test]
fn a_skipped_midnight_is_no_notice() {
    let mut world = working("Africa/Cairo", date(2026, 4, 24), "0:00", "4:00");
    world.now = "2026-04-23T21:50:00Z".parse().unwrap();
    assert_eq!(world.free(30)[0], "01:30");
}

#[test]
fn a_date_may_be_missing() {
    let zone = Zone::named("Pacific/Apia").unwrap();
    let day = zone.day(date(2011, 12, 30));
    assert_eq!(day.bounds(), None);
    assert!(day.grid().is_empty());
    let after = zone.day(date(2011, 12, 31)).bounds().unwrap();
    let before = zone.day(date(2011, 12, 29)).bounds().unwrap();
    assert_eq!(before.end(), after.start());
}

#[test]
fn days_at_the_ends_of_time_are_days() {
    for zone in ["UTC", "Pacific/Kiritimati", "America/Adak"] {
        let zone = Zone::named(zone).unwrap();
        for date in [Date::MIN, Date::MAX] {
            assert!(zone.day(date).grid().len() <= 48);
        }
        for now in [Timestamp::MIN, Timestamp::MAX] {
            let reach = diary::Reach::of_client(&zone, now);
            assert!(reach.first_date() <= reach.last_date());
        }
    }
}

#[test]
fn an_ordinary_day_has_forty_eight_starts() {
    let zone = Zone::named("Asia/Kathmandu").unwrap();
    let grid = zone.day(date(2026, 5, 5)).grid();
    assert_eq!(grid.len(), 48);
    assert_eq!(grid[0].to_string(), "2026-05-04T18:15:00Z");
}
