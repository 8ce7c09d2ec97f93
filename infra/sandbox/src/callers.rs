//! What calls the functions that are not behind HTTP: the queue of notices, and the clock.

use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, Deadline, SharedClock};
use event_source::EventSource;
use monitor::Monitor;
use notifier::{Notifier, QueueEvent};
use queue_server::Queues;
use serde_json::Value;
use tokio::sync::Mutex;

use crate::queue::NOTICES;
use crate::task::Task;

/// How long a function has for a call: less than the 30 s for which the queue hides a batch.
const LIMIT: Duration = Duration::from_secs(25);

/// How many messages the notifier gets at once; SQS gives at most 10.
const BATCH: usize = 10;

/// How often the monitor runs.
const MINUTE: Duration = Duration::from_secs(60);

/// How long a call that is under way may hold up a stop.
const PATIENCE: Duration = Duration::from_secs(2);

/// Calls the functions, one call at a time, until they are stopped or dropped.
///
/// So the notifier looks at a notice that the monitor rang for after the monitor has moved its
/// wake time on. In between, its claim would lose against that write, and the notice would wait
/// for the next hand-over.
#[derive(Debug)]
pub(crate) struct Callers {
    notifier: Task,
    monitor: Task,
    turn: Turn,
}

/// Held during each call.
type Turn = Arc<Mutex<()>>;

impl Callers {
    /// The monitor's first run begins at once.
    pub(crate) fn start(
        notifier: Notifier,
        monitor: Monitor,
        queues: Queues,
        clock: &SharedClock,
    ) -> Self {
        let turn = Turn::default();
        Self {
            notifier: Task::start(feed(notifier, queues, clock.clone(), Arc::clone(&turn))),
            monitor: Task::start(watch(monitor, clock.clone(), Arc::clone(&turn))),
            turn,
        }
    }

    /// Makes no more calls. One that is under way may finish within 2 s, so that a send does not
    /// stay without an end.
    pub(crate) async fn stop(self, clock: &dyn Clock) {
        let _none_begins = clock::within(clock, PATIENCE, self.turn.lock()).await;
        self.notifier.stop().await;
        self.monitor.stop().await;
    }
}

/// The queue's batches go to the notifier.
async fn feed(notifier: Notifier, queues: Queues, clock: SharedClock, turn: Turn) {
    let (notifier, clock, turn) = (&notifier, &*clock, &*turn);
    let source = EventSource::new(queues, NOTICES, BATCH);
    let batch = |event: Value| async move {
        let _under_way = turn.lock().await;
        let event: QueueEvent = serde_json::from_value(event).ok()?;
        let response = notifier.handle(event, Deadline::after(LIMIT, clock)).await;
        serde_json::to_value(response).ok()
    };
    source.forever(batch).await;
}

/// The monitor runs every minute.
async fn watch(monitor: Monitor, clock: SharedClock, turn: Turn) {
    let (monitor, clock, turn) = (&monitor, &*clock, &*turn);
    let run = || async move {
        let _under_way = turn.lock().await;
        monitor.run(Deadline::after(LIMIT, clock)).await;
    };
    event_source::every(clock, MINUTE, run).await;
}
