//! The shop keeps another time.
//!
//! A booking's transaction checks the catalogue's version, and the catalogue has the zone. So what
//! stands in a day once the new zone is written is all that can ever stand there by the old clock:
//! the days are looked through again, and where somebody was faster the old zone comes back.

use std::fmt;
use std::sync::Arc;

use clock::{Clock as _, SystemClock};
use desk::{Catalogue, Day};
use diary::{HORIZON_DAYS, Zone};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};
use settings::Environment;
use store::{Key, ReadSet, Span, StoreError, Versioned};

use crate::confirm::Consent;
use crate::failure::Failure;
use crate::report::{Ended, Report};
use crate::storage::Storage;

/// How many days ahead are looked at: far more than can be booked.
const AHEAD: i32 = 4 * HORIZON_DAYS;

/// How it ended.
enum Rezoned {
    /// There is no catalogue: the first use will store the setting.
    Nothing,
    Already(Zone),
    Done {
        was: Zone,
        is: Zone,
    },
}

pub(crate) async fn run(environment: &Environment, zone: &Zone, yes: bool) -> Ended {
    let storage = Storage::of(environment)?;
    let now = Arc::new(SystemClock::new()).now();
    let failure = |error| storage.failure(error);
    let Some(shop) = read(&storage).await.map_err(failure)? else {
        return Ok(Box::new(Rezoned::Nothing));
    };
    let booked = booked(&storage, &shop.record, now).await.map_err(failure)?;
    let was = shop.record.zone.clone();
    if booked > 0 {
        return Err(Failure::BookedAhead { booked, zone: was });
    }
    if was == *zone {
        return Ok(Box::new(Rezoned::Already(was)));
    }
    let question = format!(
        "The shop keeps the time of {was}, and nothing is booked ahead. From now on it keeps that of {zone}: \
         hours, lunches and times away follow the new clock, and the shop is closed until BUSINESS_TIMEZONE \
         of the functions is {zone}, too. Go on?"
    );
    Consent::of(yes).to(&question)?;
    move_to(&storage, &shop, zone, now).await?;
    Ok(Box::new(Rezoned::Done {
        was,
        is: zone.clone(),
    }))
}

/// Writes the zone, and takes it back where somebody has booked meanwhile.
async fn move_to(
    storage: &Storage,
    shop: &Versioned<Catalogue>,
    zone: &Zone,
    now: Timestamp,
) -> Result<(), Failure> {
    let failure = |error| storage.failure(error);
    let moved = with(&shop.record, zone);
    let written = storage.table.replace(shop, moved).await.map_err(failure)?;
    let written = written.ok_or(Failure::ShopChanged)?;
    let booked = booked(storage, &written.record, now)
        .await
        .map_err(failure)?;
    if booked == 0 {
        return Ok(());
    }
    let was = shop.record.zone.clone();
    let back = with(&written.record, &was);
    let back = storage
        .table
        .replace(&written, back)
        .await
        .map_err(failure)?;
    back.ok_or(Failure::ShopChanged)?;
    Err(Failure::BookedAhead { booked, zone: was })
}

fn with(shop: &Catalogue, zone: &Zone) -> Catalogue {
    Catalogue {
        zone: zone.clone(),
        edits: shop.edits + 1,
        ..shop.clone()
    }
}

async fn read(storage: &Storage) -> Result<Option<Versioned<Catalogue>>, StoreError> {
    storage.table.get(&Key::catalogue()).await
}

/// How many bookings lie ahead, with all who are masters or were.
async fn booked(storage: &Storage, shop: &Catalogue, now: Timestamp) -> Result<usize, StoreError> {
    let (first, last) = days(&shop.zone, now);
    let mut booked = 0;
    for master in &shop.masters {
        let span = Span::master_days(master.id, first, last);
        let days: Vec<Day> = storage.table.all(&span, &mut ReadSet::default()).await?;
        let ahead = days.iter().flat_map(|day| day.sheet.active());
        booked += ahead.filter(|booking| booking.start > now).count();
    }
    Ok(booked)
}

