//! The queues without I/O; every call brings the time.

mod attributes;
mod deduplication;
mod exchange;
mod queue;
mod receipt;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

pub(crate) use attributes::Attributes;
pub use exchange::{Counts, Receive, Received, Sent};
pub(crate) use queue::Queue;

use crate::name::QueueName;
use crate::{Outgoing, Refusal};

/// How long the name of a deleted queue cannot be used again, and how long after a purge the next
/// one is refused. Source: SQS API Reference, `DeleteQueue` and `PurgeQueue`.
const PAUSE: Duration = Duration::from_secs(60);

/// All queues of the account.
#[derive(Debug)]
pub(crate) struct Model {
    queues: BTreeMap<String, Queue>,
    deleted: BTreeMap<String, Timestamp>,
    random: fastrand::Rng,
}

impl Model {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            queues: BTreeMap::new(),
            deleted: BTreeMap::new(),
            random: fastrand::Rng::with_seed(seed),
        }
    }

    /// Makes the queue, unless there is one with the given attributes.
    pub(crate) fn create(
        &mut self,
        name: &str,
        given: &BTreeMap<String, String>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let (name, attributes) = Attributes::of_new_queue(name, given)?;
        if let Some(queue) = self.queues.get(name.as_str()) {
            return queue.attributes.has_same(given, &attributes);
        }
        self.check_target(&name, &attributes)?;
        let deleted = self.deleted.get(name.as_str());
        if deleted.is_some_and(|deleted| now < *deleted + PAUSE) {
            return Err(Refusal::QueueDeletedRecently);
        }
        let queue = Queue::new(name.clone(), attributes, self.random.u64(..), now);
        self.queues.insert(name.as_str().to_owned(), queue);
        Ok(())
    }

    pub(crate) fn delete_queue(&mut self, name: &str, now: Timestamp) -> Result<(), Refusal> {
        self.queues.remove(name).ok_or(Refusal::NonExistentQueue)?;
        self.deleted.insert(name.to_owned(), now);
        Ok(())
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.queues.keys().map(String::as_str)
    }

    /// The names of the queues whose dead letters go to `target`.
    pub(crate) fn sources(&self, target: &str) -> Result<Vec<String>, Refusal> {
        self.queues.get(target).ok_or(Refusal::NonExistentQueue)?;
        let targets = |queue: &&Queue| {
            let redrive = queue.attributes.redrive.as_ref();
            redrive.is_some_and(|redrive| redrive.target == target)
        };
        let sources = self.queues.values().filter(targets);
        Ok(sources.map(|queue| queue.name.to_string()).collect())
    }

    /// The queue as it is now: without what its retention has ended.
    pub(crate) fn queue(&mut self, name: &str, now: Timestamp) -> Result<&mut Queue, Refusal> {
        let queue = self.queues.get_mut(name);
        let queue = queue.ok_or(Refusal::NonExistentQueue)?;
        queue.expire(now);
        Ok(queue)
    }

    pub(crate) fn set_attributes(
        &mut self,
        name: &str,
        given: &BTreeMap<String, String>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let queue = self.queue(name, now)?;
        let (name, mut attributes) = (queue.name.clone(), queue.attributes.clone());
        attributes.change(given)?;
        self.check_target(&name, &attributes)?;
        self.queue(name.as_str(), now)?.change(attributes, now);
        Ok(())
    }

    pub(crate) fn send(
        &mut self,
        name: &str,
        outgoing: Outgoing,
        now: Timestamp,
    ) -> Result<Sent, Refusal> {
        let id = self.message_id();
        self.queue(name, now)?.send(outgoing, id, now)
    }

    /// Receives, and says whether dead letters went to another queue. They go when a receive finds
    /// them; while the dead-letter queue does not exist they are delivered instead.
    pub(crate) fn receive(
        &mut self,
        name: &str,
        receive: &Receive,
        now: Timestamp,
    ) -> Result<(Vec<Received>, bool), Refusal> {
        let redrive = self.queue(name, now)?.attributes.redrive.clone();
        let redrive = redrive.filter(|redrive| self.queues.contains_key(&redrive.target));
        let mut moved = false;
        if let Some(redrive) = redrive {
            let queue = self.queue(name, now)?;
            let dead = queue.take_dead(redrive.max_receives, now);
            let source = queue.name.arn();
            let target = self.queue(&redrive.target, now)?;
            for message in dead {
                moved = true;
                target.bury(message, source.clone(), now);
            }
        }
        let received = self.queue(name, now)?.receive(receive, now)?;
        Ok((received, moved))
    }

    /// "The dead-letter queue of a FIFO queue must also be a FIFO queue" (SQS Developer Guide,
    /// "Using dead-letter queues in Amazon SQS").
    fn check_target(&self, name: &QueueName, attributes: &Attributes) -> Result<(), Refusal> {
        let Some(redrive) = &attributes.redrive else {
            return Ok(());
        };
        let refused = |reason| Err(Refusal::parameter(&redrive.policy, "RedrivePolicy", reason));
        let itself = redrive.target == name.as_str();
        let fifo = match self.queues.get(&redrive.target) {
            Some(target) => target.attributes.fifo.is_some(),
            None if itself => attributes.fifo.is_some(),
            None => return refused("Dead letter target does not exist."),
        };
        if fifo != attributes.fifo.is_some() {
            return refused("Dead-letter queue must be same type of queue as the source.");
        }
        Ok(())
    }

    /// A UUID of version 4.
    fn message_id(&mut self) -> String {
        let bits = self.random.u128(..) & !(0xF000_u128 << 64 | 0xC000_u128 << 48)
            | 0x4000_u128 << 64
            | 0x8000_u128 << 48;
        let hex = format!("{bits:032x}");
        let parts = [
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..],
        ];
        parts.join("-")
    }
}
