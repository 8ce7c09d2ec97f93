//! Asking to join the staff: three answers, each one checked.

use frontdesk_tests::{World, updates};
use serde_json::json;

async fn at_phone_step(user: i64) -> World {
    let world = World::new().await;
    for (id, text) in [(100, "/join"), (101, "Ann"), (102, "Lee")] {
        world.ok(&updates::text(id, user, text)).await;
    }
    world
}

fn is_about(text: &str, what: &str) -> bool {
    text.to_lowercase().contains(what)
}

#[tokio::test]
async fn names_are_trimmed_and_have_two_characters() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    let long = "x".repeat(10_000);
    for (id, text) in [
        (101, "A"),
        (102, "  "),
        (103, "\u{1}\u{2}\u{3}"),
        (104, long.as_str()),
    ] {
        let refused = world.ok(&updates::text(id, 42, text)).await;
        assert!(
            !is_about(&refused.text(), "last name"),
            "{}",
            refused.text()
        );
    }
    let accepted = world.ok(&updates::text(110, 42, "  <b>Ann</b> ")).await;
    assert!(
        is_about(&accepted.text(), "last name"),
        "{}",
        accepted.text()
    );
}

#[tokio::test]
async fn a_command_is_never_an_answer() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    world.ok(&updates::text(101, 42, "/help")).await;
    world.ok(&updates::text(102, 42, "/nonsense")).await;
    world.ok(&updates::text(103, 42, "/ Ann")).await;
    let named = world.ok(&updates::text(104, 42, "Ann")).await;
    assert!(
        is_about(&named.text(), "last name"),
        "the form stayed open: {}",
        named.text()
    );
}

#[tokio::test]
async fn a_start_leaves_the_form() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    world.ok(&updates::text(101, 42, "/start")).await;
    let after = world.ok(&updates::text(102, 42, "Ann")).await;
    assert!(!is_about(&after.text(), "last name"), "{}", after.text());
}

#[tokio::test]
async fn cancel_leaves_the_form_or_says_there_is_none() {
    let world = World::new().await;
    let none = world.ok(&updates::text(100, 42, "/cancel")).await;
    world.ok(&updates::text(101, 42, "/join")).await;
    let cancelled = world.ok(&updates::text(102, 42, "/cancel")).await;
    assert_ne!(none.text(), cancelled.text());
    assert_eq!(
        world.ok(&updates::text(103, 42, "/cancel")).await.text(),
        none.text()
    );
}

#[tokio::test]
async fn an_old_cancel_button_cancels_nothing() {
    let world = World::new().await;
    let first = world
        .ok(&updates::text(100, 42, "/join"))
        .await
        .data("Cancel");
    world.ok(&updates::text(101, 42, "/join")).await;
    let stale = world.ok(&updates::press(102, 42, &first)).await;
    assert_eq!(stale.call()["method"], "answerCallbackQuery");
    let named = world.ok(&updates::text(103, 42, "Ann")).await;
    assert!(is_about(&named.text(), "last name"), "{}", named.text());
}

#[tokio::test]
async fn a_foreign_contact_is_refused() {
    let world = at_phone_step(42).await;
    let foreign = json!({ "contact": { "phone_number": "+998901112233", "first_name": "Bob", "user_id": 77 } });
    let nobody = json!({ "contact": { "phone_number": "+998901112233", "first_name": "Bob" } });
    for (id, fields) in [(103, foreign), (104, nobody)] {
        world.ok(&updates::message_with(id, 42, fields)).await;
        assert!(!world.dump().await.contains_key("request#42 / request"));
    }
    world.ok(&updates::contact(105, 42, "998901112233")).await;
    assert!(
        world
            .dump()
            .await
            .contains_key("phone#+998901112233 / phone")
    );
}

#[tokio::test]
async fn typed_phones_are_normalised() {
    for (typed, kept) in [
        ("+998 (90) 123-45-67", "+998901234567"),
        ("998901234567", "+998901234567"),
        (" 1 234 567 8 ", "+12345678"),
    ] {
        let world = at_phone_step(42).await;
        world.ok(&updates::text(103, 42, typed)).await;
        assert!(
            world
                .dump()
                .await
                .contains_key(&format!("phone#{kept} / phone")),
            "{typed}"
        );
    }
}

