//! What calls the functions that are not behind HTTP: the queue of notices, and the clock.

use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, Deadline, SharedClock};
use event_source::EventSource;
use monitor::Monitor;
use notifier::{Notifier, QueueEvent};
use queue_server::Queues;
use serde_json::Value;
use tokio::sync::RwLock;

use crate::stand_ins::NOTICES;
use crate::task::Task;

/// How long a function has for a call: less than the 30 s for which the queue hides a batch.
const LIMIT: Duration = Duration::from_secs(25);

/// How many messages the notifier gets at once; SQS gives at most 10.
const BATCH: usize = 10;

/// How often the monitor runs.
const MINUTE: Duration = Duration::from_secs(60);

/// How long a call that is under way may hold up a stop.
const PATIENCE: Duration = Duration::from_secs(2);

/// Calls the functions until they are stopped or dropped, side by side as Lambda does.
#[derive(Debug)]
pub(crate) struct Callers {
    notifier: Task,
    monitor: Task,
    under_way: UnderWay,
}

/// Shared by the calls that are under way; whoever stops them wants it alone.
type UnderWay = Arc<RwLock<()>>;

impl Callers {
    /// The monitor's first run begins at once.
    pub(crate) fn start(
        notifier: Notifier,
        monitor: Monitor,
        queues: Queues,
        clock: &SharedClock,
    ) -> Self {
        let under_way = UnderWay::default();
        Self {
            notifier: Task::start(feed(
                notifier,
                queues,
                clock.clone(),
                Arc::clone(&under_way),
            )),
            monitor: Task::start(watch(monitor, clock.clone(), Arc::clone(&under_way))),
            under_way,
        }
    }

    /// Makes no more calls. One that is under way may finish within 2 s, so that a send does not
    /// stay without an end.
    pub(crate) async fn stop(self, clock: &dyn Clock) {
        let _none_begins = clock::within(clock, PATIENCE, self.under_way.write()).await;
        self.notifier.stop().await;
        self.monitor.stop().await;
    }
}

/// The queue's batches go to the notifier.
async fn feed(notifier: Notifier, queues: Queues, clock: SharedClock, under_way: UnderWay) {
    let (notifier, clock, under_way) = (&notifier, &*clock, &*under_way);
    let source = EventSource::new(queues, NOTICES, BATCH);
    let batch = |event: Value| async move {
        let _call = under_way.read().await;
        let event: QueueEvent = serde_json::from_value(event).ok()?;
        let response = notifier.handle(event, Deadline::after(LIMIT, clock)).await;
        serde_json::to_value(response).ok()
    };
    source.forever(batch).await;
}

/// The monitor runs every minute.
async fn watch(monitor: Monitor, clock: SharedClock, under_way: UnderWay) {
    let (monitor, clock, under_way) = (&monitor, &*clock, &*under_way);
    let run = || async move {
        let _call = under_way.read().await;
        monitor.run(Deadline::after(LIMIT, clock)).await;
    };
    event_source::every(clock, MINUTE, run).await;
}
