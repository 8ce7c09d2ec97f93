use clock::{Clock as _, SystemClock};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use settings::Environment;

use super::Finding;
use crate::failure::Failure;
use crate::site::{Answer, Site};

/// AWS refuses what was signed more than five minutes ago; this is noticed before.
const MOST_SKEW: SignedDuration = SignedDuration::from_secs(60);

/// The webhook as it answers, and the clock by its answer.
pub(crate) async fn findings(environment: &Environment) -> Vec<Finding> {
    match ask(environment).await {
        Ok(answer) => {
            let mut findings = vec![Finding::well("webhook"), health(&answer)];
            findings.extend(answer.date.map(skew));
            findings
        }
        Err(failure) => Vec::from_iter(Finding::of_failure("webhook", &failure)),
    }
}

async fn ask(environment: &Environment) -> Result<Answer, Failure> {
    let site = Site::of(environment).await?;
    site.check_public()?;
    site.probe().await?;
    site.health().await
}

fn health(answer: &Answer) -> Finding {
    let page: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let status = page["status"].as_str().unwrap_or("unknown");
    let checks = page["checks"].as_object().into_iter().flatten();
    let broken = checks.filter_map(|(name, value)| {
        let said = value.as_str()?;
        said.starts_with("error").then(|| format!("{name} {said}"))
    });
    let broken: Vec<_> = broken.collect();
    let why = if broken.is_empty() {
        "its heartbeat is old or missing".to_owned()
    } else {
        broken.join(", ")
    };
    let mend = if broken.is_empty() {
        "look at the monitor's schedule and log; after a deployment wait two minutes"
    } else {
        "mend what it names; `botctl health` shows the page"
    };
    let what = format!("the webhook's health is {status}: {why}");
    Finding::unless(status != "ok", "health", what, mend)
}

fn skew(date: Timestamp) -> Finding {
    let skew = SystemClock::new().now().duration_since(date);
    let seconds = skew.as_secs();
    Finding::unless(
        skew.abs() > MOST_SKEW,
        "clock",
        format!("this machine's clock differs from the webhook's by {seconds} s"),
        "set it by the network's time (NTP)",
    )
}
