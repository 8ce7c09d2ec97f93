//! Half an hour of notice, around midnight too (docs/decisions/0022).

use std::time::Duration;

use diary::{Span, Terms, TimeOfDay, WorkingHours};
use jiff::civil::Weekday;

use super::salon::{ANN, MAX, Salon, at, seen};

/// It is that many minutes after 9 o'clock on the 2nd, and Max works around the clock.
async fn around_the_clock(minutes: u64) -> Salon {
    let salon = Salon::new().await;
    let time = |text| TimeOfDay::parse(text).unwrap();
    let all_day = Span::new(time("00:00"), time("24:00")).unwrap();
    let week = Weekday::Monday.cycle_forward().take(7);
    let hours = week.fold(WorkingHours::closed(), |hours, day| {
        hours.with(day, Some(all_day))
    });
    let mut card = salon.card(MAX).await;
    card.terms = Terms::new(hours, None).unwrap();
    salon.table.insert(card).await.unwrap();
    salon.passes(Duration::from_secs(minutes * 60));
    salon
}

/// Minutes from 9 o'clock to ten to midnight.
const TEN_TO_MIDNIGHT: u64 = 14 * 60 + 50;

#[tokio::test]
async fn midnight_is_too_close_at_ten_to() {
    let salon = around_the_clock(TEN_TO_MIDNIGHT).await;
    let day = salon.goes(ANN, &["Haircut ·", "Max", "3"]).await;
    let shown = seen(&day);
    assert!(!shown.contains("[00:00]"), "{shown}");
    assert!(shown.contains("[00:30]"), "{shown}");
    let typed = salon.says(ANN, "/book haircut max 2026-03-03 00:00").await;
    assert!(typed.text().contains("too late"), "{typed:?}");
    assert!(salon.booked(MAX).await.is_empty());
    let typed = salon.says(ANN, "/book haircut max 2026-03-03 00:30").await;
    assert!(typed.text().contains("You are booked"), "{typed:?}");
    assert_eq!(salon.booked(MAX).await[0].start, at(3, "00:30"));
}

#[tokio::test]
async fn a_confirm_is_checked_again_over_midnight() {
    let salon = around_the_clock(TEN_TO_MIDNIGHT - 20).await;
    let labels = ["Haircut ·", "Max", "3", "00:00"];
    let offer = salon.goes(ANN, &labels).await;
    salon.passes(Duration::from_secs(1));
    let refused = salon.taps(ANN, &offer, "✅ Book").await;
    assert!(refused.text().contains("too late"), "{refused:?}");
    assert!(salon.booked(MAX).await.is_empty());
}

#[tokio::test]
async fn a_move_needs_the_notice_too() {
    let salon = around_the_clock(TEN_TO_MIDNIGHT - 20).await;
    let labels = ["Haircut ·", "Max", "3", "09:00", "✅ Book"];
    let booked = salon.goes(ANN, &labels).await;
    let moving = salon.taps(ANN, &booked, "Move").await;
    let day = salon.taps(ANN, &moving, "3").await;
    let offer = salon.taps(ANN, &day, "00:00").await;
    salon.passes(Duration::from_secs(20 * 60));
    let refused = salon.taps(ANN, &offer, "✅ Move it").await;
    assert!(refused.text().contains("too late"), "{refused:?}");
    assert_eq!(salon.booked(MAX).await[0].start, at(3, "09:00"));
}
