//! What bookings come to is counted, once each.

use frontdesk_tests::{Counts, updates};

use super::salon::{ANN, Salon};

const CLEO: i64 = 46;

#[tokio::test]
async fn each_outcome_of_a_booking_is_counted_once() {
    let salon = Salon::new().await;
    let counts = Counts::begin();
    let late = salon.offer(CLEO, "14:00").await;
    let mut shown = salon.books(ANN, "14:00").await;
    let taken = salon.taps(CLEO, &late, "✅ Book").await;
    assert!(taken.text().contains("taken"), "{taken:?}");
    for label in ["Move", "4", "15:00", "✅ Move it"] {
        shown = salon.taps(ANN, &shown, label).await;
    }
    salon.rest();
    shown = salon.taps(ANN, &shown, "Cancel it").await;
    let cancel = shown.data("without a reason");
    let update = updates::press(salon.next_id(), ANN, &cancel);
    salon.world.ok(&update).await;
    salon.world.ok(&update).await;
    for outcome in ["booked", "conflict", "moved", "cancelled"] {
        let labels = format!(r#"outcome="{outcome}""#);
        assert_eq!(
            counts.page("booking_outcomes_total", &labels),
            1,
            "{labels}"
        );
    }
    assert_eq!(counts.page("duplicates_total", ""), 1);
    counts.agree();
}
