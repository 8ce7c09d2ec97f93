use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;

use crate::{Clock, Entropy, Wait};

/// A clock that moves only when it is told to; clones share the time.
#[derive(Clone, Debug)]
pub struct ManualClock {
    origin: Timestamp,
    elapsed: Arc<Mutex<Duration>>,
    moved: Arc<Notify>,
}

impl ManualClock {
    /// A clock that stands at an RFC 3339 instant.
    ///
    /// # Panics
    /// When `instant` is no RFC 3339 date and time.
    #[must_use]
    pub fn at(instant: &str) -> Self {
        let origin = instant
            .parse()
            .expect("a test names a valid RFC 3339 instant");
        Self {
            origin,
            elapsed: Arc::default(),
            moved: Arc::default(),
        }
    }

    /// Moves the time forward and ends the waits that are over.
    pub fn advance(&self, by: Duration) {
        *self
            .elapsed
            .lock()
            .expect("reading the time does not panic") += by;
        self.moved.notify_waiters();
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.origin + self.monotonic()
    }

    fn monotonic(&self) -> Duration {
        *self
            .elapsed
            .lock()
            .expect("reading the time does not panic")
    }

    fn sleep(&self, duration: Duration) -> Wait {
        let clock = self.clone();
        let end = clock.monotonic() + duration;
        Box::pin(async move {
            loop {
                let moved = clock.moved.notified();
                if clock.monotonic() >= end {
                    return;
                }
                moved.await;
            }
        })
    }
}

/// A reproducible sequence of numbers.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<fastrand::Rng>);

impl SeededEntropy {
    /// The sequence that belongs to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(fastrand::Rng::with_seed(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn next(&self) -> u64 {
        self.0
            .lock()
            .expect("drawing a number does not panic")
            .u64(..)
    }
}
