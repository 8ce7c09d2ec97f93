//! At most eight state changes in ten seconds, in one conversation.

use std::time::Duration;

use frontdesk_tests::{World, updates};

#[tokio::test]
async fn the_ninth_change_is_refused_politely() {
    let world = World::new().await;
    for id in 0..8 {
        world
            .ok(&updates::text(
                100 + id,
                42,
                if id % 2 == 0 { "/join" } else { "/cancel" },
            ))
            .await;
    }
    let before = world.dump().await;
    let refused = world.ok(&updates::text(200, 42, "/join")).await;
    assert!(refused.text().contains("10"), "{}", refused.text());
    assert_eq!(world.dump().await, before, "no work");
    assert!(
        !world
            .ok(&updates::text(201, 42, "/help"))
            .await
            .text()
            .contains("10 "),
        "reading is free"
    );
    let other = world.ok(&updates::text(202, 43, "/join")).await;
    assert!(
        other.text().to_lowercase().contains("first name"),
        "others are not held back"
    );
    world.clock.advance(Duration::from_secs(10));
    let taken = world.ok(&updates::text(203, 42, "/join")).await;
    assert!(
        taken.text().to_lowercase().contains("first name"),
        "{}",
        taken.text()
    );
}

#[tokio::test]
async fn a_refused_press_gets_an_alert() {
    let world = World::new().await;
    let choice = world.ok(&updates::text(99, 42, "/language")).await;
    for id in 0..8 {
        world
            .ok(&updates::text(
                100 + id,
                42,
                if id % 2 == 0 { "/join" } else { "/cancel" },
            ))
            .await;
    }
    let refused = world
        .ok(&updates::press(200, 42, &choice.data("Русский")))
        .await;
    assert_eq!(refused.call()["method"], "answerCallbackQuery");
    assert!(refused.text().contains("10"));
    assert!(
        world.telegram.telegram().calls().is_empty(),
        "nothing had stopped the alert"
    );
}
