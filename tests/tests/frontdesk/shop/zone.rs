//! The setting says another time zone than the shop keeps.

use diary::Zone;

use crate::schedule::studio::{ANN, EVE, MAX, Studio};

#[tokio::test]
async fn a_different_zone_stops_all_that_has_a_time() {
    let studio = Studio::new().await;
    let mut shop = studio.shop().await;
    shop.zone = Zone::named("Asia/Tashkent").unwrap();
    studio.puts(shop).await;
    let before = studio.shop().await;
    for (user, command) in [
        (EVE, "/shop"),
        (MAX, "/schedule"),
        (ANN, "/book haircut max 2026-03-03 14:00"),
    ] {
        let apology = studio.says(user, command).await;
        assert!(apology.text().contains("on our side"), "{apology:?}");
    }
    assert_eq!(studio.shop().await, before);
    let dump = studio.world.dump().await;
    let parked = dump.iter().filter(|(key, _)| key.starts_with("parked#"));
    let reasons: Vec<_> = parked.map(|(_, row)| row["reason"].clone()).collect();
    assert_eq!(reasons.len(), 3);
    for reason in reasons {
        let mend = "BUSINESS_TIMEZONE is UTC, but the shop keeps the time of Asia/Tashkent";
        assert!(reason.contains(mend), "{reason}");
    }
    let help = studio.says(ANN, "/help").await;
    assert!(help.text().contains("/book"), "the rest goes on: {help:?}");
}
