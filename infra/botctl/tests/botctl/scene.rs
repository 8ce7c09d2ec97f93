//! The states in which docs/runbook.md has its commands run.

use std::sync::Arc;
use std::time::Duration;

use clock::{OsEntropy, SharedClock, SystemClock};
use desk::Catalogue;
use diary::Zone;
use lease::{Identity, Lease};
use serde_json::{Value, json};
use telegram_server::{Telegram, UserId};

use crate::page::Example;
use crate::parked::with_parked;
use crate::town::{ANN, PATIENCE, Town};

/// Longer than anybody waits for a heartbeat.
const LONG: Duration = Duration::from_secs(700);

/// What botctl finds.
pub(crate) struct Scene {
    town: Town,
    /// What botctl has in its environment instead.
    other: Vec<(&'static str, &'static str)>,
    /// The lock of a poller that is gone.
    _lease: Option<Lease>,
}

impl Scene {
    /// A sandbox of its own, in the state of that name.
    pub(crate) async fn named(name: &str) -> Self {
        let (town, other) = (begin(name).await, variables(name));
        happens(name, &town).await;
        let lease = match name {
            "lock-held" => Some(held(&town).await),
            _ => None,
        };
        Self {
            town,
            other,
            _lease: lease,
        }
    }

    /// What differs between the page and what botctl prints, if anything.
    pub(crate) async fn differs(&self, example: &Example) -> Option<String> {
        let arguments = example.arguments();
        let running = self.town.botctl_with(&arguments, &self.other);
        let run = clock::within(&SystemClock::new(), PATIENCE, running).await;
        let run = run.unwrap_or_else(|| panic!("{arguments:?} does not end"));
        example.differs_from(&run)
    }
}

async fn begin(name: &str) -> Town {
    let town = match name {
        "parked" => with_parked().await,
        _ => Town::new().await,
    };
    town.is_well().await;
    town
}

/// The variables that are wrong then.
fn variables(name: &str) -> Vec<(&'static str, &'static str)> {
    match name {
        "wrong-token" => vec![("TELEGRAM_BOT_TOKEN_DEV", "1:revoked")],
        "nobody-there" => vec![("WEBHOOK_URL", "http://127.0.0.1:1/telegram")],
        "other-secret" => vec![("TELEGRAM_WEBHOOK_SECRET", "another")],
        "no-superadmin" => vec![("SUPERADMIN_IDS", "")],
        "lock-held" => vec![("TELEGRAM_UPDATES_MODE", "polling")],
        "queue-down" => vec![("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1")],
        "table-unreachable" => vec![("AWS_ENDPOINT_URL", "http://127.0.0.1:1")],
        _ => Vec::new(),
    }
}

/// What goes wrong in the sandbox itself.
async fn happens(name: &str, town: &Town) {
    let telegram = town.telegram();
    match name {
        "heartbeat-old" => town.clock.skip(LONG),
        "elsewhere" => register(&telegram, json!({"url": "https://old.example/telegram"})),
        "other-secret-at-telegram" => {
            let url = town.variable("WEBHOOK_URL");
            let kinds = ["message", "edited_message", "callback_query"];
            register(
                &telegram,
                json!({"url": url, "secret_token": "old", "allowed_updates": kinds}),
            );
            is_refused(town, "401").await;
        }
        "table-gone" => {
            let table = town.variable("TABLE_NAME");
            let deleted = town.aws().dynamodb().delete_table().table_name(table);
            deleted.send().await.unwrap();
            is_refused(town, "503").await;
        }
        "superadmin-blocks" => telegram.block(UserId(1)).unwrap(),
        "other-zone" => {
            let shop = Catalogue::seeded(Zone::named("Asia/Tashkent").unwrap());
            town.table().insert(shop).await.unwrap().unwrap();
        }
        "lock-held" => {
            telegram.call("deleteWebhook", json!({})).unwrap();
        }
        "well" | "parked" | "wrong-token" | "nobody-there" | "other-secret" | "no-superadmin"
        | "queue-down" | "table-unreachable" => {}
        unknown => panic!("there is no scene {unknown}"),
    }
}

fn register(telegram: &Telegram, webhook: Value) {
    telegram.call("setWebhook", webhook).unwrap();
}

/// Somebody writes, and Telegram is refused with this status.
async fn is_refused(town: &Town, status: &str) {
    let ann = UserId(ANN);
    town.telegram().say(ann, ann, "/start").unwrap();
    let refused = |telegram: &Telegram| {
        let info = telegram.call("getWebhookInfo", json!({})).unwrap();
        let message = info["last_error_message"].as_str();
        message.is_some_and(|message| message.contains(status))
    };
    town.until(refused).await;
}

/// The lock, by a poller of another machine that does not renew it.
async fn held(town: &Town) -> Lease {
    let clock: SharedClock = Arc::new(SystemClock::new());
    let identity = Identity {
        host: "desk-1".to_owned(),
        pid: 4711,
        environment: "development".to_owned(),
    };
    let taken = Lease::take(town.table(), clock, &OsEntropy::new(), identity).await;
    taken.unwrap()
}
