//! The setting says another time zone than the shop keeps: no wrong time is shown, and nothing is
//! changed by one (docs/decisions/0018).

use diary::Zone;

use super::salon::{ANN, MAX, Salon};

/// The shop keeps the time of a place that the settings do not name.
async fn elsewhere(salon: &Salon) {
    let mut shop = salon.shop().await;
    shop.zone = Zone::named("Asia/Tashkent").unwrap();
    salon.puts(shop).await;
}

#[tokio::test]
async fn no_screen_of_a_booking_shows_a_wrong_time() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let moving = salon.taps(ANN, &booked, "Move").await;
    let day = salon.taps(ANN, &moving, "4").await;
    let offer = salon.taps(ANN, &day, "15:00").await;
    let list = salon.says(ANN, "/mybookings").await;
    salon.rest();
    let why = salon.taps(ANN, &booked, "Cancel it").await;
    elsewhere(&salon).await;
    let before = salon.booked(MAX).await;
    let shown = [
        (&list, "3 March"),
        (&booked, "Move"),
        (&moving, "4"),
        (&day, "15:00"),
        (&offer, "✅ Move it"),
        (&booked, "Add to calendar"),
        (&booked, "My bookings"),
        (&booked, "Cancel it"),
        (&why, "without a reason"),
        (&why, "Keep the booking"),
    ];
    for (under, label) in shown {
        salon.rest();
        let apology = salon.taps(ANN, under, label).await;
        assert!(
            apology.text().contains("on our side"),
            "{label}: {apology:?}"
        );
    }
    for text in ["/mybookings", "/me", "/book"] {
        salon.rest();
        let apology = salon.says(ANN, text).await;
        assert!(
            apology.text().contains("on our side"),
            "{text}: {apology:?}"
        );
    }
    assert_eq!(salon.booked(MAX).await, before);
    assert!(salon.notices().await.iter().all(|it| it.document.is_none()));
    let dump = salon.world.dump().await;
    let parked = dump.keys().filter(|key| key.starts_with("parked#"));
    assert_eq!(parked.count(), shown.len() + 3);
}

#[tokio::test]
async fn a_typed_reason_cancels_nothing_by_a_wrong_clock() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    salon.taps(ANN, &booked, "Cancel it").await;
    elsewhere(&salon).await;
    for text in ["I am ill", "\u{200b}"] {
        let apology = salon.says(ANN, text).await;
        assert!(apology.text().contains("on our side"), "{apology:?}");
    }
    assert_eq!(salon.booked(MAX).await.len(), 1);
}

/// What has no time to show goes on.
#[tokio::test]
async fn an_empty_list_needs_no_clock() {
    let salon = Salon::new().await;
    elsewhere(&salon).await;
    let none = salon.says(ANN, "/mybookings").await;
    assert!(none.text().contains("no upcoming"), "{none:?}");
    let me = salon.says(ANN, "/me").await;
    assert!(me.text().contains("No upcoming"), "{me:?}");
}
