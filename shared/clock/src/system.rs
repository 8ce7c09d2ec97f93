use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::{Clock, Entropy, Wait};

/// The machine's own clock.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// A clock whose monotonic time starts now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is where time comes in")]
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where time comes in")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }

    #[expect(clippy::disallowed_methods, reason = "this is where waiting comes in")]
    fn sleep(&self, duration: Duration) -> Wait {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Randomness seeded by the operating system.
#[derive(Debug)]
pub struct OsEntropy(Mutex<fastrand::Rng>);

impl OsEntropy {
    /// A generator with a fresh seed.
    #[must_use]
    pub fn new() -> Self {
        // The standard library's hasher keys are the operating system's randomness.
        let seed = RandomState::new().build_hasher().finish();
        Self(Mutex::new(fastrand::Rng::with_seed(seed)))
    }
}

impl Default for OsEntropy {
    fn default() -> Self {
        Self::new()
    }
}

impl Entropy for OsEntropy {
    fn next(&self) -> u64 {
        self.0
            .lock()
            .expect("drawing a number does not panic")
            .u64(..)
    }
}
