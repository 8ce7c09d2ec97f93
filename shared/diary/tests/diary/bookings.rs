use diary::{Client, MAX_BOOKINGS, Misfit, Reach, Refusal, Sheet, State, Terms, WorkingHours};
use jiff::civil::Weekday;
use jiff::{SignedDuration, ToSpan};

use crate::world::{World, booking, booking_id, long, span};

#[test]
fn a_usual_day_has_its_starts() {
    let free = World::new().free(60).join(" ");
    insta::assert_snapshot!(free, @"10:00 10:30 11:00 11:30 12:00 14:00 14:30 15:00 15:30 16:00 16:30 17:00 17:30 18:00 18:30 19:00 19:30 20:00");
}

#[test]
fn what_touches_a_booking_is_free() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    let free = world.free(60);
    assert!(free.contains(&"14:00".into()) && free.contains(&"16:00".into()));
    for taken in ["14:30", "15:00", "15:30"] {
        assert_eq!(
            world.books("k2", taken, 60),
            Err(Refusal::Misfit(Misfit::Taken)),
            "{taken}"
        );
    }
    world.books("k2", "14:00", 60).unwrap();
    world.books("k3", "16:00", 60).unwrap();
    let ids: Vec<_> = world
        .sheet
        .bookings()
        .iter()
        .map(|held| held.id.as_str())
        .collect();
    assert_eq!(ids, ["k2", "k1", "k3"]);
}

#[test]
fn each_misfit_says_why() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    world.blocks("x1", "17:00", "18:00").unwrap();
    let misfit = |clock: &str, minutes| {
        let (start, reach) = (world.instant(clock), world.reach());
        world.plan().fits(start, long(minutes), &reach).unwrap_err()
    };
    let hours = span("10:00", "21:00");
    assert_eq!(misfit("9:30", 60), Misfit::OutsideHours { hours });
    assert_eq!(misfit("20:30", 60), Misfit::OutsideHours { hours });
    let lunch = span("13:00", "14:00");
    assert_eq!(misfit("12:30", 60), Misfit::Lunch { lunch });
    assert_eq!(misfit("13:30", 30), Misfit::Lunch { lunch });
    let block = world.sheet.blocks()[0].clone();
    assert_eq!(misfit("16:30", 60), Misfit::Blocked { block });
    assert_eq!(misfit("15:30", 30), Misfit::Taken);
}

#[test]
fn starts_lie_on_the_grid_of_the_date() {
    let world = World::new();
    let fits = |start| world.plan().fits(start, long(30), &world.reach());
    let ten = world.instant("10:00");
    for beside in [SignedDuration::from_mins(15), SignedDuration::from_nanos(1)] {
        assert_eq!(fits(ten + beside), Err(Misfit::OffGrid));
    }
    assert_eq!(fits(ten + 24.hours()), Err(Misfit::AnotherDate));
    assert_eq!(fits(ten - 24.hours()), Err(Misfit::AnotherDate));
}

#[test]
fn nobody_books_a_day_off_or_a_closed_day() {
    let mut world = World::new();
    world.takes_off().unwrap();
    assert!(world.free(30).is_empty());
    assert_eq!(world.books("k1", "15:00", 30), Err(Misfit::DayOff.into()));
    let mut world = World::new();
    let hours = world.terms.hours().clone().with(world.date.weekday(), None);
    world.terms = diary::Terms::new(hours, None).unwrap();
    assert_eq!(world.books("k1", "15:00", 30), Err(Misfit::Closed.into()));
}

#[test]
fn today_needs_half_an_hour_of_notice() {
    let first = |clock: &str, seconds| {
        let mut world = World::new().at(clock);
        world.now += SignedDuration::from_secs(seconds);
        world.free(30)[0].clone()
    };
    assert_eq!(first("15:00", 0), "15:30");
    assert_eq!(first("15:00", 1), "16:00");
    assert_eq!(first("14:30", 1799), "15:30");
    let world = World::new().at("15:00");
    let (fifteen, reach) = (world.instant("15:00"), world.reach());
    let earliest = fifteen + SignedDuration::from_mins(30);
    let too_soon = world.plan().fits(fifteen, long(30), &reach);
    assert_eq!(too_soon, Err(Misfit::TooSoon { earliest }));
    let past = world.plan().fits(world.instant("14:30"), long(30), &reach);
    assert_eq!(past, Err(Misfit::Past));
}

/// A master who works around the clock, without a lunch.
fn around_the_clock() -> World {
    let mut world = World::new();
    let hours = Weekday::Monday.cycle_forward().take(7);
    let hours = hours.fold(WorkingHours::closed(), |hours, day| {
        hours.with(day, Some(span("0:00", "24:00")))
    });
    world.terms = Terms::new(hours, None).unwrap();
    world
}

#[test]
fn midnight_shortens_no_notice() {
    let first = |clock: &str| {
        let mut world = around_the_clock().at(clock);
        world.date = world.date.tomorrow().unwrap();
        world.free(30)[0].clone()
    };
    assert_eq!(first("23:00"), "00:00");
    assert_eq!(first("23:30"), "00:00");
    let after = |seconds| {
        let mut world = around_the_clock().at("23:30");
        world.now += SignedDuration::from_secs(seconds);
        world.date = world.date.tomorrow().unwrap();
        world.free(30)[0].clone()
    };
    assert_eq!(after(1), "00:30");
    assert_eq!(after(20 * 60), "00:30", "it is 23:50");
    assert_eq!(after(30 * 60), "00:30", "it is midnight");
}

