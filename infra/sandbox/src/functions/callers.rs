//! What calls the functions that are not behind HTTP: the queues, and the clock.

use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, Deadline, SharedClock};
use event_source::EventSource;
use monitor::Monitor;
use notifier::{Notifier, QueueEvent};
use queue_server::Queues;
use serde_json::Value;
use tokio::sync::RwLock;

use crate::stand_ins::{BULK, NOTICES};
use crate::task::Task;

/// How long a function has for a call: less than the 30 s for which the queue hides a batch.
const LIMIT: Duration = Duration::from_secs(25);

/// How many notices the notifier gets at once; SQS gives at most 10.
const BATCH: usize = 10;

/// Of broadcasts it gets one page at once, and as many side by side as there are lanes.
const PAGE: usize = 1;

/// How often the monitor runs.
const MINUTE: Duration = Duration::from_secs(60);

/// How long a call that is under way may hold up a stop.
const PATIENCE: Duration = Duration::from_secs(2);

/// Calls the functions until they are stopped or dropped, side by side as Lambda does.
#[derive(Debug)]
pub(crate) struct Callers {
    notices: Task,
    broadcasts: Vec<Task>,
    monitor: Task,
    under_way: UnderWay,
}

/// Shared by the calls that are under way; whoever stops them wants it alone.
type UnderWay = Arc<RwLock<()>>;

impl Callers {
    /// The monitor's first run begins at once.
    pub(crate) fn start(
        notifier: &Notifier,
        monitor: Monitor,
        queues: &Queues,
        clock: &SharedClock,
    ) -> Self {
        let under_way = UnderWay::default();
        let feeding = |queue, most| {
            let source = EventSource::new(queues.clone(), queue, most);
            let (clock, under_way) = (clock.clone(), Arc::clone(&under_way));
            Task::start(feed(notifier.clone(), source, clock, under_way))
        };
        Self {
            notices: feeding(NOTICES, BATCH),
            broadcasts: (0..broadcast::LANES).map(|_| feeding(BULK, PAGE)).collect(),
            monitor: Task::start(watch(monitor, clock.clone(), Arc::clone(&under_way))),
            under_way,
        }
    }

    /// Makes no more calls. One that is under way may finish within 2 s, so that a send does not
    /// stay without an end.
    pub(crate) async fn stop(self, clock: &dyn Clock) {
        let _none_begins = clock::within(clock, PATIENCE, self.under_way.write()).await;
        self.notices.stop().await;
        for lane in self.broadcasts {
            lane.stop().await;
        }
        self.monitor.stop().await;
    }
}

/// A queue's batches go to the notifier.
async fn feed(notifier: Notifier, source: EventSource, clock: SharedClock, under_way: UnderWay) {
    let (notifier, clock, under_way) = (&notifier, &*clock, &*under_way);
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
        // It has logged what was wrong, and runs again in a minute.
        monitor.run(Deadline::after(LIMIT, clock)).await.ok();
    };
    event_source::every(clock, MINUTE, run).await;
}
