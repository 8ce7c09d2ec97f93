use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use clock::{Clock, SystemClock, Wait};
use jiff::Timestamp;
use tokio::sync::watch;

/// How long the monitor waits between two runs, and the stand-in for DynamoDB between two looks at what has expired.
const MINUTE: Duration = Duration::from_secs(60);

/// Who waits so long while nothing moves: these two.
const SLEEPERS: usize = 2;

/// The machine's clock, which the test puts forward; clones share the time.
#[derive(Clone, Debug)]
pub(crate) struct JumpingClock {
    real: Arc<SystemClock>,
    state: Arc<Mutex<State>>,
    jumps: Arc<watch::Sender<()>>,
    /// Somebody begins or ends a wait.
    waits: Arc<watch::Sender<()>>,
}

#[derive(Debug, Default)]
struct State {
    ahead: Duration,
    next: u64,
    /// The ends of the waits of a minute.
    minutes: BTreeMap<u64, Duration>,
}

impl JumpingClock {
    pub(crate) fn new() -> Self {
        Self {
            real: Arc::default(),
            state: Arc::default(),
            jumps: Arc::new(watch::Sender::new(())),
            waits: Arc::new(watch::Sender::new(())),
        }
    }

    /// Puts it forward, and ends the waits that are over.
    pub(crate) fn advance(&self, by: Duration) {
        self.skip(by);
        self.jumps.send_replace(());
    }

    /// Puts it forward while everybody who waits goes on waiting.
    pub(crate) fn skip(&self, by: Duration) {
        self.state().ahead += by;
    }

    /// Ends when the monitor has done its run and waits for the next one; there is nothing under way at Telegram.
    pub(crate) async fn rests(&self) {
        let mut changes = self.waits.subscribe();
        while !self.is_at_rest() {
            changes.changed().await.unwrap();
        }
    }

    fn is_at_rest(&self) -> bool {
        let now = self.monotonic();
        let state = self.state();
        let waiting = state.minutes.values().filter(|end| **end > now);
        waiting.count() == SLEEPERS
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn enter(&self, duration: Duration) -> Option<Waiting> {
        let end = self.monotonic() + duration;
        let mut state = self.state();
        state.next += 1;
        let number = state.next;
        let is_minute = duration == MINUTE;
        is_minute.then(|| {
            state.minutes.insert(number, end);
            Waiting(self.clone(), number)
        })
    }
}

/// A wait of a minute that is not over.
struct Waiting(JumpingClock, u64);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.state().minutes.remove(&self.1);
        self.0.waits.send_replace(());
    }
}

impl Clock for JumpingClock {
    fn now(&self) -> Timestamp {
        self.real.now() + self.state().ahead
    }

    fn monotonic(&self) -> Duration {
        self.real.monotonic() + self.state().ahead
    }

    fn sleep(&self, duration: Duration) -> Wait {
        let clock = self.clone();
        let end = self.monotonic() + duration;
        let waiting = self.enter(duration);
        self.waits.send_replace(());
        Box::pin(async move {
            let _waiting = waiting;
            let mut jumps = clock.jumps.subscribe();
            loop {
                let left = end.saturating_sub(clock.monotonic());
                if left.is_zero() {
                    return;
                }
                tokio::select! {
                    () = clock.real.sleep(left) => {}
                    jumped = jumps.changed() => jumped.unwrap(),
                }
            }
        })
    }
}
