use desk::Catalogue;
use diary::Zone;
use settings::Environment;
use store::inspection::{Inspection, inspect};
use store::{Key, StoreError};

use super::Finding;
use crate::storage::Storage;
use crate::table::ENDPOINTS;

const ABOUT: &str = "table";

/// The table, and the shop in it.
pub(crate) async fn findings(environment: &Environment) -> Vec<Finding> {
    let storage = match Storage::of(environment) {
        Ok(storage) => storage,
        Err(failure) => return Vec::from_iter(Finding::of_failure(ABOUT, &failure)),
    };
    match inspect(&storage.client, &storage.name).await {
        Ok(Some(found)) => {
            let mut findings = shape(&found, &storage.name);
            let local = ENDPOINTS.iter().any(|name| environment.get(name).is_some());
            if !local {
                findings.extend(safety(&found));
            }
            findings.extend(zone(environment, &storage).await);
            findings
        }
        Ok(None) => vec![Finding::wrong(
            ABOUT,
            format!("there is no table {}", storage.name),
            "make it with `botctl table create` at a stand-in, with the template at AWS, or set TABLE_NAME",
        )],
        Err(error) => Vec::from_iter(Finding::of_failure(ABOUT, &storage.failure(error))),
    }
}

fn shape(found: &Inspection, name: &str) -> Vec<Finding> {
    vec![
        Finding::unless(
            !found.shape.keys,
            ABOUT,
            format!("table {name} has other keys than pk and sk"),
            "set TABLE_NAME to the table that the template has made",
        ),
        Finding::unless(
            !found.shape.index,
            "index",
            format!("table {name} has no index wake, so no notice is handed over"),
            "deploy the template again, or set TABLE_NAME to the table that it has made",
        ),
        Finding::unless(
            found.ttl == Some(false),
            "expiry",
            format!("nothing expires in table {name}"),
            "switch its TTL on, on the attribute ttl",
        ),
    ]
}

/// What only the real one has.
fn safety(found: &Inspection) -> Vec<Finding> {
    vec![
        Finding::unless(
            found.recovery == Some(false),
            "recovery",
            "the table cannot be put back to an earlier time",
            "switch its point-in-time recovery on, or deploy the template again",
        ),
        Finding::unless(
            found.protection == Some(false),
            "protection",
            "the table can be deleted by a slip",
            "switch its deletion protection on, or deploy the template again",
        ),
    ]
}

/// What is booked was booked by the stored clock.
async fn zone(environment: &Environment, storage: &Storage) -> Option<Finding> {
    let about = "time zone";
    let set = environment.get("BUSINESS_TIMEZONE").map(Zone::named);
    let set = set.unwrap_or_else(|| Ok(Zone::default())).ok()?;
    match storage.table.get::<Catalogue>(&Key::catalogue()).await {
        Ok(Some(shop)) if shop.record.zone != set => {
            let kept = &shop.record.zone;
            Some(Finding::wrong(
                about,
                format!("BUSINESS_TIMEZONE is {set}, but the shop keeps the time of {kept}"),
                format!("set it to {kept}, or move the shop: `botctl shop rezone`"),
            ))
        }
        Ok(_) => Some(Finding::well(about)),
        Err(StoreError::Fault(_)) => Some(Finding::wrong(
            about,
            "the shop's catalogue cannot be read by this build",
            "use the botctl of the build that is deployed",
        )),
        Err(error) => Finding::of_failure(about, &storage.failure(error)),
    }
}
