//! How a sheet is stored.

use diary::{Block, BlockId, Client, ClientName, DayLunch, Reason, Sheet};

use crate::world::{World, block, booking, booking_id, lunch, span};

/// A sheet with something of everything.
fn busy() -> World {
    let mut world = World::new();
    world.books("123456789-0", "10:00", 30).unwrap();
    let named = diary::Booking {
        client: Client::Named(ClientName::parse("Ann <Lee>").unwrap()),
        ..booking("123456790-0", world.instant("11:00"), 60)
    };
    world.sheet = world.plan().book(named, &world.reach()).unwrap();
    let noted = Block {
        reason: Some(Reason::parse("dentist").unwrap()),
        ..block("123456791-0", "18:00", "21:00")
    };
    world.sheet = world.plan().block(noted, world.now).unwrap();
    let changed = world
        .plan()
        .change_lunch(DayLunch::At(lunch("14:00")), world.now);
    world.sheet = changed.unwrap();
    let mut world = world.at("10:00");
    let settled = world.sheet.complete(&booking_id("123456789-0"), world.now);
    world.sheet = settled.unwrap();
    world
}

#[test]
fn a_sheet_is_stored_by_short_names() {
    let stored = serde_json::to_string(&busy().sheet).unwrap();
    insta::assert_snapshot!(stored, @r#"{"b":[{"i":"123456789-0","s":1778043600,"d":30,"c":{"u":42},"v":"haircut","t":"c"},{"i":"123456790-0","s":1778047200,"d":60,"c":{"n":"Ann <Lee>"},"v":"haircut"}],"x":[{"i":"123456791-0","s":[1080,1260],"r":"dentist"}],"o":false,"l":{"a":840}}"#);
    assert_eq!(
        serde_json::from_str::<Sheet>(&stored).unwrap(),
        busy().sheet
    );
}

#[test]
fn an_empty_sheet_is_written_whole() {
    let stored = serde_json::to_string(&Sheet::default()).unwrap();
    assert_eq!(stored, r#"{"b":[],"x":[],"o":false,"l":"u"}"#);
}

#[test]
fn a_sheet_of_another_build_is_read() {
    let read = |json: &str| serde_json::from_str::<Sheet>(json).unwrap();
    assert_eq!(read("{}"), Sheet::default());
    assert_eq!(read(r#"{"later":1}"#), Sheet::default());
    let newer = r#"{"x":[{"i":"x1","s":[600,660],"later":[]}]}"#;
    let block = read(newer).block(&BlockId::new("x1").unwrap()).cloned();
    assert_eq!(block.map(|block| block.span), Some(span("10:00", "11:00")));
}

#[test]
fn what_cannot_be_is_not_read() {
    for damaged in [
        r#"{"x":[{"i":"x1","s":[660,600]}]}"#,
        r#"{"x":[{"i":"a b","s":[600,660]}]}"#,
        r#"{"b":[{"i":"k1","s":0,"d":0,"c":{"u":1},"v":"haircut"}]}"#,
        r#"{"b":[{"i":"k1","s":0,"d":30,"c":{"n":""},"v":"haircut"}]}"#,
        r#"{"l":{"a":1410}}"#,
    ] {
        assert!(serde_json::from_str::<Sheet>(damaged).is_err(), "{damaged}");
    }
}

/// The day from ten to nine in half hours, each for such a client.
fn full_day(client: &Client) -> String {
    let mut world = World::new();
    world.sheet = world
        .plan()
        .change_lunch(DayLunch::None, world.now)
        .unwrap();
    let starts = world
        .plan()
        .free_starts(crate::world::long(30), &world.reach());
    assert_eq!(starts.len(), 22);
    for (n, start) in starts.into_iter().enumerate() {
        let wish = diary::Booking {
            client: client.clone(),
            service: diary::ServiceId::new("haircut_beard").unwrap(),
            ..booking(&format!("9876543{n:02}-0"), start, 30)
        };
        world.sheet = world.plan().book(wish, &world.reach()).unwrap();
    }
    serde_json::to_string(&world.sheet).unwrap()
}

#[test]
fn a_full_day_stays_small() {
    let usual = full_day(&Client::Telegram(7_000_000_000));
    assert!(usual.len() < 2_200, "{} bytes", usual.len());
    let name = ClientName::parse(&"🧔".repeat(160)).unwrap();
    let worst = full_day(&Client::Named(name));
    assert!(worst.len() < 17_000, "{} bytes", worst.len());
}
