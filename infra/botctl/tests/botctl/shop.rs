//! `botctl shop rezone`, against a sandbox.

use clock::{Clock as _, SystemClock};
use desk::{Catalogue, Day};
use diary::Zone;
use jiff::SignedDuration;
use serde_json::json;
use store::Key;

use crate::town::{ANN, Town};

/// The master.
const MAX: i64 = 7;

fn tashkent() -> Zone {
    Zone::named("Asia/Tashkent").unwrap()
}

/// A shop with a master who has one booking, so long after now.
async fn booked(after: SignedDuration) -> Town {
    let town = Town::new().await;
    let mut shop = serde_json::to_value(Catalogue::seeded(Zone::default())).unwrap();
    shop["masters"] = json!([{"i": MAX, "n": "Max", "s": [], "o": true}]);
    let shop: Catalogue = serde_json::from_value(shop).unwrap();
    let table = town.table();
    let start = SystemClock::new().now() + after;
    let date = Zone::default().today(start);
    let booking = json!({
        "i": "300", "s": start.as_second(), "d": 30, "c": {"u": ANN}, "v": "haircut",
    });
    let mut day = serde_json::to_value(Day::empty(MAX, date)).unwrap();
    day["b"] = json!([booking]);
    table.insert(shop).await.unwrap().unwrap();
    let day: Day = serde_json::from_value(day).unwrap();
    table.insert(day).await.unwrap().unwrap();
    town
}

async fn zone(town: &Town) -> Zone {
    let shop = town.table().get::<Catalogue>(&Key::catalogue()).await;
    shop.unwrap().unwrap().record.zone
}

#[tokio::test]
async fn a_shop_with_nothing_ahead_moves() {
    let town = booked(SignedDuration::from_hours(-3)).await;
    let rezone = ["shop", "rezone", "Asia/Tashkent"];
    let asked = town.botctl(&rezone).await;
    assert_eq!(asked.code, Some(1), "{asked:?}");
    assert!(
        asked
            .stderr
            .contains("Nobody is here to be asked: The shop keeps the time of UTC"),
        "{asked:?}"
    );
    assert_eq!(zone(&town).await, Zone::default());
    let done = town.botctl(&[&rezone[..], &["--yes"]].concat()).await;
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(
        done.stdout
            .contains("Set BUSINESS_TIMEZONE to Asia/Tashkent"),
        "{done:?}"
    );
    assert_eq!(zone(&town).await, tashkent());
    let again = town.botctl(&[&rezone[..], &["--yes"]].concat()).await;
    assert!(
        again.stdout.contains("already; nothing was changed"),
        "{again:?}"
    );
}

#[tokio::test]
async fn a_booking_ahead_keeps_the_zone() {
    let town = booked(SignedDuration::from_hours(3)).await;
    let refused = town
        .botctl(&["shop", "rezone", "Asia/Tashkent", "--yes"])
        .await;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(
        refused
            .stderr
            .starts_with("1 bookings lie ahead by the time of UTC"),
        "{refused:?}"
    );
    assert_eq!(zone(&town).await, Zone::default());
}

#[tokio::test]
async fn a_shop_that_was_never_used_has_no_zone() {
    let town = Town::new().await;
    let run = town
        .botctl(&["shop", "rezone", "Asia/Tashkent", "--yes"])
        .await;
    assert!(
        run.stdout.starts_with("The shop keeps no time yet"),
        "{run:?}"
    );
    let unknown = town.botctl(&["shop", "rezone", "Mars/Base"]).await;
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
}