/// From yesterday on, since a day begins elsewhere earlier.
fn days(zone: &Zone, now: Timestamp) -> (Date, Date) {
    let today = zone.today(now);
    let first = today.saturating_sub(1.day());
    (first, today.saturating_add(AHEAD.days()))
}

impl Report for Rezoned {
    fn to_json(&self) -> Value {
        match self {
            Self::Nothing => json!({ "was": null, "is": null }),
            Self::Already(zone) => json!({ "was": zone.name(), "is": zone.name() }),
            Self::Done { was, is } => json!({ "was": was.name(), "is": is.name() }),
        }
    }
}

impl fmt::Display for Rezoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str(
                "The shop keeps no time yet: its first use stores BUSINESS_TIMEZONE. Nothing was changed.",
            ),
            Self::Already(zone) => {
                write!(f, "The shop keeps the time of {zone} already; nothing was changed.")
            }
            Self::Done { was, is } => write!(
                f,
                "The shop keeps the time of {is} now, not that of {was}. Set BUSINESS_TIMEZONE to {is} and deploy: until then the shop is closed."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use dynoxide::Database;
    use jiff::SignedDuration;
    use store::schema;
    use tokio::net::TcpListener;

    use super::*;

    async fn storage() -> Storage {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let database = Database::memory().unwrap();
        tokio::spawn(dynoxide::server::serve_on(listener, database));
        let variables = [
            ("TABLE_NAME", "shop"),
            ("AWS_ENDPOINT_URL", &url),
            ("AWS_ACCESS_KEY_ID", "local"),
            ("AWS_SECRET_ACCESS_KEY", "local"),
        ];
        let storage = Storage::of(&Environment::from_iter(variables)).unwrap();
        schema::create(&storage.client, &storage.name)
            .await
            .unwrap();
        storage
    }

    fn shop() -> Catalogue {
        let mut shop = serde_json::to_value(Catalogue::seeded(Zone::default())).unwrap();
        shop["masters"] = json!([{"i": 7, "n": "Max", "s": [], "o": true}]);
        serde_json::from_value(shop).unwrap()
    }

    fn day(start: Timestamp) -> Day {
        let date = Zone::default().today(start);
        let mut day = serde_json::to_value(Day::empty(7, date)).unwrap();
        let client = json!({"u": 42});
        day["b"] = json!([
            {"i": "300", "s": start.as_second(), "d": 30, "c": client, "v": "haircut"},
        ]);
        serde_json::from_value(day).unwrap()
    }

    #[tokio::test]
    async fn who_books_meanwhile_keeps_the_zone() {
        let (storage, now) = (storage().await, SystemClock::new().now());
        let zone = Zone::named("Asia/Tashkent").unwrap();
        let read = storage.table.insert(shop()).await.unwrap().unwrap();
        let booked = day(now + SignedDuration::from_hours(3));
        storage.table.insert(booked).await.unwrap().unwrap();
        let moved = move_to(&storage, &read, &zone, now).await;
        assert!(matches!(moved, Err(Failure::BookedAhead { booked: 1, .. })));
        let left = super::read(&storage).await.unwrap().unwrap().record;
        assert_eq!((left.zone, left.edits), (Zone::default(), 2));
    }

    #[tokio::test]
    async fn a_shop_that_was_edited_meanwhile_is_left() {
        let (storage, now) = (storage().await, SystemClock::new().now());
        let zone = Zone::named("Asia/Tashkent").unwrap();
        let read = storage.table.insert(shop()).await.unwrap().unwrap();
        let edited = with(&read.record, &Zone::default());
        storage.table.replace(&read, edited).await.unwrap().unwrap();
        let moved = move_to(&storage, &read, &zone, now).await;
        assert!(matches!(moved, Err(Failure::ShopChanged)));
    }
}
