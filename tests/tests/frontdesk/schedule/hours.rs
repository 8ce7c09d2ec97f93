//! Working hours by weekday and lunch, by the master and by a manager.

use super::studio::{ANN, BOB, EVE, MAX, Studio, every_button, seen};

#[tokio::test]
async fn a_master_changes_his_own_hours() {
    let studio = Studio::new().await;
    let week = studio.goes(MAX, "/schedule", &["Hours"]).await;
    insta::assert_snapshot!(seen(&week), @r"
    <b>Your working hours</b>
    Mon: 10:00–21:00
    Tue: 10:00–21:00
    Wed: 10:00–21:00
    Thu: 10:00–21:00
    Fri: 10:00–21:00
    Sat: 10:00–21:00
    Sun: 10:00–21:00
    🍽 Lunch: 13:00–14:00
    [Mon] [Tue] [Wed] [Thu]
    [Fri] [Sat] [Sun]
    [🍽 Lunch]
    [‹ Back]
    ");
    let day = studio.taps(MAX, &week, "Tue").await;
    let ends = studio.taps(MAX, &day, "12:00").await;
    assert!(!seen(&ends).contains("[12:00]"), "{ends:?}");
    let week = studio.taps(MAX, &ends, "18:00").await;
    assert!(week.text().contains("Tue: 12:00–18:00"), "{week:?}");
    let refused = studio.says(ANN, "/book haircut max 2026-03-03 11:30").await;
    assert!(!refused.text().contains("You are booked"), "{refused:?}");
    studio.books(ANN, "17:30").await;
}

#[tokio::test]
async fn a_manager_changes_everybodys_hours() {
    let studio = Studio::new().await;
    let open = ["Masters", "Bob", "Hours"];
    let week = studio.goes(EVE, "/shop", &open).await;
    assert!(week.text().contains("Bob"), "{week:?}");
    let lunch = studio.taps(EVE, &week, "Lunch").await;
    let week = studio.taps(EVE, &lunch, "15:00").await;
    assert!(week.text().contains("15:00–16:00"), "{week:?}");
    assert!(studio.card(BOB).await.terms.lunch().is_some());
    let before = studio.state().await;
    for data in every_button(&week) {
        let refused = studio.presses(MAX, &data).await;
        assert_eq!(refused.call()["method"], "answerCallbackQuery", "{data}");
    }
    assert_eq!(studio.state().await, before);
    let back = studio.taps(EVE, &week, "Back").await;
    assert!(back.text().contains("Bob"), "{back:?}");
}

#[tokio::test]
async fn hours_that_would_cut_bookings_are_refused() {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    let before = studio.state().await;
    let open = ["Hours", "Tue", "15:00", "21:00"];
    let refused = studio.goes(MAX, "/schedule", &open).await;
    insta::assert_snapshot!(seen(&refused), @r"
    There are bookings that would have no room any more. Please cancel them first:
    • Tue, 3 March, 14:00: Ann &lt;i&gt;&amp;
    [‹ Back]
    ");
    let closed = ["Masters", "Max", "Hours", "Tue", "Closed"];
    let refused = studio.goes(EVE, "/shop", &closed).await;
    assert!(refused.text().contains("Ann"), "{refused:?}");
    let lunch = ["Hours", "🍽 Lunch", "14:00"];
    let refused = studio.goes(MAX, "/schedule", &lunch).await;
    assert!(refused.text().contains("Ann"), "{refused:?}");
    assert_eq!(studio.state().await, before);
    let open = ["Hours", "Wed", "15:00", "21:00"];
    let outside = studio.goes(MAX, "/schedule", &open).await;
    assert!(outside.text().contains("Wed: 15:00–21:00"), "{outside:?}");
}

#[tokio::test]
async fn lunch_lies_inside_the_hours() {
    let studio = Studio::new().await;
    let open = ["Hours", "Wed", "13:30", "21:00"];
    let refused = studio.goes(MAX, "/schedule", &open).await;
    assert!(
        refused.text().contains("Wed: lunch would lie outside"),
        "{refused:?}"
    );
    let open = ["Hours", "🍽 Lunch", "20:30"];
    let refused = studio.goes(MAX, "/schedule", &open).await;
    assert!(
        refused.text().contains("lunch would lie outside"),
        "{refused:?}"
    );
    let open = ["Hours", "🍽 Lunch", "No lunch"];
    let week = studio.goes(MAX, "/schedule", &open).await;
    assert!(week.text().contains("No lunch"), "{week:?}");
}

#[tokio::test]
async fn an_old_button_of_the_hours_changes_nothing() {
    let studio = Studio::new().await;
    let day = studio.goes(MAX, "/schedule", &["Hours", "Tue"]).await;
    let ends = studio.taps(MAX, &day, "12:00").await;
    studio.taps(MAX, &ends, "18:00").await;
    studio
        .goes(
            EVE,
            "/shop",
            &["Masters", "Max", "Hours", "Tue", "10:00", "20:00"],
        )
        .await;
    let before = studio.state().await;
    let shown = studio.taps(MAX, &ends, "18:00").await;
    assert!(shown.text().contains("Tue: 10:00–20:00"), "{shown:?}");
    studio.taps(MAX, &day, "Closed").await;
    assert_eq!(studio.state().await, before);
}

/// What is over is in nobody's way.
#[tokio::test]
async fn bookings_that_are_over_do_not_count() {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    studio.passes(super::studio::hours(30));
    let open = ["Hours", "Tue", "Closed"];
    let week = studio.goes(MAX, "/schedule", &open).await;
    assert!(week.text().contains("Tue: closed"), "{week:?}");
}

#[tokio::test]
async fn a_change_relies_on_every_date_it_touches() {
    let studio = Studio::new().await;
    let lunch = studio.goes(MAX, "/schedule", &["Hours", "🍽 Lunch"]).await;
    studio.world.wire.operations();
    studio.taps(MAX, &lunch, "15:00").await;
    assert_eq!(
        studio.world.wire.operations(),
        ["Query", "BatchGetItem", "TransactWriteItems"]
    );
}
