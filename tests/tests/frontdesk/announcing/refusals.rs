//! What is refused, and how it is said.

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, updates};
use serde_json::json;
use telegram_server::UserId;

use super::podium::{Podium, data, labels};

#[tokio::test]
async fn only_superadmins_send_broadcasts() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/people 42").await;
    podium.taps(BOSS, "➕ manager").await;
    for who in [ANN, 53] {
        podium.says(who, "/broadcast Hello").await;
    }
    assert_eq!(podium.last(ANN).text, "This is for superadmins.");
    assert_eq!(podium.last(53).text, "Bu faqat superadminlar uchun.");
    podium.says(ANN, "/help").await;
    assert!(!podium.last(ANN).text.contains("/broadcast"));
    podium.says(BOSS, "/help").await;
    assert!(
        podium
            .last(BOSS)
            .text
            .contains("/broadcast — send a message to everybody")
    );
}

#[tokio::test]
async fn it_is_refused_in_front_of_others() {
    let podium = Podium::new().await;
    let world = &podium.town.world;
    let refused = world
        .ok(&updates::group_text(900, -500, BOSS, "/broadcast Hello"))
        .await;
    assert!(refused.text().contains("in private"), "{}", refused.text());
}

#[tokio::test]
async fn nobody_else_presses_its_buttons() {
    let podium = Podium::new().await;
    let id = podium.composes(BOSS, "Hello").await;
    let before = podium.head(id).await;
    let shown = podium.seen(BOSS, "Shall I send it?");
    for label in ["Send it", "Cancel"] {
        podium.forges(ANN, &data(&shown, label)).await;
        assert_eq!(podium.alert(), "This is for superadmins.", "{label}");
    }
    for act in ["p", "r", "s", "q", "l", "w"] {
        podium.forges(ANN, &format!("a:{act}:{id}:0")).await;
    }
    assert_eq!(podium.head(id).await, before);
    podium.moves().await;
    assert!(podium.received("Hello").is_empty());
}

#[tokio::test]
async fn who_lost_the_role_presses_in_vain() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/people 54").await;
    podium.taps(BOSS, "➕ superadmin").await;
    let id = podium.composes(54, "Hello").await;
    let before = podium.head(id).await;
    podium.says(54, "/broadcast Another").await;
    podium.says(BOSS, "/people 54").await;
    podium.taps(BOSS, "➖ superadmin").await;
    podium.taps(54, "📣 Send it").await;
    let refused = podium.alert();
    assert!(refused.starts_with("This is for superadmins."), "{refused}");
    assert_eq!(podium.head(id).await, before);
    podium.says(BOSS, "/people 54").await;
    podium.taps(BOSS, "➕ superadmin").await;
    podium.says(54, "/cancel").await;
    let closed = podium.last(54).text;
    assert!(
        closed.contains("nothing to cancel"),
        "the form was closed: {closed}"
    );
}

#[tokio::test]
async fn a_text_that_is_too_long_says_by_how_much() {
    let podium = Podium::new().await;
    let world = &podium.town.world;
    podium.says(BOSS, "/broadcast").await;
    for (id, over, says) in [
        (
            1_i64,
            1,
            "That is 1 character too long: Telegram takes 4096.",
        ),
        (
            2,
            904,
            "That is 904 characters too long: Telegram takes 4096.",
        ),
    ] {
        let long = updates::text(900 + id, BOSS, &"ы".repeat(4_096 + over));
        let refused = world.ok(&long).await.text();
        assert!(refused.starts_with(says), "{refused}");
        assert!(refused.contains("What shall I send?"), "{refused}");
    }
    podium.says(BOSS, &"ы".repeat(4_096)).await;
    assert!(podium.last(BOSS).text.starts_with("Who shall get it?"));
}

#[tokio::test]
async fn an_album_is_refused_once() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/broadcast").await;
    let sizes = json!([{ "file_id": "f", "file_unique_id": "u", "width": 1, "height": 1 }]);
    let photo = |id: i64| {
        let fields = json!({ "photo": sizes, "media_group_id": "13" });
        updates::message_with(900 + id, BOSS, fields)
    };
    let world = &podium.town.world;
    let first = world.ok(&photo(1)).await;
    let says = "I cannot send albums on, only single messages.";
    assert!(first.text().starts_with(says), "{first:?}");
    for id in 2..4 {
        assert_eq!(world.ok(&photo(id)).await.body.len(), 0);
    }
    let blank = updates::text(910, BOSS, " \n");
    let refused = world.ok(&blank).await.text();
    assert!(refused.starts_with("I cannot send that on."), "{refused}");
    podium.says(BOSS, "Hello").await;
    assert!(podium.last(BOSS).text.starts_with("Who shall get it?"));
}

