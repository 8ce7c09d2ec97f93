//! Every button pressed again: later, twice, by another master, and with forged data.

use std::collections::BTreeSet;

use super::studio::{ANN, BOB, EVE, MAX, Studio, alerted, every_button, hours};

/// Taps through every screen of the calendar, so that each button that was shown belongs to an
/// earlier state in the end.
async fn every_stale_button(studio: &Studio) -> BTreeSet<String> {
    let mut buttons = BTreeSet::new();
    studio.books(ANN, "14:00").await;
    for (command, labels) in [
        ("/schedule 2026-03-03", vec!["Lunch", "15:00"]),
        ("/schedule 2026-03-04", vec!["Day off"]),
        ("/schedule 2026-03-04", vec!["Work on this day"]),
        (
            "/schedule 2026-03-04",
            vec!["Be away", "16:00", "17:00", "No note"],
        ),
        ("/schedule 2026-03-04", vec!["🚫 16:00", "Note", "No note"]),
        (
            "/schedule 2026-03-04",
            vec!["🚫 16:00", "Another time", "18:00", "19:00"],
        ),
        (
            "/schedule 2026-03-04",
            vec!["🚫 18:00", "Be there after all"],
        ),
        (
            "/schedule 2026-03-03",
            vec!["Hours", "Wed", "12:00", "20:00"],
        ),
        ("/schedule 2026-03-03", vec!["Hours", "🍽 Lunch", "16:00"]),
        (
            "/schedule 2026-03-03",
            vec!["Book for somebody", "Beard", "11:00"],
        ),
        (
            "/schedule 2026-03-03",
            vec!["14:00 Ann", "Cancel", "Illness"],
        ),
        ("/schedule 2026-03-03", vec!["Lunch", "As usual"]),
        ("/schedule 2026-03-03", vec!["Week"]),
    ] {
        let mut shown = studio.says(MAX, command).await;
        for label in labels {
            buttons.extend(every_button(&shown));
            shown = studio.taps(MAX, &shown, label).await;
        }
        buttons.extend(every_button(&shown));
        studio.says(MAX, "Mr Smith").await;
    }
    buttons
}

#[tokio::test]
async fn no_stale_button_changes_anything() {
    let studio = Studio::new().await;
    let buttons = every_stale_button(&studio).await;
    assert!(buttons.len() > 150, "{}", buttons.len());
    studio.goes(MAX, "/schedule 2026-03-03", &["Day off"]).await;
    for day in ["03", "04"] {
        let open = format!("/schedule 2026-03-{day}");
        studio.goes(MAX, &open, &["Lunch", "No lunch"]).await;
    }
    studio
        .goes(MAX, "/schedule", &["Hours", "Wed", "Closed"])
        .await;
    studio.says(MAX, "/cancel").await;
    studio.passes(hours(1));
    let before = studio.state().await;
    for data in &buttons {
        for user in [MAX, MAX, BOB] {
            let answer = studio.presses(user, data).await;
            assert!(!answer.body.is_empty(), "{data}");
        }
        assert_eq!(studio.state().await, before, "{data}");
    }
}

#[tokio::test]
async fn whoever_is_late_sees_the_present_state() {
    let studio = Studio::new().await;
    let day = studio.says(MAX, "/schedule 2026-03-03").await;
    studio.taps(MAX, &day, "Day off").await;
    let shown = studio.taps(MAX, &day, "Day off").await;
    assert!(shown.text().contains("A day off"), "{shown:?}");
    assert!(alerted(&studio).contains("changed meanwhile"));
}

#[tokio::test]
async fn forged_data_gets_an_answer_and_nothing_else() {
    let studio = Studio::new().await;
    let before = studio.state().await;
    let most = u64::MAX;
    for data in [
        "t:".to_owned(),
        "t:d:20260231".to_owned(),
        "t:d:99991231".to_owned(),
        "t:w:99991231".to_owned(),
        "t:d:00010101".to_owned(),
        format!("t:o:99991231:{most}"),
        "t:b:20260303:m1".to_owned(),
        "t:x:20260303:b1".to_owned(),
        "t:y:20260303:m1:0".to_owned(),
        "t:c:20260303:m1:-1".to_owned(),
        "t:k:haircut:99999999999999".to_owned(),
        "t:e:99991231:haircut".to_owned(),
        "t:e:20260303:massage".to_owned(),
        "t:f:1:s:b".to_owned(),
        format!("t:h:h:7:0:1440:{most}"),
        "t:m:20260303:1410:0".to_owned(),
        "s:t".to_owned(),
        format!("s:o:255:n:{most}"),
    ] {
        for user in [MAX, ANN] {
            let answer = studio.presses(user, &data).await;
            assert!(!answer.body.is_empty(), "{data}");
            assert!(!answer.text().contains("our side"), "{data}: {answer:?}");
        }
        studio.says(MAX, "/cancel").await;
    }
    for data in [
        "s:o:200:n:2",
        "s:s:99",
        "s:e:1:0",
        "s:h:1:w",
        "s:f:1:e:b",
        "s:b:1:0:y:2",
    ] {
        let answer = studio.presses(EVE, data).await;
        assert_eq!(answer.call()["method"], "answerCallbackQuery", "{data}");
    }
    assert_eq!(studio.state().await, before);
}

/// Telegram delivers an update again: the same answer, and nothing twice.
#[tokio::test]
async fn a_repeated_update_changes_nothing_twice() {
    use frontdesk_tests::updates;
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    let why = studio
        .goes(MAX, "/schedule 2026-03-03", &["14:00 Ann", "Cancel"])
        .await;
    let press = updates::press(studio.next_id(), MAX, &why.data("Illness"));
    let first = studio.world.ok(&press).await;
    let after = studio.world.dump().await;
    assert_eq!(studio.world.ok(&press).await, first);
    assert_eq!(studio.world.dump().await, after);
    assert_eq!(studio.told(ANN).await.len(), 1);
}
