use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// From one send of a batch to its next, whatever their chats: five a second. With two batches at
/// once (`template.yaml`), and 15 a second of the lanes of broadcasts, these are the 25 a second
/// that Frontdesk sends on its own; Telegram takes about 30
/// (<https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>).
pub const PACE: Duration = Duration::from_millis(200);

/// One message a second into one chat: what Telegram asks of bots, on the same page.
const CHAT: SignedDuration = SignedDuration::from_secs(1);

/// The longest that a turn is waited for, also after the clock was set back: ten messages have no
/// more turns, each of them with a second try.
const LONGEST: SignedDuration = SignedDuration::from_secs(4);

/// The pace at which one chat is written to by those who share it, and all chats of a batch
/// together.
#[derive(Debug, Default)]
pub struct Pace {
    /// When the chat was written to last.
    chat: Mutex<Option<Timestamp>>,
    /// When the batch may send again.
    batch: Arc<Mutex<Option<Timestamp>>>,
}

impl Pace {
    /// The pace of another chat of the same batch.
    #[must_use]
    pub fn of_another_chat(&self) -> Self {
        Self {
            chat: Mutex::default(),
            batch: Arc::clone(&self.batch),
        }
    }

    /// How long it is until the chat may be written to again: a second at most, also after the
    /// clock was set back.
    #[must_use]
    pub fn left(&self, now: Timestamp) -> Duration {
        let passed = (*locked(&self.chat)).map_or(CHAT, |last| now.duration_since(last));
        let left = CHAT - passed.clamp(SignedDuration::ZERO, CHAT);
        left.unsigned_abs()
    }

    /// How long it is until the batch may send again; 4 s at most.
    #[must_use]
    pub fn left_of_batch(&self, now: Timestamp) -> Duration {
        let free = *locked(&self.batch);
        let left = free.map_or(SignedDuration::ZERO, |free| free.duration_since(now));
        left.clamp(SignedDuration::ZERO, LONGEST).unsigned_abs()
    }

    /// Takes the batch's next turn; says how long it is until then.
    pub(crate) fn take_turn(&self, now: Timestamp) -> Duration {
        let mut free = locked(&self.batch);
        let turn = free.map_or(now, |free| free.clamp(now, now + LONGEST));
        *free = Some(turn + PACE);
        turn.duration_since(now).unsigned_abs()
    }

    /// Something was sent, and answered now or given up.
    pub(crate) fn note(&self, now: Timestamp) {
        *locked(&self.chat) = Some(now);
    }
}

fn locked(instant: &Mutex<Option<Timestamp>>) -> MutexGuard<'_, Option<Timestamp>> {
    instant.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millisecond: i64) -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000 + millisecond).unwrap()
    }

    #[test]
    fn a_second_lies_between_two_sends() {
        let pace = Pace::default();
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

    #[test]
    fn all_chats_of_a_batch_take_turns() {
        let one = Pace::default();
        let other = one.of_another_chat();
        assert_eq!(one.left_of_batch(at(0)), Duration::ZERO);
        for (pace, now, wait) in [
            (&one, 0, 0),
            (&other, 0, 200),
            (&one, 50, 350),
            (&other, 590, 10),
            (&one, 2_000, 0),
        ] {
            assert_eq!(
                pace.take_turn(at(now)),
                Duration::from_millis(wait),
                "{now}"
            );
        }
        assert_eq!(other.left_of_batch(at(2_150)), Duration::from_millis(50));
        assert_eq!(other.left(at(2_000)), Duration::ZERO, "a chat is no batch");
    }

    #[test]
    fn a_clock_set_back_holds_no_batch() {
        let pace = Pace::default();
        pace.take_turn(at(3_600_000));
        assert_eq!(pace.left_of_batch(at(0)), LONGEST.unsigned_abs());
        assert_eq!(pace.take_turn(at(0)), LONGEST.unsigned_abs());
        assert_eq!(pace.take_turn(at(4_000)), PACE);
    }
}