#[tokio::test]
async fn nobody_is_no_reason_to_send() {
    let podium = Podium::new().await;
    podium.says(53, "/language ru").await;
    podium.says(BOSS, "/broadcast Hello").await;
    podium.taps(BOSS, "🌐 Oʻzbekcha").await;
    podium.moves().await;
    let nobody = podium.seen(BOSS, "Nobody would get this message.");
    assert_eq!(labels(&nobody), ["✖️ Cancel"]);
    podium.taps(BOSS, "✖️ Cancel").await;
    podium.seen(BOSS, "The broadcast was given up.");
}

#[tokio::test]
async fn a_form_is_left_as_forms_are() {
    let podium = Podium::new().await;
    for begun in ["/broadcast", "/broadcast Hello"] {
        podium.says(BOSS, begun).await;
        podium.taps(BOSS, "✖️ Cancel").await;
        assert!(podium.last(BOSS).text.contains("closed the form"));
        podium.says(BOSS, begun).await;
        podium.says(BOSS, "/cancel").await;
        assert!(podium.last(BOSS).text.contains("closed the form"));
        podium.says(BOSS, begun).await;
        let left = podium.last(BOSS);
        podium.says(BOSS, "/shop").await;
        podium.says(BOSS, "Hello").await;
        assert!(
            podium
                .last(BOSS)
                .text
                .starts_with("I did not quite get that")
        );
        podium.forges(BOSS, &data(&left, "Cancel")).await;
        assert_eq!(podium.alert(), "This button is out of date.");
    }
    assert_eq!(podium.ids().await, [0; 0]);
}

#[tokio::test]
async fn what_has_ended_says_so() {
    let podium = Podium::new().await;
    let id = podium.composes(BOSS, "Hello").await;
    let ready = podium.seen(BOSS, "Shall I send it?");
    podium.taps(BOSS, "📣 Send it").await;
    let running = podium.seen(BOSS, "📣 Sending:");
    podium.moves().await;
    let before = podium.head(id).await;
    let labels = [
        (&ready, "Send it"),
        (&ready, "Cancel"),
        (&running, "Pause"),
        (&running, "Stop"),
    ];
    for (shown, label) in labels {
        podium.forges(BOSS, &data(shown, label)).await;
        assert_eq!(podium.alert(), "The broadcast is done.", "{label}");
        podium.forges(CHIEF, &data(shown, label)).await;
        assert_eq!(podium.alert(), "The broadcast is done.", "{label}");
    }
    assert_eq!(podium.head(id).await, before);
    podium.forges(BOSS, "a:g:77:0").await;
    assert_eq!(
        podium.alert(),
        "I do not know this broadcast, or do not keep it any more."
    );
}

#[tokio::test]
async fn ten_at_a_time_are_enough() {
    let podium = Podium::new().await;
    for number in 0..10 {
        podium.says(BOSS, &format!("/broadcast {number}")).await;
        podium.taps(BOSS, "👥 Everybody").await;
        podium.passes(10);
    }
    podium.moves().await;
    podium.says(BOSS, "/broadcast 10").await;
    podium.taps(BOSS, "👥 Everybody").await;
    assert!(
        podium
            .alert()
            .starts_with("10 broadcasts have not ended yet.")
    );
    assert_eq!(podium.ids().await.len(), 10);
    podium.says(BOSS, "/broadcast").await;
    podium.taps(BOSS, "❔ not sent yet · 👥 7").await;
    podium.taps(BOSS, "✖️ Cancel").await;
    podium.says(BOSS, "/broadcast 10").await;
    podium.taps(BOSS, "👥 Everybody").await;
    assert_eq!(podium.ids().await.len(), 11);
}

/// A copy of what was deleted meanwhile is refused for each, and the report says so.
#[tokio::test]
async fn a_copy_of_what_is_gone_reaches_nobody() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/broadcast").await;
    let telegram = podium.town.telegram();
    let photo = telegram
        .send_photo(UserId(BOSS), UserId(BOSS), "Look")
        .unwrap();
    podium.town.updates().await;
    podium.taps(BOSS, "👥 Everybody").await;
    podium.moves().await;
    telegram
        .delete_message(UserId(BOSS), UserId(BOSS), photo)
        .unwrap();
    podium.taps(BOSS, "📣 Send it").await;
    podium.moves().await;
    podium.seen(BOSS, "Sent: 0 · cannot be reached: 0 · failed: 7");
}
