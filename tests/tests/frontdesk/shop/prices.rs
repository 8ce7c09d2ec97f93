//! A price is typed as people write numbers, and shown in one way everywhere.

use crate::schedule::studio::{ANN, EVE, Studio, alerted, seen};

/// The question for the price of a haircut.
const PRICE: [&str; 3] = ["Services", "Haircut", "Price"];

#[tokio::test]
async fn a_price_is_typed_as_people_write() {
    let studio = Studio::new().await;
    for typed in ["10000", "10 000", "10\u{a0}000", "10,000", "10.000"] {
        studio.goes(EVE, "/shop", &PRICE).await;
        let card = studio.says(EVE, typed).await;
        assert!(card.text().contains("💰 10\u{a0}000"), "{typed}: {card:?}");
        assert_eq!(studio.shop().await.services[0].price, 10_000, "{typed}");
    }
    studio.goes(EVE, "/shop", &PRICE).await;
    let card = studio.says(EVE, "0").await;
    assert!(card.text().contains("No price is shown"), "{card:?}");
}

#[tokio::test]
async fn what_is_no_price_is_asked_again() {
    let studio = Studio::new().await;
    let before = studio.shop().await;
    studio.goes(EVE, "/shop", &PRICE).await;
    let long = "9".repeat(4_000);
    for odd in [
        "-5",
        "9999999999999",
        "abc",
        "10,5",
        "1,0000",
        "0x10",
        &long,
    ] {
        let again = studio.says(EVE, odd).await;
        assert!(again.text().contains("That is no price"), "{again:?}");
        assert!(again.text().contains("such as 50 000"), "{again:?}");
    }
    assert_eq!(studio.shop().await, before);
    studio.says(EVE, "/language ru").await;
    let again = studio.says(EVE, "даром").await;
    assert!(again.text().contains("Это не цена"), "{again:?}");
}

#[tokio::test]
async fn a_price_looks_the_same_everywhere() {
    let studio = Studio::new().await;
    studio.goes(EVE, "/shop", &PRICE).await;
    let mut screens = vec![studio.says(EVE, "1,250,000").await];
    screens.push(studio.says(ANN, "/book").await);
    for label in ["Haircut ·", "Max", "3", "14:00"] {
        let shown = screens.last().unwrap().clone();
        screens.push(studio.taps(ANN, &shown, label).await);
    }
    let offer = screens.last().unwrap().clone();
    screens.push(studio.taps(ANN, &offer, "✅ Book").await);
    let shown: Vec<_> = screens.iter().map(seen).collect();
    let priced = |screen: &&String| screen.contains("1\u{a0}250\u{a0}000");
    let priced: Vec<_> = shown.iter().filter(priced).collect();
    assert_eq!(
        priced.len(),
        4,
        "the card, the list, the offer, the booking"
    );
    for screen in shown {
        assert!(!screen.contains("1250000") && !screen.contains("1 250"));
    }
    assert_eq!(alerted(&studio), "");
}
