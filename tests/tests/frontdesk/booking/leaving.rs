//! Cancelling one's booking, with a reason or without.

use desk::{Status, Why};
use outbox::Recipient;
use serde_json::json;

use super::salon::{ANN, BOB, MAX, Salon, seen};
use frontdesk_tests::{Answer, updates};

/// A booked salon, and the question why to cancel.
async fn asked() -> (Salon, Answer) {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let why = salon.taps(ANN, &booked, "Cancel it").await;
    salon.rest();
    (salon, why)
}

async fn told(salon: &Salon) -> Vec<String> {
    let english = locales::Locale::of(locales::Language::En);
    let notices = salon.notices().await;
    let cancelled = notices
        .iter()
        .filter(|it| it.to == Recipient::Person(MAX) && it.text.key().contains("cancelled"));
    cancelled
        .map(|it| english.html(&it.text).visible_text())
        .collect()
}

#[tokio::test]
async fn a_booking_is_cancelled_without_a_reason() {
    let (salon, why) = asked().await;
    insta::assert_snapshot!(seen(&why), @r"
    📅 Tue, 3 March, <b>14:00</b>
    ✂️ Haircut, 30 min
    👤 Max
    Why do you cancel it? Write a few words, or leave it out.
    [✖️ Cancel without a reason]
    [‹ Keep the booking]
    ");
    let cancelled = salon.taps(ANN, &why, "without a reason").await;
    insta::assert_snapshot!(seen(&cancelled), @r"
    ✖️ Your booking is cancelled.
    📅 Tue, 3 March, <b>14:00</b>
    ✂️ Haircut, 30 min
    👤 Max
    [📅 Book a time]
    ");
    assert!(salon.booked(MAX).await.is_empty());
    let kept = &salon.appointments(ANN).await[0];
    assert_eq!((kept.status, &kept.why), (Status::CancelledByClient, &None));
    let told = told(&salon).await;
    assert_eq!(told.len(), 1);
    assert!(!told[0].contains("Reason"), "{told:?}");
    salon.both_sides_agree(&[MAX, BOB], &[ANN]).await;
    let again = salon.says(ANN, "/book").await;
    assert!(again.text().contains("Which service"), "the time is free");
}

#[tokio::test]
async fn a_typed_reason_reaches_the_master() {
    let (salon, _) = asked().await;
    let cancelled = salon.says(ANN, "  <b>I am</b>\n ill & tired ").await;
    assert!(cancelled.text().contains("is cancelled"), "{cancelled:?}");
    assert!(told(&salon).await[0].contains("<b>I am</b> ill & tired"));
    let list = salon.says(ANN, "/mybookings").await;
    let past = salon.taps(ANN, &list, "Past ones").await;
    let card = salon.taps(ANN, &past, "3 March").await;
    assert!(card.text().contains("&lt;b&gt;I am"), "escaped: {card:?}");
    let hint = salon.says(ANN, "the form is closed").await;
    assert!(!hint.text().contains("cancelled"), "{hint:?}");
}

#[tokio::test]
async fn what_is_no_reason_is_asked_again() {
    let (salon, _) = asked().await;
    let long = "x".repeat(10_000);
    for (text, says) in [
        (long.as_str(), "too long"),
        ("\u{200b}", "with a text"),
        ("\u{202e}evil", "cannot show"),
    ] {
        let refused = salon.says(ANN, text).await;
        assert!(refused.text().contains(says), "{refused:?}");
        assert!(refused.text().contains("Why do you cancel"), "{refused:?}");
    }
    let sticker = updates::message_with(salon.next_id(), ANN, json!({ "sticker": {} }));
    let refused = salon.world.ok(&sticker).await;
    assert!(refused.text().contains("with a text"), "{refused:?}");
    assert_eq!(salon.booked(MAX).await.len(), 1);
    let cancelled = salon.says(ANN, "e\u{301}té – أنا مريض\u{200f}").await;
    assert!(cancelled.text().contains("is cancelled"), "{cancelled:?}");
}

#[tokio::test]
async fn one_may_keep_the_booking_after_all() {
    let (salon, why) = asked().await;
    let kept = salon.taps(ANN, &why, "Keep the booking").await;
    assert!(kept.text().contains("14:00"), "{kept:?}");
    salon.says(ANN, "no reason at all").await;
    assert_eq!(salon.booked(MAX).await.len(), 1, "the question is closed");
    let why = salon.taps(ANN, &kept, "Cancel it").await;
    assert!(why.text().contains("Why"), "{why:?}");
    salon.says(ANN, "/cancel").await;
    salon.says(ANN, "no reason at all").await;
    assert_eq!(salon.booked(MAX).await.len(), 1, "left by /cancel");
}

#[tokio::test]
async fn reminders_are_cancelled_with_it() {
    let (salon, why) = asked().await;
    salon.taps(ANN, &why, "without a reason").await;
    let notices = salon.notices().await;
    let reminders: Vec<_> = notices.iter().filter(|it| it.due.is_some()).collect();
    assert_eq!(reminders.len(), 2);
    for reminder in reminders {
        assert_eq!(reminder.status, outbox::Status::Cancelled);
        assert_eq!(reminder.wake_at, None);
    }
}

#[tokio::test]
async fn the_list_shows_what_was_cancelled_as_past() {
    let (salon, why) = asked().await;
    salon.taps(ANN, &why, "without a reason").await;
    let list = salon.says(ANN, "/mybookings").await;
    assert!(list.text().contains("no upcoming"), "{list:?}");
    let past = salon.taps(ANN, &list, "Past ones").await;
    assert!(seen(&past).contains("✖️ Tue, 3 March, 14:00"), "{past:?}");
}

#[test]
fn reasons_are_stored_in_a_letter() {
    let stored = serde_json::to_string(&[Why::Busy, Why::Sick, Why::Personal]).unwrap();
    assert_eq!(stored, r#"["b","s","p"]"#);
}
