use diary::{BlockId, DayLunch, Misfit, Reason, Refusal};

use crate::world::{World, block, in_the_way, lunch, span};

#[test]
fn a_block_takes_its_time() {
    let mut world = World::new();
    world.blocks("x1", "15:00", "17:00").unwrap();
    assert!(world.free(30).contains(&"14:30".into()));
    assert!(!world.free(30).contains(&"16:30".into()));
    assert!(world.free(30).contains(&"17:00".into()));
    let id = BlockId::new("x1").unwrap();
    world.sheet = world.sheet.unblock(&id).unwrap();
    assert!(world.free(30).contains(&"16:30".into()));
    assert_eq!(world.sheet.unblock(&id), Err(Refusal::NoSuchBlock));
}

#[test]
fn a_block_names_the_bookings_in_it() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    world.books("k2", "16:30", 60).unwrap();
    let refused = world.blocks("x1", "15:30", "17:00").unwrap_err();
    assert_eq!(in_the_way(refused), ["k1", "k2"]);
    world.blocks("x1", "16:00", "16:30").unwrap();
}

#[test]
fn times_off_do_not_overlap() {
    let mut world = World::new();
    world.blocks("x1", "15:00", "17:00").unwrap();
    let blocks = world.sheet.blocks().to_vec();
    let refused = Err(Refusal::Blocked { blocks });
    assert_eq!(world.blocks("x2", "16:30", "18:00"), refused);
    assert_eq!(world.takes_off(), refused);
    assert_eq!(world.blocks("x1", "9:00", "10:00"), Err(Refusal::SameId));
    world.blocks("x2", "17:00", "18:00").unwrap();
}

#[test]
fn blocks_stand_in_their_order() {
    let mut world = World::new();
    world.blocks("x1", "17:00", "18:00").unwrap();
    world.blocks("x2", "15:00", "16:00").unwrap();
    world.edits("x1", "11:00", "12:00").unwrap();
    let blocks = world.sheet.blocks().iter();
    assert!(blocks.map(|block| block.id.as_str()).eq(["x1", "x2"]));
}

#[test]
fn a_block_is_edited_over_itself() {
    let mut world = World::new();
    world.blocks("x1", "15:00", "17:00").unwrap();
    world.edits("x1", "16:00", "18:00").unwrap();
    let reason = Some(Reason::parse("dentist").unwrap());
    let noted = diary::Block {
        reason,
        ..block("x1", "16:00", "18:00")
    };
    world.sheet = world.plan().edit_block(noted.clone(), world.now).unwrap();
    assert_eq!(world.sheet.blocks(), [noted]);
    assert_eq!(
        world.edits("x2", "9:00", "10:00"),
        Err(Refusal::NoSuchBlock)
    );
    world.books("k1", "15:00", 60).unwrap();
    let refused = world.edits("x1", "15:30", "18:00").unwrap_err();
    assert_eq!(in_the_way(refused), ["k1"]);
}

#[test]
fn a_day_off_waits_for_its_bookings() {
    let mut world = World::new();
    world.books("k1", "15:00", 60).unwrap();
    assert_eq!(in_the_way(world.takes_off().unwrap_err()), ["k1"]);
    let mut world = World::new();
    assert_eq!(world.sheet.work(), Err(Refusal::NoDayOff));
    world.takes_off().unwrap();
    assert_eq!(world.takes_off(), Err(Refusal::DayOff));
    assert_eq!(world.blocks("x1", "15:00", "16:00"), Err(Refusal::DayOff));
    world.sheet = world.sheet.work().unwrap();
    world.books("k1", "15:00", 60).unwrap();
}

#[test]
fn lunch_changes_for_a_day() {
    let mut world = World::new();
    let changed = world
        .plan()
        .change_lunch(DayLunch::At(lunch("15:00")), world.now);
    world.sheet = changed.unwrap();
    assert!(world.free(60).contains(&"13:00".into()));
    let eating = span("15:00", "16:00");
    let refused = world.books("k1", "15:30", 60);
    assert_eq!(refused, Err(Misfit::Lunch { lunch: eating }.into()));
    world.books("k1", "13:30", 60).unwrap();
    let back = world.plan().change_lunch(DayLunch::Usual, world.now);
    assert_eq!(in_the_way(back.unwrap_err()), ["k1"]);
    world.sheet = world
        .plan()
        .change_lunch(DayLunch::None, world.now)
        .unwrap();
    world.books("k2", "15:30", 60).unwrap();
}

#[test]
fn a_days_lunch_lies_in_its_hours() {
    let world = World::new();
    let hours = span("10:00", "21:00");
    for clock in ["9:30", "20:30"] {
        let refused = world
            .plan()
            .change_lunch(DayLunch::At(lunch(clock)), world.now);
        assert_eq!(refused, Err(Refusal::LunchOutsideHours { hours }));
    }
}

/// Nobody has said yet whether the client came, and the time has passed all the same.
#[test]
fn what_is_over_stands_in_no_way() {
    let mut world = World::new();
    world.books("k1", "10:00", 60).unwrap();
    world.books("k2", "15:00", 60).unwrap();
    let mut world = world.at("11:00");
    world.blocks("x1", "10:00", "12:00").unwrap();
    let refused = world.blocks("x2", "14:00", "16:00").unwrap_err();
    assert_eq!(in_the_way(refused), ["k2"]);
    let mut world = World::new();
    world.books("k1", "10:00", 60).unwrap();
    let mut early = world.at("10:30");
    assert_eq!(in_the_way(early.takes_off().unwrap_err()), ["k1"]);
    early.at("11:00").takes_off().unwrap();
}
