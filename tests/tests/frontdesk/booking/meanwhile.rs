//! What the shop or a master changes between the offer and the "yes".

use std::time::Duration;

use desk::{Catalogue, Day};
use diary::{DayLunch, Span, TimeOfDay, WorkingHours};
use jiff::civil::Weekday;

use super::salon::{ANN, MAX, Salon, at, march};

#[tokio::test]
async fn a_shop_without_services_says_so() {
    let salon = Salon::new().await;
    let mut shop = salon.shop().await;
    for service in &mut shop.services {
        service.on = false;
    }
    salon.puts(shop).await;
    let services = salon.says(ANN, "/book").await;
    assert!(services.text().contains("nothing to book"), "{services:?}");
}

/// What changes between the offer and the "yes" is told, and nothing is booked.
#[tokio::test]
async fn what_changes_meanwhile_is_told() {
    type Change = fn(&mut Catalogue);
    let shop: [(Change, &str); 2] = [
        (|shop| shop.services[0].price = 70_000, "has changed"),
        (
            |shop| shop.services[0].duration = diary::Duration::from_minutes(60).unwrap(),
            "has changed",
        ),
    ];
    for (change, says) in shop {
        let salon = Salon::new().await;
        let offer = salon.offer(ANN, "14:00").await;
        let mut shop = salon.shop().await;
        change(&mut shop);
        salon.puts(shop).await;
        salon.world.wire.operations();
        let telegram = salon.world.telegram.telegram();
        telegram.clear_calls();
        let refused = salon.taps(ANN, &offer, "✅ Book").await;
        let calls = format!("{:?}", telegram.calls());
        assert!(
            refused.text().contains(says) || calls.contains(says),
            "{says}: {refused:?} {calls}"
        );
        assert_eq!(salon.booked(MAX).await.len(), 0, "{says}");
    }
}

#[tokio::test]
async fn a_changed_price_is_asked_again() {
    let salon = Salon::new().await;
    let offer = salon.offer(ANN, "14:00").await;
    let mut shop = salon.shop().await;
    shop.services[0].price = 70_000;
    salon.puts(shop).await;
    let again = salon.taps(ANN, &offer, "✅ Book").await;
    assert!(again.text().contains("70\u{a0}000"), "{again:?}");
    let booked = salon.taps(ANN, &again, "✅ Book").await;
    assert!(booked.text().contains("You are booked"), "{booked:?}");
    assert_eq!(salon.appointments(ANN).await[0].price, 70_000);
}

#[tokio::test]
async fn hours_lunch_and_days_off_are_kept() {
    type Change = fn(&mut Day);
    let days: [Change; 2] = [
        |day| day.sheet = day.sheet.take_off(at(2, "09:00")).unwrap(),
        |day| {
            let json = serde_json::json!({ "l": { "a": 14 * 60 } });
            day.sheet = serde_json::from_value(json).unwrap();
            assert!(matches!(day.sheet.lunch(), DayLunch::At(_)));
        },
    ];
    for change in days {
        let salon = Salon::new().await;
        let offer = salon.offer(ANN, "14:00").await;
        let mut day = salon.day(MAX, march(3)).await;
        change(&mut day);
        salon.puts(day).await;
        let refused = salon.taps(ANN, &offer, "✅ Book").await;
        assert!(refused.text().contains("Nobody works"), "{refused:?}");
        assert!(salon.appointments(ANN).await.is_empty());
    }
    let salon = Salon::new().await;
    let offer = salon.offer(ANN, "14:00").await;
    let mut card = salon.card(MAX).await;
    let time = |text| TimeOfDay::parse(text).unwrap();
    let short = Span::new(time("10:00"), time("14:00")).unwrap();
    let hours = WorkingHours::default().with(Weekday::Tuesday, Some(short));
    card.terms = diary::Terms::new(hours, None).unwrap();
    salon.puts(card).await;
    let refused = salon.taps(ANN, &offer, "✅ Book").await;
    assert!(refused.text().contains("Nobody works"), "{refused:?}");
}

#[tokio::test]
async fn a_confirm_that_comes_too_late_books_nothing() {
    let salon = Salon::new().await;
    let offer = salon.goes(ANN, &["Haircut ·", "Max", "2", "10:00"]).await;
    salon.passes(Duration::from_secs(31 * 60));
    let refused = salon.taps(ANN, &offer, "✅ Book").await;
    assert!(refused.text().contains("too late"), "{refused:?}");
    assert!(salon.booked(MAX).await.is_empty());
}
