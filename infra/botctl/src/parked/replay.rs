use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws::{Connector, Platform};
use clock::{Deadline, SharedClock, SystemClock};
use desk::Desk;
use engine::{Replay, Unobserved};
use serde_json::{Value, json};
use settings::Environment;
use webhook::{Configuration, Webhook};

use super::Id;
use crate::bot::Bot;
use crate::failure::Failure;
use crate::report::{self, Ended, Report, Verdict};

/// How long one update may take, as on Lambda.
const LIMIT: Duration = Duration::from_secs(25);

/// What is kept for somebody to decide on, and why.
const UNADDRESSED: &str = "no form of the person is open in that group, or it names another bot";
const UNUSED: &str = "this build does not use updates of its kind";

/// What became of each.
struct Replayed(Vec<Outcome>);

struct Outcome {
    update_id: i64,
    result: &'static str,
    detail: String,
}

/// Handles them one after the other, with the function's own parts.
pub(crate) async fn run(environment: &Environment, ids: &[Id]) -> Ended {
    let updates = ids.iter().map(|id| match id {
        Id::Update(id) => Ok(*id),
        Id::Message(_) => Err(Failure::MessageReplay),
    });
    let updates = updates.collect::<Result<Vec<_>, _>>()?;
    let configuration = Configuration::from_environment(environment)?;
    let bot = Bot::of(environment).await?;
    let clock: SharedClock = Arc::new(SystemClock::new());
    let connector = Connector::new(configuration.webhook.tls_roots, clock.clone())?;
    let platform = Platform::real(&connector, clock.clone());
    let webhook = Webhook::of_desk(&configuration, platform, Arc::new(Unobserved))?;
    let mut outcomes = Vec::new();
    for update_id in updates {
        outcomes.push(replay(&webhook, &bot, update_id, &clock).await);
    }
    Ok(Box::new(Replayed(outcomes)))
}

async fn replay(
    webhook: &Webhook<Desk>,
    bot: &Bot,
    update_id: i64,
    clock: &SharedClock,
) -> Outcome {
    let deadline = Deadline::after(LIMIT, &**clock);
    let (result, detail) = match webhook.engine().replay(update_id, deadline).await {
        Replay::Handled(None) => ("handled", String::new()),
        Replay::Handled(Some(reply)) => match bot.reply(&reply).await {
            Ok(()) => ("handled", "the reply was sent".to_owned()),
            Err(error) => ("handled", format!("the reply was not sent: {error}")),
        },
        Replay::Idle => (
            "dropped",
            "nobody types such a message, so no build handles it".to_owned(),
        ),
        Replay::Unaddressed => ("kept", format!("{UNADDRESSED}; it stays parked")),
        Replay::Unused => ("kept", format!("{UNUSED}; it stays parked")),
        Replay::Gone => ("gone", "nothing is parked under this id".to_owned()),
        Replay::Failed(reason) => ("failed", format!("{reason}; it stays parked")),
        Replay::Later(cause) => ("failed", format!("{cause:?}; it stays parked, try again")),
    };
    Outcome {
        update_id,
        result,
        detail,
    }
}

impl Report for Replayed {
    fn to_json(&self) -> Value {
        let outcomes = self.0.iter().map(|outcome| {
            json!({
                "update_id": outcome.update_id,
                "result": outcome.result,
                "detail": outcome.detail,
            })
        });
        json!({ "replayed": outcomes.collect::<Vec<_>>() })
    }

    fn verdict(&self) -> Verdict {
        let done = |outcome: &Outcome| matches!(outcome.result, "handled" | "dropped");
        if self.0.iter().all(done) {
            Verdict::Good
        } else {
            Verdict::Bad
        }
    }
}

impl fmt::Display for Replayed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |outcome: &Outcome| {
            let id = outcome.update_id.to_string();
            [id, outcome.result.to_owned(), outcome.detail.clone()]
        };
        let rows = self.0.iter().map(row);
        f.write_str(&report::table(["Update", "Result", ""], rows))
    }
}
