//! What calls the functions: Telegram, the queues, and the clock.

use std::time::Duration;

use clock::{OsEntropy, SharedClock};
use event_source::EventSource;
use lambda_client::{InvokeError, LambdaClient, scheduled_event};
use queue_server::Queues;
use serde_json::Value;

use super::presence::{self, Presence};
use crate::stand_ins::{BULK, NOTICES};
use crate::task::Task;

/// How long a call may take, which may begin with compiling; Telegram waits as long.
const LIMIT: Duration = Duration::from_secs(60);

/// How many notices the notifier gets at once; SQS gives at most 10.
const BATCH: usize = 10;

/// Of broadcasts it gets one page at once; `cargo lambda watch` makes one call after the other.
const PAGE: usize = 1;

/// How often the monitor runs.
const MINUTE: Duration = Duration::from_secs(60);

/// Calls the functions while they are there, until it is stopped or dropped.
#[derive(Debug)]
pub(super) struct Callers {
    presence: Task,
    notices: Task,
    broadcasts: Task,
    monitor: Task,
}

impl Callers {
    /// `arrived` is called whenever functions that were not there have come. The monitor first runs
    /// as soon as it is there.
    pub(super) async fn start(
        lambda: LambdaClient,
        queues: Queues,
        arrived: impl Fn() + Send + 'static,
        clock: &SharedClock,
    ) -> Self {
        let (there, presence) = Presence::of(&lambda).await;
        let looking = presence::look(lambda.clone(), clock.clone(), there, arrived);
        let feeding = |queue, most| {
            let source = EventSource::new(queues.clone(), queue, most);
            Task::start(feed(lambda.clone(), source, presence.clone()))
        };
        Self {
            presence: Task::start(looking),
            notices: feeding(NOTICES, BATCH),
            broadcasts: feeding(BULK, PAGE),
            monitor: Task::start(watch(lambda, clock.clone(), presence)),
        }
    }

    /// Makes no more calls. A function that is at work goes on, and nobody takes its answer.
    pub(super) async fn stop(self) {
        self.notices.stop().await;
        self.broadcasts.stop().await;
        self.monitor.stop().await;
        self.presence.stop().await;
    }
}

/// A queue's batches go to the notifier.
async fn feed(lambda: LambdaClient, source: EventSource, presence: Presence) {
    let (lambda, presence) = (&lambda, &presence);
    let batch = |event: Value| async move {
        presence.begins().await;
        call(lambda, "notifier", &event).await
    };
    source.forever(batch).await;
}

/// The monitor runs every minute.
async fn watch(lambda: LambdaClient, clock: SharedClock, presence: Presence) {
    let (lambda, clock, presence) = (&lambda, &*clock, &presence);
    let entropy = &OsEntropy::new();
    let run = || async move {
        presence.begins().await;
        let event = scheduled_event("monitor", clock, entropy);
        call(lambda, "monitor", &event).await;
    };
    event_source::every(clock, MINUTE, run).await;
}

/// `None` when the call has failed, which is logged, but for what the log says of presence.
async fn call(lambda: &LambdaClient, function: &str, event: &Value) -> Option<Value> {
    match lambda.invoke(function, event, LIMIT).await {
        Ok(returned) => Some(returned),
        Err(InvokeError::NotReachable(_)) => None,
        Err(error) => {
            tracing::warn!(function, %error, "a call has failed; the next one comes by itself");
            None
        }
    }
}

#[cfg(test)]
mod tests;
