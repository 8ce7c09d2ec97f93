use std::sync::{Mutex, MutexGuard};

use clock::{Clock, Deadline, SharedClock};
use jiff::Timestamp;
use store::Permit;

use crate::LENGTH;

/// How long the lease holds by the clocks of its holder. Once it has ended it stays so.
///
/// Of two clocks the earlier counts: the monotonic one cannot be set back, but stands still while
/// a machine sleeps, where the wall clock does not
/// (<https://doc.rust-lang.org/std/time/struct.Instant.html>).
#[derive(Debug)]
pub(crate) struct Term {
    clock: SharedClock,
    /// `None` once it has ended.
    end: Mutex<Option<End>>,
}

/// The end of a lease by both clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    deadline: Deadline,
    pub(crate) until: Timestamp,
}

impl End {
    /// Of a lease whose write is about to be sent: so it ends before everybody else sees it end.
    pub(crate) fn from_now(clock: &dyn Clock) -> Self {
        Self {
            deadline: Deadline::after(LENGTH, clock),
            until: clock.now() + LENGTH,
        }
    }

    fn has_come(self, clock: &dyn Clock) -> bool {
        self.deadline.left(clock).is_zero() || clock.now() >= self.until
    }
}

impl Term {
    pub(crate) fn new(clock: SharedClock, end: End) -> Self {
        let end = Mutex::new(Some(end));
        Self { clock, end }
    }

    /// Moves the end on, unless it has come.
    pub(crate) fn extend(&self, later: End) {
        if self.is_open() {
            *self.end() = Some(later);
        }
    }

    pub(crate) fn close(&self) {
        *self.end() = None;
    }

    fn end(&self) -> MutexGuard<'_, Option<End>> {
        self.end
            .lock()
            .expect("nobody panics while telling the time")
    }
}

impl Permit for Term {
    fn is_open(&self) -> bool {
        let mut end = self.end();
        *end = end.filter(|end| !end.has_come(&*self.clock));
        end.is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use clock::{ManualClock, Wait};

    use super::*;

    /// A machine that sleeps: its wall clock goes on, the monotonic one does not.
    #[derive(Debug)]
    struct Asleep {
        wall: ManualClock,
        monotonic: ManualClock,
    }

    impl Asleep {
        fn new() -> Arc<Self> {
            let clock = || ManualClock::at("2026-01-01T00:00:00Z");
            Arc::new(Self {
                wall: clock(),
                monotonic: clock(),
            })
        }
    }

    impl Clock for Asleep {
        fn now(&self) -> Timestamp {
            self.wall.now()
        }

        fn monotonic(&self) -> Duration {
            self.monotonic.monotonic()
        }

        fn sleep(&self, duration: Duration) -> Wait {
            self.monotonic.sleep(duration)
        }
    }

    fn term(clock: &Arc<Asleep>) -> Term {
        Term::new(clock.clone(), End::from_now(&**clock))
    }

    #[test]
    fn it_ends_by_the_clock_that_is_earlier() {
        for is_asleep in [true, false] {
            let clock = Asleep::new();
            let term = term(&clock);
            let goes_on = if is_asleep {
                &clock.wall
            } else {
                &clock.monotonic
            };
            goes_on.advance(LENGTH - Duration::from_millis(1));
            assert!(term.is_open());
            goes_on.advance(Duration::from_millis(1));
            assert!(!term.is_open());
        }
    }

    #[test]
    fn what_has_ended_is_not_extended() {
        let clock = Asleep::new();
        let term = term(&clock);
        clock.wall.advance(Duration::from_secs(40));
        term.extend(End::from_now(&*clock));
        clock.wall.advance(Duration::from_secs(40));
        assert!(term.is_open());
        clock.wall.advance(Duration::from_secs(20));
        term.extend(End::from_now(&*clock));
        assert!(!term.is_open());
    }
}
