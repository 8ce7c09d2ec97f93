//! A tap and a text of one person arrive at the same time: Telegram has a queue for each.

use frontdesk_tests::{World, updates};

#[tokio::test]
async fn a_tap_and_a_text_both_count() {
    let world = World::new().await;
    world.ok(&updates::text(1, 42, "/start")).await;
    let russian = world
        .ok(&updates::text(2, 42, "/language"))
        .await
        .data("Русский");
    let english = world
        .ok(&updates::text(3, 42, "/language"))
        .await
        .data("English");
    for round in 0..200 {
        let id = 1_000 + round * 10;
        world.clock.advance(std::time::Duration::from_secs(20));
        world.ok(&updates::text(id, 42, "/join")).await;
        let (language, chosen) = if round % 2 == 0 {
            (&russian, "ru")
        } else {
            (&english, "en")
        };
        let (text, tap) = (
            updates::text(id + 1, 42, "Ann"),
            updates::press(id + 2, 42, language),
        );
        let (named, tapped) = tokio::join!(world.ok(&text), world.ok(&tap));
        assert_eq!(named.call()["method"], "sendMessage", "round {round}");
        assert_eq!(tapped.call()["method"], "editMessageText", "round {round}");
        let profile = world.table.item("person#42", "me#profile").await.unwrap();
        assert_eq!(profile["language"].as_s().unwrap(), chosen, "round {round}");
        let last = world.ok(&updates::text(id + 3, 42, "Lee")).await;
        assert!(
            last.call()["reply_markup"]["keyboard"].is_array(),
            "round {round} has lost the first name: {last:?}"
        );
    }
}
