use diary::What;
use jiff::civil::date;

use crate::world::{World, block, booking_id};

/// A line for each part of the day.
fn shown(world: &World) -> String {
    let lines = world.plan().glance().into_iter().map(|entry| {
        let what = match entry.what {
            What::Booking(booking) => format!("{} {:?}", booking.id, booking.state),
            What::Block(block) => format!("away {}", block.id),
            What::Lunch => "lunch".into(),
            What::Free => "free".into(),
        };
        let (start, end) = (entry.time.start(), entry.time.end());
        format!("{}-{} {what}", world.shown(start), world.shown(end))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_glance_shows_the_day_in_order() {
    let mut world = World::new();
    world.books("k1", "10:00", 60).unwrap();
    world.books("k2", "14:00", 90).unwrap();
    world.blocks("x1", "8:00", "10:00").unwrap();
    world.blocks("x2", "18:00", "19:00").unwrap();
    let mut world = world.at("11:00");
    world.sheet = world.sheet.no_show(&booking_id("k1"), world.now).unwrap();
    insta::assert_snapshot!(shown(&world), @r"
    08:00-10:00 away x1
    10:00-11:00 k1 NoShow
    10:00-13:00 free
    13:00-14:00 lunch
    14:00-15:30 k2 Active
    15:30-18:00 free
    18:00-19:00 away x2
    19:00-21:00 free
    ");
    assert_eq!(world.plan().free_minutes(), 60 * 11 - 60 - 90 - 60);
}

#[test]
fn a_morning_has_no_lunch() {
    let mut world = World::new();
    let hours = diary::WorkingHours::default();
    let morning = crate::world::span("10:00", "13:00");
    let hours = hours.with(world.date.weekday(), Some(morning));
    world.terms = diary::Terms::new(hours, Some(diary::Lunch::USUAL)).unwrap();
    assert_eq!(world.plan().lunch(), None);
    assert_eq!(shown(&world), "10:00-13:00 free");
}

#[test]
fn a_day_off_has_nothing_free() {
    let mut world = World::new();
    world.takes_off().unwrap();
    assert_eq!(shown(&world), "");
    assert_eq!(world.plan().free_minutes(), 0);
}

#[test]
fn free_time_counts_what_passes() {
    let mut world = World::of("Europe/Berlin", date(2026, 10, 25));
    let hours = diary::WorkingHours::closed();
    let night = crate::world::span("1:00", "4:00");
    let hours = hours.with(world.date.weekday(), Some(night));
    world.terms = diary::Terms::new(hours, None).unwrap();
    world.sheet = world
        .plan()
        .block(block("x1", "2:30", "3:00"), world.now)
        .unwrap();
    insta::assert_snapshot!(shown(&world), @r"
    01:00-02:30 free
    02:30-02:00 away x1
    02:00-02:30 free
    02:30-03:00 away x1
    03:00-04:00 free
    ");
    assert_eq!(world.plan().free_minutes(), 180);
}