#[tokio::test]
async fn what_is_no_phone_is_asked_again() {
    let world = at_phone_step(42).await;
    let odd = [
        "1234567",
        "1234567890123456",
        "+0123456789",
        "my phone",
        "٠١٢٣٤٥٦٧٨",
        "",
        "++99890123456",
    ];
    for (index, typed) in odd.into_iter().enumerate() {
        let refused = world
            .ok(&updates::text(103 + index as i64, 42, typed))
            .await;
        assert!(!refused.text().is_empty(), "{typed}");
        assert!(
            !world.dump().await.contains_key("request#42 / request"),
            "{typed}"
        );
    }
    world.ok(&updates::text(200, 42, "+12345678")).await;
    assert!(world.dump().await.contains_key("request#42 / request"));
}

#[tokio::test]
async fn a_phone_of_another_account_is_refused() {
    let world = at_phone_step(42).await;
    world.ok(&updates::text(103, 42, "+998901234567")).await;
    for (id, text) in [(200, "/join"), (201, "Bob"), (202, "Ray")] {
        world.ok(&updates::text(id, 77, text)).await;
    }
    let refused = world.ok(&updates::text(203, 77, "+998901234567")).await;
    assert!(!refused.text().is_empty());
    assert!(!world.dump().await.contains_key("request#77 / request"));
    world.ok(&updates::text(204, 77, "+998907777777")).await;
    assert!(
        world.dump().await.contains_key("request#77 / request"),
        "the form stayed open"
    );
}

#[tokio::test]
async fn two_people_cannot_take_one_phone_at_once() {
    for round in 0..30 {
        let world = at_phone_step(42).await;
        for (id, text) in [(200, "/join"), (201, "Bob"), (202, "Ray")] {
            world.ok(&updates::text(id, 77, text)).await;
        }
        let (ann, bob) = (
            updates::contact(103, 42, "+998901234567"),
            updates::contact(203, 77, "+998901234567"),
        );
        tokio::join!(world.ok(&ann), world.ok(&bob));
        let requests = world
            .dump()
            .await
            .keys()
            .filter(|key| key.starts_with("request#"))
            .count();
        assert_eq!(requests, 1, "round {round}");
    }
}

#[tokio::test]
async fn another_phone_frees_the_first() {
    let world = at_phone_step(42).await;
    world.ok(&updates::text(103, 42, "+998901234567")).await;
    world.clock.advance(std::time::Duration::from_secs(20));
    for (id, text) in [
        (110, "/join"),
        (111, "Ann"),
        (112, "Lee"),
        (113, "+998907654321"),
    ] {
        world.ok(&updates::text(id, 42, text)).await;
    }
    for (id, text) in [
        (200, "/join"),
        (201, "Bob"),
        (202, "Ray"),
        (203, "+998901234567"),
    ] {
        world.ok(&updates::text(id, 77, text)).await;
    }
    assert!(world.dump().await.contains_key("request#77 / request"));
}

#[tokio::test]
async fn the_form_speaks_the_chosen_language() {
    let world = World::new().await;
    let choice = world.ok(&updates::text(100, 42, "/language")).await;
    let chosen = world
        .ok(&updates::press(101, 42, &choice.data("Русский")))
        .await;
    assert!(
        chosen.text().contains("русск") || chosen.text().contains("Русск"),
        "{}",
        chosen.text()
    );
    let asked = world.ok(&updates::text(102, 42, "/join")).await;
    assert!(
        asked.text().to_lowercase().contains("имя"),
        "{}",
        asked.text()
    );
}

#[tokio::test]
async fn stickers_and_voices_are_no_answers() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    for (id, fields) in [
        (101, json!({ "sticker": {} })),
        (102, json!({ "voice": {} })),
        (103, json!({ "photo": [] })),
    ] {
        let refused = world.ok(&updates::message_with(id, 42, fields)).await;
        assert!(!refused.text().is_empty());
    }
    let named = world.ok(&updates::text(110, 42, "Ann")).await;
    assert!(is_about(&named.text(), "last name"));
}

/// The keyboard of an earlier form's last question is still there.
#[tokio::test]
async fn the_cancel_key_is_never_a_name() {
    let world = at_phone_step(42).await;
    world.ok(&updates::text(103, 42, "/join")).await;
    let cancelled = world.ok(&updates::text(104, 42, "✖️ Cancel")).await;
    assert_eq!(cancelled.call()["reply_markup"]["remove_keyboard"], true);
    let again = world.ok(&updates::text(105, 42, "✖️ Cancel")).await;
    assert_eq!(again.call()["reply_markup"]["remove_keyboard"], true);
    assert!(!is_about(
        &world.ok(&updates::text(106, 42, "Ann")).await.text(),
        "last name"
    ));
}
