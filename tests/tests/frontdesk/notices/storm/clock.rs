use std::time::Duration;

use clock::{Clock, Wait};
use frontdesk_tests::StoryClock;
use jiff::Timestamp;

/// Limits as long as a send's come early: what hangs is not worth the real time.
const LONG: Duration = Duration::from_secs(3);
const SHORT: Duration = Duration::from_millis(250);

/// The clock of a story whose sends are given up soon.
#[derive(Clone, Debug, Default)]
pub(super) struct StormClock(pub(super) StoryClock);

impl Clock for StormClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    /// What is waited for to keep a pace counts, too: an invocation's time runs out.
    fn monotonic(&self) -> Duration {
        let start: Timestamp = StoryClock::START.parse().expect("the start is an instant");
        self.0.monotonic() + self.now().duration_since(start).unsigned_abs()
    }

    fn sleep(&self, duration: Duration) -> Wait {
        self.0.sleep(if duration > LONG { SHORT } else { duration })
    }

    fn pause(&self, duration: Duration) -> Wait {
        self.0.pause(duration)
    }
}
