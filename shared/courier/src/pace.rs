use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// One message a second into one chat: what Telegram asks of bots
/// (<https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>).
const BETWEEN: SignedDuration = SignedDuration::from_secs(1);

/// The pace at which one chat is written to by those who share it.
#[derive(Debug, Default)]
pub struct Pace(Mutex<Option<Timestamp>>);

impl Pace {
    /// How long it is until the chat may be written to again: a second at most, also after the
    /// clock was set back.
    pub(crate) fn left(&self, now: Timestamp) -> Duration {
        let passed = (*self.last()).map_or(BETWEEN, |last| now.duration_since(last));
        let left = BETWEEN - passed.clamp(SignedDuration::ZERO, BETWEEN);
        left.unsigned_abs()
    }

    /// Something was sent, and answered now or given up.
    pub(crate) fn note(&self, now: Timestamp) {
        *self.last() = Some(now);
    }

    fn last(&self) -> MutexGuard<'_, Option<Timestamp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_lies_between_two_sends() {
        let pace = Pace::default();
        let at = |millisecond: i64| {
            Timestamp::from_millisecond(1_800_000_000_000 + millisecond).unwrap()
        };
        assert_eq!(pace.left(at(0)), Duration::ZERO);
        pace.note(at(0));
        for (now, left) in [
            (0, 1_000),
            (300, 700),
            (1_000, 0),
            (5_000, 0),
            (-9_000, 1_000),
        ] {
            assert_eq!(pace.left(at(now)), Duration::from_millis(left), "{now}");
        }
    }
}
