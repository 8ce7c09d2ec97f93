use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use clock::{Clock, SystemClock, Wait};
use jiff::Timestamp;
use tokio::sync::Notify;

use crate::StoryClock;

/// Sleeps that are as long keep a pace, as pauses do; what is longer is the limit of a request, and
/// takes real time.
const LONGEST_PAUSE: Duration = Duration::from_millis(400);

/// A clock for workers that pace themselves: when all of them pause, the time jumps to the end of
/// the first pause. So hours of paced work take no real time, and side by side it is as fast as it
/// would really be.
#[derive(Clone, Debug)]
pub struct PacedClock {
    times: Arc<Mutex<Times>>,
    moved: Arc<Notify>,
    real: Arc<SystemClock>,
    start: Timestamp,
}

#[derive(Debug)]
struct Times {
    elapsed: Duration,
    workers: usize,
    pauses: Vec<Duration>,
}

impl PacedClock {
    /// A clock with one worker.
    pub fn new() -> Self {
        let times = Times {
            elapsed: Duration::ZERO,
            workers: 1,
            pauses: Vec::new(),
        };
        let start = StoryClock::START.parse();
        Self {
            times: Arc::new(Mutex::new(times)),
            moved: Arc::default(),
            real: Arc::default(),
            start: start.expect("the start is a valid instant"),
        }
    }

    pub fn advance(&self, by: Duration) {
        self.times().elapsed += by;
        self.moved.notify_waiters();
    }

    /// So many workers are at work from now on.
    pub fn employ(&self, workers: usize) {
        self.times().workers = workers;
        self.jump();
    }

    /// One worker fewer.
    pub fn dismiss(&self) {
        self.times().workers -= 1;
        self.jump();
    }

    /// Moves the time on when nobody works any more without a pause.
    fn jump(&self) {
        let mut times = self.times();
        let first = times.pauses.iter().min().copied();
        // One that is over already was told so when the time moved.
        if times.pauses.len() >= times.workers
            && let Some(first) = first.filter(|first| *first > times.elapsed)
        {
            times.elapsed = first;
            self.moved.notify_waiters();
        }
    }

    async fn waits(self, pause: Pause) {
        loop {
            let moved = self.moved.notified();
            if self.times().elapsed >= pause.end {
                return;
            }
            self.jump();
            if self.times().elapsed < pause.end {
                moved.await;
            }
        }
    }

    fn times(&self) -> MutexGuard<'_, Times> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for PacedClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for PacedClock {
    fn now(&self) -> Timestamp {
        self.start + self.monotonic()
    }

    fn monotonic(&self) -> Duration {
        self.times().elapsed
    }

    fn sleep(&self, duration: Duration) -> Wait {
        if duration > LONGEST_PAUSE {
            return self.real.sleep(duration);
        }
        self.pause(duration)
    }

    fn pause(&self, duration: Duration) -> Wait {
        let clock = self.clone();
        Box::pin(async move {
            let pause = Pause::begin(&clock, duration);
            clock.clone().waits(pause).await;
        })
    }
}

/// A pause that somebody makes; it ends when it is over, or its worker is gone.
struct Pause {
    clock: PacedClock,
    end: Duration,
}

impl Pause {
    fn begin(clock: &PacedClock, duration: Duration) -> Self {
        let mut times = clock.times();
        let end = times.elapsed + duration;
        times.pauses.push(end);
        drop(times);
        Self {
            clock: clock.clone(),
            end,
        }
    }
}

impl Drop for Pause {
    fn drop(&mut self) {
        let mut times = self.clock.times();
        let own = times.pauses.iter().position(|end| *end == self.end);
        if let Some(own) = own {
            times.pauses.remove(own);
        }
    }
}
