use std::sync::{Arc, Mutex};
use std::time::Duration;

use clock::{Clock, SystemClock, Wait};
use jiff::Timestamp;

/// A wall clock that stands still until it is moved, over waits that take real time.
///
/// Nothing stored depends on how fast the machine is, and a back-off still ends by itself.
#[derive(Clone, Debug)]
pub struct StoryClock {
    now: Arc<Mutex<Timestamp>>,
    real: Arc<SystemClock>,
}

impl StoryClock {
    /// The moment at which every story begins.
    pub const START: &str = "2026-03-02T09:00:00Z";

    pub fn new() -> Self {
        let start = Self::START.parse().expect("the start is a valid instant");
        Self {
            now: Arc::new(Mutex::new(start)),
            real: Arc::default(),
        }
    }

    pub fn advance(&self, by: Duration) {
        let mut now = self.now.lock().expect("moving the time does not panic");
        *now += by;
    }
}

impl Default for StoryClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().expect("reading the time does not panic")
    }

    fn monotonic(&self) -> Duration {
        self.real.monotonic()
    }

    fn sleep(&self, duration: Duration) -> Wait {
        self.real.sleep(duration)
    }

    /// Jumps to its end, unless the clock is there already.
    fn pause(&self, duration: Duration) -> Wait {
        let (now, end) = (Arc::clone(&self.now), self.now() + duration);
        Box::pin(async move {
            let mut now = now.lock().expect("moving the time does not panic");
            *now = end.max(*now);
        })
    }
}
