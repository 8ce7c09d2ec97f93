//! `botctl smoke`: a conversation through the deployed webhook, without Telegram.

mod script;
mod updates;

use std::fmt;
use std::sync::Arc;

use clock::{Clock as _, SystemClock};
use serde_json::{Value, json};
use settings::Environment;

use crate::report::{self, Ended, Report, Verdict};
use crate::site::Site;

use script::Script;

/// What is said of what stays.
const LEFT: &str = "What stays of it is the conversation of user 9999999999999, who is nobody: it expires by itself after 90 days.";

/// How it went, step by step.
struct Smoke {
    steps: Vec<Step>,
}

/// One step of the conversation.
pub(crate) struct Step {
    what: &'static str,
    took_ms: u128,
    /// What was wrong.
    wrong: Option<String>,
}

pub(crate) async fn run(environment: &Environment) -> Ended {
    let site = Site::of(environment).await?;
    site.probe().await?;
    let clock = Arc::new(SystemClock::new());
    let script = Script::new(&site, clock.clone(), clock.now());
    let steps = script.play().await?;
    Ok(Box::new(Smoke { steps }))
}

impl Step {
    fn row(&self) -> [String; 3] {
        let result = self.wrong.as_deref().unwrap_or("ok");
        [
            self.what.to_owned(),
            format!("{} ms", self.took_ms),
            result.to_owned(),
        ]
    }

    fn to_json(&self) -> Value {
        let took_ms = u64::try_from(self.took_ms).unwrap_or(u64::MAX);
        json!({ "step": self.what, "took_ms": took_ms, "wrong": self.wrong })
    }
}

impl Report for Smoke {
    fn to_json(&self) -> Value {
        let steps: Vec<_> = self.steps.iter().map(Step::to_json).collect();
        json!({ "steps": steps, "user": updates::USER })
    }

    fn verdict(&self) -> Verdict {
        if self.steps.iter().all(|step| step.wrong.is_none()) {
            Verdict::Good
        } else {
            Verdict::Bad
        }
    }
}

impl fmt::Display for Smoke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.steps.iter().map(Step::row);
        f.write_str(&report::table(["Step", "Took", "Result"], rows))?;
        write!(f, "\n{LEFT}")
    }
}
