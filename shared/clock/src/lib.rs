//! Time and randomness come in from outside, so that a run can be replayed from its seed.
//!
//! Everything that asks what time it is, waits, or draws a random number does so through the
//! two traits here. The process gets [`SystemClock`] and [`OsEntropy`]; tests bring their own.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

mod deadline;
mod manual;
mod system;

pub use deadline::Deadline;
pub use manual::{ManualClock, SeededEntropy};
pub use system::{OsEntropy, SystemClock};

/// A future that ends when a wait is over.
pub type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where the current time comes from, and how to wait.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The current instant of the wall clock.
    fn now(&self) -> Timestamp;

    /// Time since some fixed moment of this process; never goes backwards.
    fn monotonic(&self) -> Duration;

    /// Ends after `duration`.
    fn sleep(&self, duration: Duration) -> Wait;

    /// Ends after `duration`, in which the caller does nothing, to keep a pace. A test's clock may
    /// jump over it, as it may not over the limit of a request, which [`Clock::sleep`] tells.
    fn pause(&self, duration: Duration) -> Wait {
        self.sleep(duration)
    }
}

/// Where random numbers come from. Never use one for a secret.
pub trait Entropy: fmt::Debug + Send + Sync {
    /// The next 64 random bits.
    fn next(&self) -> u64;
}

/// A clock that many parts of the process share.
pub type SharedClock = Arc<dyn Clock>;

/// A source of randomness that many parts of the process share.
pub type SharedEntropy = Arc<dyn Entropy>;

/// A duration between half of `ceiling` and `ceiling`: back-off with jitter, so that those who
/// lost a race together do not meet again.
#[must_use]
pub fn jittered(ceiling: Duration, entropy: &dyn Entropy) -> Duration {
    let half = ceiling / 2;
    let spread = u64::try_from(half.as_micros()).unwrap_or(u64::MAX).max(1);
    half + Duration::from_micros(entropy.next() % spread)
}

/// Runs `future` for at most `limit` of the clock's time; `None` when the time ran out first.
pub async fn within<F: Future>(clock: &dyn Clock, limit: Duration, future: F) -> Option<F::Output> {
    let wait = clock.sleep(limit);
    tokio::select! {
        biased;
        output = future => Some(output),
        () = wait => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_stays_between_half_and_the_whole() {
        let entropy = SeededEntropy::new(7);
        for _ in 0..1_000 {
            let drawn = jittered(Duration::from_millis(40), &entropy);
            assert!((Duration::from_millis(20)..=Duration::from_millis(40)).contains(&drawn));
        }
    }

    #[tokio::test]
    async fn what_takes_too_long_is_given_up() {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let never = std::future::pending::<()>();
        let waiting = within(&clock, Duration::from_secs(5), never);
        let (outcome, ()) = tokio::join!(waiting, async { clock.advance(Duration::from_secs(6)) });
        assert_eq!(outcome, None);
    }
}
