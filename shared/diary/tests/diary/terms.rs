use diary::{Displaced, Terms, displaced};
use jiff::civil::Weekday;

use crate::world::{World, lunch, span};

/// The ids of the bookings that new terms leave no room for.
fn in_the_way(world: &World, terms: &Terms) -> Vec<String> {
    let found = displaced(&world.zone, terms, [(world.date, &world.sheet)]);
    let id = |found: &Displaced<'_>| found.booking.id.to_string();
    found.iter().map(id).collect()
}

fn wednesdays(from: &str, to: &str) -> Terms {
    let hours = Terms::default().hours().clone();
    let hours = hours.with(Weekday::Wednesday, Some(span(from, to)));
    Terms::new(hours, Some(lunch("13:00"))).unwrap()
}

#[test]
fn new_hours_name_the_bookings_outside() {
    let mut world = World::new();
    world.books("k1", "10:00", 60).unwrap();
    world.books("k2", "15:00", 60).unwrap();
    world.books("k3", "20:00", 60).unwrap();
    assert!(in_the_way(&world, &wednesdays("10:00", "21:00")).is_empty());
    assert_eq!(in_the_way(&world, &wednesdays("10:30", "21:00")), ["k1"]);
    assert_eq!(
        in_the_way(&world, &wednesdays("12:00", "20:30")),
        ["k1", "k3"]
    );
    let hours = Terms::default().hours().clone();
    let closed = Terms::new(hours.with(Weekday::Wednesday, None), None).unwrap();
    assert_eq!(in_the_way(&world, &closed), ["k1", "k2", "k3"]);
}

#[test]
fn new_lunch_names_the_bookings_in_it() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    let later = |clock| {
        let hours = Terms::default().hours().clone();
        Terms::new(hours, Some(lunch(clock))).unwrap()
    };
    assert_eq!(in_the_way(&world, &later("15:30")), ["k1"]);
    assert!(in_the_way(&world, &later("14:00")).is_empty());
    assert!(in_the_way(&world, &later("16:00")).is_empty());
}

#[test]
fn what_was_released_or_settled_is_in_nobodys_way() {
    let mut world = World::new();
    world.books("k1", "10:00", 60).unwrap();
    let mut world = world.at("10:00");
    let id = crate::world::booking_id("k1");
    world.sheet = world.sheet.no_show(&id, world.now).unwrap();
    assert!(in_the_way(&world, &wednesdays("12:00", "21:00")).is_empty());
}
