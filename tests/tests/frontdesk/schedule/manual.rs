//! Bookings for clients without Telegram.

use super::studio::{ANN, MAX, Studio, hours, seen};

#[tokio::test]
async fn a_master_books_for_somebody() {
    let studio = Studio::new().await;
    let services = studio
        .goes(MAX, "/schedule 2026-03-03", &["Book for somebody"])
        .await;
    insta::assert_snapshot!(seen(&services), @r"
    Which service, on Tue, 3 March?
    [Haircut]
    [Beard]
    [Haircut and beard]
    [‹ Tue, 3 March]
    ");
    let times = studio.taps(MAX, &services, "Haircut and beard").await;
    insta::assert_snapshot!(seen(&times), @r"
    Haircut and beard, Tue, 3 March. At what time?
    [10:00] [10:30] [11:00] [11:30] [12:00] [14:00]
    [14:30] [15:00] [15:30] [16:00] [16:30] [17:00]
    [17:30] [18:00] [18:30] [19:00] [19:30] [20:00]
    [‹ Back]
    ");
    let name = studio.taps(MAX, &times, "12:00").await;
    insta::assert_snapshot!(seen(&name), @r"
    Who is it for? Type the name.
    [‹ Back]
    ");
    let done = studio.says(MAX, " Mrs  <b>Smith</b> ").await;
    insta::assert_snapshot!(seen(&done), @r"
    ✅ Booked: Mrs &lt;b&gt;Smith&lt;/b&gt;, Tue, 3 March at 12:00.
    [‹ Tue, 3 March]
    ");
    let refused = studio.says(ANN, "/book haircut max 2026-03-03 12:30").await;
    assert!(!refused.text().contains("You are booked"), "{refused:?}");
    let open = ["12:00 Mrs <b>Smith</b>", "Cancel", "Cancel"];
    let done = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    assert!(done.text().contains("yourself"), "{done:?}");
    studio.books(ANN, "12:30").await;
}

#[tokio::test]
async fn names_have_1_to_160_characters() {
    let studio = Studio::new().await;
    let open = ["Book for somebody", "Haircut", "12:00"];
    let long = "я".repeat(161);
    for odd in [long.as_str(), "\u{200b}\u{a0}", "a\u{7}", "\u{202e}nnA"] {
        studio.goes(MAX, "/schedule 2026-03-03", &open).await;
        let again = studio.says(MAX, odd).await;
        assert!(again.text().contains("Who is it for"), "{again:?}");
    }
    for (time, name) in [
        ("12:00", "я".repeat(160)),
        ("12:30", "X".to_owned()),
        ("15:00", "علي\u{200f} e\u{301}".to_owned()),
    ] {
        let open = ["Book for somebody", "Haircut", time];
        studio.goes(MAX, "/schedule 2026-03-03", &open).await;
        let done = studio.says(MAX, &name).await;
        assert!(done.text().contains(&name), "{done:?}");
    }
    assert_eq!(studio.day(MAX, 3).await.sheet.bookings().len(), 3);
}

#[tokio::test]
async fn a_time_taken_meanwhile_is_told() {
    let studio = Studio::new().await;
    let open = ["Book for somebody", "Haircut", "12:00"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    studio.books(ANN, "12:00").await;
    let refused = studio.says(MAX, "Mrs Smith").await;
    assert!(
        refused.text().contains("something is booked"),
        "{refused:?}"
    );
    assert_eq!(studio.day(MAX, 3).await.sheet.bookings().len(), 1);
    let times = studio.goes(MAX, "/schedule 2026-03-03", &open[..2]).await;
    assert!(!seen(&times).contains("[12:00]"), "{times:?}");
}

/// A master may book what starts at once, a client may not.
#[tokio::test]
async fn a_master_needs_no_lead_time() {
    let studio = Studio::new().await;
    studio.passes(hours(1));
    let times = studio
        .goes(MAX, "/schedule", &["Book for somebody", "Haircut"])
        .await;
    assert!(seen(&times).contains("[10:30]"), "{times:?}");
    assert!(!seen(&times).contains("[10:00]"), "{times:?}");
    let name = studio.taps(MAX, &times, "10:30").await;
    assert!(name.text().contains("Who is it for"), "{name:?}");
    studio.passes(hours(1));
    let refused = studio.says(MAX, "Mrs Smith").await;
    assert!(refused.text().contains("is over"), "{refused:?}");
}

#[tokio::test]
async fn services_that_nobody_offers_are_refused() {
    let studio = Studio::new().await;
    let open = ["Book for somebody", "Haircut", "12:00"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    let mut shop = studio.shop().await;
    shop.services
        .iter_mut()
        .for_each(|service| service.on = false);
    studio.puts(shop).await;
    let refused = studio.says(MAX, "Mrs Smith").await;
    assert!(
        refused.text().contains("do not do that service"),
        "{refused:?}"
    );
    let refused = studio
        .goes(MAX, "/schedule 2026-03-03", &["Book for somebody"])
        .await;
    assert!(
        refused.text().contains("do not do that service"),
        "{refused:?}"
    );
    assert!(studio.day(MAX, 3).await.sheet.bookings().is_empty());
}

/// Nobody would read a reason: the master is asked whether, not why.
#[tokio::test]
async fn a_client_without_telegram_is_called_off() {
    let studio = Studio::new().await;
    let open = ["Book for somebody", "Haircut", "12:00"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    studio.says(MAX, "Mrs Smith").await;
    let open = ["👤 12:00", "Cancel"];
    let sure = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    insta::assert_snapshot!(seen(&sure), @r"
    Shall I cancel this booking? I cannot reach the client: please tell them yourself.
    [❌ Cancel the booking]
    [‹ Back]
    ");
    let back = studio.taps(MAX, &sure, "Back").await;
    assert!(back.text().contains("Mrs Smith"), "{back:?}");
    let done = studio.taps(MAX, &sure, "Cancel").await;
    insta::assert_snapshot!(seen(&done), @r"
    ❌ The booking on Tue, 3 March is cancelled. Please tell the client yourself.
    [‹ Tue, 3 March]
    ");
    assert!(studio.day(MAX, 3).await.sheet.bookings().is_empty());
    let again = studio.taps(MAX, &sure, "Cancel").await;
    assert!(again.text().contains("<b>Tue, 3 March</b>"), "{again:?}");
}

#[tokio::test]
async fn only_what_has_not_begun_is_called_off() {
    let studio = Studio::new().await;
    let open = ["Book for somebody", "Haircut", "12:00"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    studio.says(MAX, "Mrs Smith").await;
    studio.books(ANN, "14:00").await;
    let day = studio.says(MAX, "/schedule 2026-03-03").await;
    let card = studio.taps(MAX, &day, "👤 14:00").await;
    let forged = card.data("Cancel").replacen("t:c:", "t:v:", 1);
    let before = studio.state().await;
    studio.presses(MAX, &forged).await;
    assert_eq!(studio.state().await, before, "Ann would not hear of it");
    let sure = studio.goes(MAX, "/schedule 2026-03-03", &["👤 12:00", "Cancel"]);
    let sure = sure.await;
    studio.passes(hours(27));
    let before = studio.state().await;
    let late = studio.taps(MAX, &sure, "Cancel").await;
    assert!(late.text().contains("has begun"), "{late:?}");
    assert_eq!(studio.state().await, before);
}
