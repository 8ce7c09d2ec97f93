use std::collections::{BTreeMap, BTreeSet};

use telegram::{Envelope, Queue};

/// What Telegram has been asked for, and what of it is done.
#[derive(Debug, Default)]
pub(crate) struct Backlog {
    /// Everything before it is done.
    offset: Option<i64>,
    /// What is done behind an update that is not.
    done: BTreeSet<i64>,
}

impl Backlog {
    /// The first update that is wanted.
    pub(crate) fn offset(&self) -> Option<i64> {
        self.offset
    }

    /// What of a batch is still to be done, by queue: a chat, or a person's presses.
    pub(crate) fn queues(&self, batch: Vec<Envelope>) -> Vec<Vec<Envelope>> {
        let mut queues: BTreeMap<_, Vec<Envelope>> = BTreeMap::new();
        for envelope in batch {
            if !self.done.contains(&envelope.update_id.get()) {
                queues.entry(key(&envelope)).or_default().push(envelope);
            }
        }
        queues.into_values().collect()
    }

    /// Takes note of what was done of a batch with these ids.
    ///
    /// An empty batch says that everything before the offset is confirmed, so that none is needed
    /// any more. That matters after a week without updates, when ids go on from a random number,
    /// which may be a smaller one (<https://core.telegram.org/bots/api#update>).
    pub(crate) fn settle(&mut self, batch: &[i64], done: impl IntoIterator<Item = i64>) {
        self.done.extend(done);
        let open = batch.iter().filter(|id| !self.done.contains(id)).min();
        let behind = batch.iter().max().map(|last| last + 1);
        self.offset = open.copied().or(behind);
        let offset = self.offset;
        self.done
            .retain(|id| offset.is_some_and(|offset| *id >= offset));
    }
}

/// Presses have a queue of their own beside the chat's.
fn key(envelope: &Envelope) -> (bool, Option<i64>) {
    let user = envelope.user.map(|user| user.get());
    match envelope.queue() {
        Queue::Callbacks => (true, user),
        Queue::Rest => (false, envelope.chat.map(|chat| chat.get()).or(user)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_stops_at_what_is_open() {
        let mut backlog = Backlog::default();
        backlog.settle(&[5, 6, 7], [5, 7]);
        assert_eq!(backlog.offset(), Some(6));
        assert_eq!(backlog.done, BTreeSet::from([7]));
        backlog.settle(&[6, 7, 8], [6, 8]);
        assert_eq!(backlog.offset(), Some(9));
        assert!(backlog.done.is_empty());
    }

    #[test]
    fn an_empty_batch_needs_no_offset() {
        let mut backlog = Backlog::default();
        backlog.settle(&[5], [5]);
        assert_eq!(backlog.offset(), Some(6));
        backlog.settle(&[], []);
        assert_eq!(backlog.offset(), None);
    }
}
