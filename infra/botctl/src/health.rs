//! `botctl health`: the webhook's health page with its checks.

use std::fmt;

use serde_json::Value;
use settings::Environment;

use crate::failure::Failure;
use crate::report::{self, Ended, Report, Verdict};
use crate::site::Site;

/// What the page says of the function.
const FACTS: [&str; 5] = [
    "status",
    "version",
    "environment",
    "uptime_s",
    "response_time_ms",
];

/// What it says of what the function needs.
const CHECKS: [&str; 5] = [
    "table",
    "notices_queue",
    "bot_api",
    "heartbeat_age_s",
    "memory_mib",
];

/// The page as it was answered.
struct Health(Value);

pub(crate) async fn run(environment: &Environment) -> Ended {
    let site = Site::of(environment).await?;
    let answer = site.health().await?;
    let url = site.url().to_owned();
    if answer.status == 401 {
        return Err(Failure::OtherSecret(url));
    }
    match serde_json::from_slice::<Value>(&answer.body) {
        Ok(page) if page["checks"].is_object() => Ok(Box::new(Health(page))),
        Ok(_) | Err(_) => match answer.status {
            503 => Err(Failure::SiteUnavailable(url)),
            404 => Err(Failure::NoPath(url)),
            status => Err(Failure::OtherSite { url, status }),
        },
    }
}

impl Health {
    fn rows(&self) -> Vec<[String; 2]> {
        let (page, checks) = (&self.0, &self.0["checks"]);
        let row = |name: &&str| [name.replace('_', " "), text(&page[*name])];
        let check = |name: &&str| [name.replace('_', " "), text(&checks[*name])];
        FACTS
            .iter()
            .map(row)
            .chain(CHECKS.iter().map(check))
            .collect()
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "none".to_owned(),
        other => other.to_string(),
    }
}

impl Report for Health {
    fn to_json(&self) -> Value {
        self.0.clone()
    }

    fn verdict(&self) -> Verdict {
        if self.0["status"] == "ok" {
            Verdict::Good
        } else {
            Verdict::Bad
        }
    }
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&report::table(["Webhook", ""], self.rows()))
    }
}
