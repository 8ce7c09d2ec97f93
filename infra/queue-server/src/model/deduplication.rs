use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use jiff::Timestamp;

use super::Sent;

/// "The deduplication interval is 5 minutes" (SQS Developer Guide, "Using the message
/// deduplication ID in Amazon SQS"). It counts from the first send; a duplicate does not prolong
/// it, nor does deletion end it.
const INTERVAL: Duration = Duration::from_secs(300);

/// What was sent within the last five minutes, by deduplication id.
#[derive(Debug, Default)]
pub(super) struct Deduplication {
    sent: HashMap<Key, Sent>,
    order: VecDeque<(Timestamp, Key)>,
}

/// A deduplication id, with its group where it counts within that alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) group: Option<String>,
    pub(super) id: String,
}

impl Deduplication {
    /// What the first send of this id was answered.
    pub(super) fn first(&mut self, key: &Key, now: Timestamp) -> Option<Sent> {
        self.forget(now);
        self.sent.get(key).cloned()
    }

    pub(super) fn remember(&mut self, key: Key, sent: Sent, now: Timestamp) {
        self.order.push_back((now, key.clone()));
        self.sent.insert(key, sent);
    }

    fn forget(&mut self, now: Timestamp) {
        let over = |(sent, _): &(Timestamp, Key)| *sent + INTERVAL <= now;
        while self.order.front().is_some_and(over) {
            if let Some((_, key)) = self.order.pop_front() {
                self.sent.remove(&key);
            }
        }
    }
}