#[test]
fn a_master_books_until_the_start() {
    let world = World::new().at("15:00");
    let reach = Reach::of_master(&world.zone, world.now);
    let starts = world.plan().free_starts(long(30), &reach);
    assert_eq!(world.shown(starts[0]), "15:00");
}

#[test]
fn bookings_reach_from_today_to_the_horizon() {
    // In Tashkent it is May 7 already, in UTC still May 6.
    let now = "2026-05-06T20:00:00Z".parse().unwrap();
    let world = World::new();
    let reach = Reach::of_client(&world.zone, now);
    let on = |date| {
        let mut world = World::new();
        (world.now, world.date) = (now, date);
        world.plan().fits(world.instant("15:00"), long(30), &reach)
    };
    let today = jiff::civil::date(2026, 5, 7);
    let last = jiff::civil::date(2026, 7, 6);
    assert_eq!((reach.first_date(), reach.last_date()), (today, last));
    assert_eq!(on(today.yesterday().unwrap()), Err(Misfit::Past));
    assert_eq!(on(today), Ok(()));
    assert_eq!(on(last), Ok(()));
    let beyond = Err(Misfit::BeyondHorizon { last });
    assert_eq!(on(last.tomorrow().unwrap()), beyond);
}

#[test]
fn a_booking_begins_active() {
    let mut world = World::new();
    let settled = diary::Booking {
        state: State::Completed,
        ..booking("k1", world.instant("15:00"), 60)
    };
    world.sheet = world.plan().book(settled, &world.reach()).unwrap();
    assert!(world.sheet.bookings()[0].is_active());
}

#[test]
fn a_booking_moves_over_its_own_time() {
    let mut world = World::new();
    world.books("k1", "15:00", 120).unwrap();
    world.moves("k1", "16:00").unwrap();
    world.moves("k1", "15:30").unwrap();
    assert_eq!(world.sheet.bookings().len(), 1);
    assert_eq!(world.sheet.bookings()[0].start, world.instant("15:30"));
    world.books("k2", "14:00", 60).unwrap();
    let refused = world.moves("k1", "14:30");
    assert_eq!(refused, Err(Refusal::Misfit(Misfit::Taken)));
}

#[test]
fn a_move_to_its_own_start_changes_nothing() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    let before = world.sheet.clone();
    let mut world = world.at("14:30");
    world.now += SignedDuration::from_mins(15);
    world.moves("k1", "15:00").unwrap();
    assert_eq!(world.sheet, before);
}

#[test]
fn what_has_started_stays_where_it_is() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    let mut world = world.at("15:00");
    let released = world.sheet.release(&booking_id("k1"), world.now);
    assert_eq!(released, Err(Refusal::Started));
    assert_eq!(world.moves("k1", "17:00"), Err(Refusal::Started));
}

#[test]
fn a_released_booking_leaves_its_time() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    let (sheet, booking) = world.sheet.release(&booking_id("k1"), world.now).unwrap();
    assert_eq!(sheet, Sheet::default());
    assert_eq!(booking.client, Client::Telegram(42));
    let again = sheet.release(&booking_id("k1"), world.now);
    assert_eq!(again, Err(Refusal::NoSuchBooking));
}

#[test]
fn bookings_are_settled_once_they_started() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    world.books("k2", "16:00", 60).unwrap();
    let (first, second) = (booking_id("k1"), booking_id("k2"));
    let early = world.sheet.complete(&first, world.now);
    assert_eq!(early, Err(Refusal::NotStarted));
    let mut world = world.at("16:00");
    world.sheet = world.sheet.complete(&first, world.now).unwrap();
    world.sheet = world.sheet.no_show(&second, world.now).unwrap();
    let states: Vec<_> = world
        .sheet
        .bookings()
        .iter()
        .map(|held| held.state)
        .collect();
    assert_eq!(states, [State::Completed, State::NoShow]);
    let again = world.sheet.no_show(&first, world.now);
    let state = State::Completed;
    assert_eq!(again, Err(Refusal::NotActive { state }));
    assert_eq!(world.free(30)[0], "16:30");
}

#[test]
fn an_id_is_used_once() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    assert_eq!(world.books("k1", "17:00", 60), Err(Refusal::SameId));
}

#[test]
fn a_sheet_is_never_overfull() {
    let mut world = World::new().at("10:00");
    let reach = Reach::of_master(&world.zone, world.now);
    let ten = world.instant("10:00");
    for n in 0..MAX_BOOKINGS {
        let id = format!("k{n}");
        world.sheet = world.plan().book(booking(&id, ten, 30), &reach).unwrap();
        world.sheet = world.sheet.no_show(&booking_id(&id), world.now).unwrap();
    }
    let refused = world.plan().book(booking("more", ten, 30), &reach);
    assert_eq!(refused, Err(Refusal::Full));
}
