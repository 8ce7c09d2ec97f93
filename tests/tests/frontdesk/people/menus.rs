//! The menu under a greeting or a hint: what somebody's roles let them do.

use frontdesk_tests::{World, updates};
use serde_json::json;

use super::{labels, met, said};
use crate::schedule::studio::{EVE, MAX, Studio, profile, seen};

#[tokio::test]
async fn masters_and_managers_find_their_own() {
    let studio = Studio::new().await;
    let max = studio.says(MAX, "/start").await;
    insta::assert_snapshot!(seen(&max), @r"
    Hello, Max! 👋
    This is the front desk. What can I do for you?
    [📒 My schedule]
    [📅 Book a time]
    [🗓 My bookings]
    [🌐 Language]
    [❓ What I can do]
    [🪪 Join the staff]
    ");
    let day = studio.taps(MAX, &max, "My schedule").await;
    assert!(day.text().contains("2 March"), "{day:?}");
    let hint = studio.says(EVE, "Good morning").await;
    let buttons = labels(&hint);
    assert_eq!(buttons[0], "🛠 The shop");
    assert!(!buttons.contains(&"📒 My schedule".to_owned()));
    let shop = studio.taps(EVE, &hint, "The shop").await;
    assert!(shop.text().contains("The shop"), "{shop:?}");
    let menu = studio
        .taps(MAX, &studio.says(MAX, "/help").await, "Menu")
        .await;
    assert_eq!(labels(&menu), labels(&max));
}

#[tokio::test]
async fn the_menu_of_staff_speaks_their_language() {
    for (language, own) in [
        ("ru", ["📒 Моё расписание", "🛠 Салон"]),
        ("uz", ["📒 Mening jadvalim", "🛠 Salon"]),
    ] {
        let studio = Studio::new().await;
        for (user, label) in [MAX, EVE].into_iter().zip(own) {
            studio.says(user, &format!("/language {language}")).await;
            let hint = studio.says(user, "?").await;
            assert_eq!(labels(&hint)[0], label);
        }
    }
}

#[tokio::test]
async fn a_name_turns_no_line_around() {
    let studio = Studio::new().await;
    studio.puts(profile(50, "\u{202e}nnA", None)).await;
    studio.books(50, "14:00").await;
    studio.puts(profile(50, "\u{202e}nnA", None)).await;
    let day = studio.says(MAX, "/schedule 2026-03-03").await;
    assert!(seen(&day).contains("nnA"), "{day:?}");
    assert!(!seen(&day).contains('\u{202e}'), "{day:?}");
}

#[tokio::test]
async fn an_invisible_name_is_none() {
    let world = World::new().await;
    let names = json!({ "first_name": "\u{3164}", "username": "ann_lee" });
    let greeted = world.ok(&said(1, 42, &names, "/start")).await;
    assert!(greeted.text().contains("Hello, ann_lee!"), "{greeted:?}");
    met(&world, 2, 43, json!({ "first_name": "\u{3164}" })).await;
    let me = world.ok(&updates::text(3, 43, "/me")).await;
    assert!(!me.text().contains("\u{3164}"), "{me:?}");
    let unseen = json!({ "first_name": "\u{3164}" });
    let greeted = world.ok(&said(4, 43, &unseen, "/start")).await;
    assert!(greeted.text().contains("Hello, User43!"), "{greeted:?}");
}
