//! The lunch of one day.

use super::studio::{ANN, MAX, Studio, seen};

#[tokio::test]
async fn lunch_moves_for_one_day() {
    let studio = Studio::new().await;
    let choice = studio.goes(MAX, "/schedule 2026-03-03", &["Lunch"]).await;
    insta::assert_snapshot!(seen(&choice), @r"
    When is lunch on Tue, 3 March? It takes an hour.
    [10:00] [10:30] [11:00] [11:30] [12:00] [12:30]
    [13:00] [13:30] [14:00] [14:30] [15:00] [15:30]
    [16:00] [16:30] [17:00] [17:30] [18:00] [18:30]
    [19:00] [19:30] [20:00]
    [As usual] [No lunch]
    [‹ Tue, 3 March]
    ");
    let done = studio.taps(MAX, &choice, "15:00").await;
    assert!(done.text().contains("15:00–16:00"), "{done:?}");
    studio.books(ANN, "13:00").await;
    let refused = studio.says(43, "/book haircut max 2026-03-03 15:30").await;
    assert!(!refused.text().contains("You are booked"), "{refused:?}");
}

#[tokio::test]
async fn lunch_never_lies_over_a_booking() {
    let studio = Studio::new().await;
    studio.books(ANN, "15:30").await;
    let before = studio.state().await;
    let refused = studio
        .goes(MAX, "/schedule 2026-03-03", &["Lunch", "15:00"])
        .await;
    assert!(refused.text().contains("Ann"), "{refused:?}");
    assert_eq!(studio.state().await, before);
    let open = ["Lunch", "No lunch"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    studio.books(43, "13:00").await;
    let refused = studio
        .goes(MAX, "/schedule 2026-03-03", &["Lunch", "As usual"])
        .await;
    assert!(refused.text().contains("Please cancel"), "{refused:?}");
}

#[tokio::test]
async fn a_day_off_has_no_lunch() {
    let studio = Studio::new().await;
    let day = studio.says(MAX, "/schedule 2026-03-03").await;
    studio.taps(MAX, &day, "Day off").await;
    let refused = studio.taps(MAX, &day, "Lunch").await;
    assert!(refused.text().contains("is a day off"), "{refused:?}");
}
