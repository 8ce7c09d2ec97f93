//! The token and the secret appear in no log line, whatever fails.

use bytes::Bytes;
use frontdesk_tests::{Fault, SECRET, TOKEN, World, updates, world};
use http::Request;
use telegram_server::On;

#[tokio::test]
async fn nothing_secret_is_ever_logged() {
    let log = world::log();
    let world = World::new().await;
    let choice = world.ok(&updates::text(100, 42, "/language")).await;
    world
        .telegram
        .telegram()
        .fail_next(On::Any, telegram_server::Fault::Drop);
    world
        .ok(&updates::press(101, 42, &choice.data("Русский")))
        .await;
    for fault in [
        Fault::Refused,
        Fault::Garbage,
        Fault::Answer(400, "AccessDeniedException"),
        Fault::Half,
    ] {
        world.wire.break_down(fault);
        world
            .deliver(&updates::text(102, 42, "/join my-own-words"))
            .await;
    }
    world.wire.mend();
    world
        .ok(&updates::text(103, 42, "panic! my-own-words +998901234567"))
        .await;
    unreadable_phone(&world).await;
    people_who_are_looked_for(&world).await;
    let wrong = Request::post("/telegram").header("content-type", "application/json");
    let wrong = wrong.header("x-telegram-bot-api-secret-token", format!("{SECRET}x"));
    world.send(wrong.body(Bytes::from("{}")).unwrap()).await;
    let text = log.text();
    assert!(
        text.contains("an update was parked"),
        "the failures were logged"
    );
    assert!(
        text.contains("an update was not acknowledged"),
        "the failures were logged"
    );
    assert!(
        text.contains("a direct call failed"),
        "the failures were logged"
    );
    for secret in [TOKEN, &TOKEN[11..], SECRET, "my-own-words", "998901234567"] {
        let line = text.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret} was logged");
    }
}

/// What is typed into a search, and what people are called, is theirs.
async fn people_who_are_looked_for(world: &World) {
    let boss = frontdesk_tests::BOSS;
    for (id, user, words) in [
        (120, 44, "/start my-own-words"),
        (121, boss, "/people my-own-words"),
        (122, boss, "+998901234567"),
        (123, 44, "/start inv_my-own-wordsxxxxxxxxxx"),
        (124, 44, "/forget_me"),
    ] {
        world.ok(&updates::text(id, user, words)).await;
    }
    for fault in [Fault::Garbage, Fault::Half] {
        world.wire.break_down(fault);
        let search = updates::text(125, boss, "/people my-own-words");
        world.deliver(&search).await;
        world
            .deliver(&updates::press(126, boss, "p:f:my own words:"))
            .await;
    }
    world.wire.mend();
}

/// The key of this item is somebody's number.
async fn unreadable_phone(world: &World) {
    let text = |text: &str| aws_sdk_dynamodb::types::AttributeValue::S(text.into());
    let version = aws_sdk_dynamodb::types::AttributeValue::N("1".into());
    let item = [
        ("pk", text("phone#+998901234567")),
        ("sk", text("phone")),
        ("v", version),
        ("owner", text("?")),
    ];
    world
        .table
        .put(item.map(|(name, value)| (name.to_owned(), value)).into())
        .await;
    for (id, words) in [
        (110, "/join"),
        (111, "Ann"),
        (112, "Lee"),
        (113, "+998901234567"),
    ] {
        world.ok(&updates::text(id, 43, words)).await;
    }
}
