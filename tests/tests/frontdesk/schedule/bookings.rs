//! What a master does with a booking, and what the client hears of it.

use desk::Status;

use super::studio::{ANN, MAX, Studio, hours, seen};

async fn booked() -> Studio {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    studio
}

#[tokio::test]
async fn a_cancelled_client_hears_why() {
    for (choice, says) in [
        ("Too much to do", "busy"),
        ("Illness", "ill"),
        ("Personal", "personal"),
    ] {
        let studio = booked().await;
        let why = studio
            .goes(MAX, "/schedule 2026-03-03", &["14:00 Ann", "Cancel"])
            .await;
        let done = studio.taps(MAX, &why, choice).await;
        assert!(done.text().contains("I am telling the client"), "{done:?}");
        assert!(studio.day(MAX, 3).await.sheet.bookings().is_empty());
        let appointment = studio.appointments(ANN).await.remove(0);
        assert_eq!(appointment.status, Status::CancelledByMaster, "{says}");
        let told = studio.told(ANN).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("Max"), "{told:?}");
    }
}

#[tokio::test]
async fn a_reason_may_be_typed() {
    let studio = booked().await;
    let card = studio
        .goes(MAX, "/schedule 2026-03-03", &["14:00 Ann"])
        .await;
    insta::assert_snapshot!(seen(&card), @r"
    <b>Tue, 3 March, 14:00–14:30</b>
    Ann &lt;i&gt;&amp;
    Haircut
    [❌ Cancel the booking]
    [‹ Tue, 3 March]
    ");
    let why = studio.taps(MAX, &card, "Cancel").await;
    insta::assert_snapshot!(seen(&why), @r"
    Why do you cancel? Choose, or type it: the client will read it.
    [🏃 Too much to do]
    [🤒 Illness]
    [🏠 Personal reasons]
    [‹ Back]
    ");
    let long = "x".repeat(10_000);
    for odd in ["\u{200b}", "a\u{7}b", long.as_str()] {
        let again = studio.says(MAX, odd).await;
        assert!(again.text().contains("Why do you cancel"), "{again:?}");
    }
    let kept = studio.taps(MAX, &why, "Back").await;
    assert!(seen(&kept).contains("Cancel the booking"), "{kept:?}");
    assert_eq!(studio.day(MAX, 3).await.sheet.bookings().len(), 1);
    studio.taps(MAX, &card, "Cancel").await;
    studio.says(MAX, "A <b>burst</b> pipe").await;
    let told = studio.told(ANN).await;
    assert!(told[0].contains("A <b>burst</b> pipe"), "{told:?}");
    studio.books(ANN, "14:00").await;
}

#[tokio::test]
async fn what_has_begun_is_settled_not_cancelled() {
    for (button, status, shown) in [
        ("✅ Came", Status::Completed, "came"),
        ("👻 Did not come", Status::NoShow, "did not come"),
    ] {
        let studio = booked().await;
        let early = studio
            .goes(MAX, "/schedule 2026-03-03", &["14:00 Ann"])
            .await;
        assert!(!seen(&early).contains("Came"), "it has not begun");
        studio.passes(hours(30));
        let stale = studio.taps(MAX, &early, "Cancel").await;
        assert!(seen(&stale).contains("Came"), "{stale:?}");
        let done = studio.taps(MAX, &stale, button).await;
        assert!(done.text().contains(shown), "{done:?}");
        let after = studio.state().await;
        let again = studio.taps(MAX, &stale, "👻 Did not come").await;
        assert!(again.text().contains(shown), "{again:?}");
        assert_eq!(studio.state().await, after, "the first word counts");
        let appointment = studio.appointments(ANN).await.remove(0);
        assert_eq!(appointment.status, status);
        assert!(studio.told(ANN).await.is_empty());
    }
}

/// The form about the booking is open while its client cancels.
#[tokio::test]
async fn what_is_gone_cannot_be_cancelled() {
    let studio = booked().await;
    let why = studio
        .goes(MAX, "/schedule 2026-03-03", &["14:00 Ann", "Cancel"])
        .await;
    let mut day = studio.day(MAX, 3).await;
    let id = day.sheet.bookings()[0].id.clone();
    let now = "2026-03-02T09:00:00Z".parse().unwrap();
    (day.sheet, _) = day.sheet.release(&id, now).unwrap();
    studio.puts(day).await;
    let refused = studio.taps(MAX, &why, "Illness").await;
    assert!(refused.text().contains("cancelled or moved"), "{refused:?}");
    let hint = studio.says(MAX, "Illness").await;
    assert!(hint.text().contains("what I can do"), "the form is closed");
    assert!(studio.told(ANN).await.is_empty());
}

#[tokio::test]
async fn a_cancellation_costs_two_batches() {
    let studio = booked().await;
    let why = studio
        .goes(MAX, "/schedule 2026-03-03", &["14:00 Ann", "Cancel"])
        .await;
    studio.world.wire.operations();
    studio.taps(MAX, &why, "Illness").await;
    assert_eq!(
        studio.world.wire.operations()[..4],
        [
            "Query",
            "BatchGetItem",
            "BatchGetItem",
            "TransactWriteItems"
        ]
    );
}

#[tokio::test]
async fn a_master_is_not_told_of_themselves() {
    for (language, why, says) in [
        (
            "en",
            "Illness",
            "❌ Your booking on Tue, 3 March is cancelled.",
        ),
        ("ru", "Болезнь", "❌ Ваша запись отменена, вт, 3 марта."),
        (
            "uz",
            "Kasallik",
            "❌ sesh, 3-mart: yozuvingiz bekor qilindi.",
        ),
    ] {
        let studio = Studio::new().await;
        studio.books(MAX, "14:00").await;
        studio.says(MAX, &format!("/language {language}")).await;
        let cancel = if language == "en" { "Cancel" } else { "❌" };
        let open = ["👤 14:00", cancel, why];
        let done = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
        assert_eq!(done.text(), says);
        assert!(studio.told(MAX).await.is_empty());
        assert!(studio.day(MAX, 3).await.sheet.bookings().is_empty());
    }
}
