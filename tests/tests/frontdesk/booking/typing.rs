//! The typed form, for scripts and for those who cannot use buttons well.

use super::salon::{ANN, BOB, MAX, Salon, at};

#[tokio::test]
async fn a_typed_booking_is_made_at_once() {
    let salon = Salon::new().await;
    let booked = salon.says(ANN, "/book haircut max 2026-03-03 14:00").await;
    assert!(booked.text().contains("You are booked"), "{booked:?}");
    let any = salon.says(43, "/book стрижка ANY 03.03.2026 14:00").await;
    assert!(any.text().contains("Bob"), "{any:?}");
    assert_eq!(salon.booked(MAX).await[0].start, at(3, "14:00"));
    salon.both_sides_agree(&[MAX, BOB], &[ANN, 43]).await;
}

#[tokio::test]
async fn bad_arguments_get_the_usage() {
    let salon = Salon::new().await;
    let long = "x".repeat(10_000);
    for (arguments, says) in [
        ("haircut", "Type it like this"),
        ("massage max 2026-03-03 14:00", "not offered"),
        ("haircut eve 2026-03-03 14:00", "cannot be booked"),
        ("haircut max 2026-02-31 14:00", "no such date"),
        ("haircut max 2026-03-03 14:15", "no such time"),
        ("haircut max 2026-03-03 24:30", "no such time"),
        (long.as_str(), "Type it like this"),
        (
            "\u{202e}haircut\u{301} <b>max</b> 2026-03-03 14:00",
            "not offered",
        ),
        (
            "haircut <b>max</b>&amp; 2026-03-03 14:00",
            "cannot be booked",
        ),
    ] {
        let refused = salon.says(ANN, &format!("/book {arguments}")).await;
        assert!(refused.text().contains(says), "{arguments}: {refused:?}");
        assert!(refused.text().contains("/book haircut any"), "{arguments}");
    }
    assert!(salon.booked(MAX).await.is_empty());
}

#[tokio::test]
async fn times_that_cannot_be_booked_say_why() {
    let salon = Salon::new().await;
    for (when, says) in [
        ("2026-03-01 14:00", "too late"),
        ("2020-01-01 14:00", "too late"),
        ("2026-05-02 14:00", "too far"),
        ("9999-12-31 14:00", "too far"),
        ("2026-03-03 13:00", "Nobody works"),
        ("2026-03-03 09:30", "Nobody works"),
        ("2026-03-03 21:00", "Nobody works"),
    ] {
        let refused = salon.says(ANN, &format!("/book haircut max {when}")).await;
        assert!(refused.text().contains(says), "{when}: {refused:?}");
    }
    assert!(salon.booked(MAX).await.is_empty());
}
