mod receiving;
mod settling;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

use super::attributes::{Attributes, Scope};
use super::deduplication::{Deduplication, Key};
use super::{Counts, PAUSE, Sent};
use crate::name::QueueName;
use crate::{Message, Outgoing, Refusal, digest};

/// How many messages may be in flight. A standard queue then answers a short poll with
/// `OverLimit`; to a long poll, and of a FIFO queue, it gives nothing and no error. Source: SQS
/// Developer Guide, "Amazon SQS standard queue quotas" and "Amazon SQS FIFO queue quotas".
const MAX_IN_FLIGHT: usize = 120_000;

/// Sequence numbers have 20 digits and are not consecutive.
const FIRST_SEQUENCE: u128 = 18_890_000_000_000_000_000;
const SEQUENCE_STEP: u128 = 256;

/// One queue.
#[derive(Debug)]
pub(crate) struct Queue {
    pub(crate) name: QueueName,
    pub(crate) attributes: Attributes,
    pub(crate) created: Timestamp,
    pub(crate) modified: Timestamp,
    max_in_flight: usize,
    number: u64,
    places: u64,
    messages: BTreeMap<u64, Message>,
    oldest: Timestamp,
    deduplication: Deduplication,
    purged: Option<Timestamp>,
}

impl Queue {
    pub(super) fn new(
        name: QueueName,
        attributes: Attributes,
        number: u64,
        now: Timestamp,
    ) -> Self {
        Self {
            name,
            attributes,
            created: now,
            modified: now,
            max_in_flight: MAX_IN_FLIGHT,
            number,
            places: 0,
            messages: BTreeMap::new(),
            oldest: now,
            deduplication: Deduplication::default(),
            purged: None,
        }
    }

    pub(crate) fn limit_in_flight(&mut self, limit: usize) {
        self.max_in_flight = limit;
    }

    pub(crate) fn messages(&self) -> impl Iterator<Item = &Message> {
        self.messages.values()
    }

    pub(crate) fn counts(&self, now: Timestamp) -> Counts {
        let mut counts = Counts::default();
        for message in self.messages() {
            if message.is_visible(now) {
                counts.visible += 1;
            } else if message.is_in_flight(now) {
                counts.in_flight += 1;
            } else {
                counts.delayed += 1;
            }
        }
        counts
    }

    /// When a message becomes visible next.
    pub(crate) fn next_visible(&self, now: Timestamp) -> Option<Timestamp> {
        let times = self.messages().map(|message| message.visible);
        times.filter(|visible| *visible > now).min()
    }

    /// Forgets what was retained long enough, in flight or not.
    pub(super) fn expire(&mut self, now: Timestamp) {
        let retention = self.attributes.retention;
        if now < self.oldest + retention {
            return;
        }
        self.messages
            .retain(|_, message| now < message.enqueued + retention);
        let times = self.messages().map(|message| message.enqueued);
        self.oldest = times.min().unwrap_or(now);
    }

    /// Takes over new attributes. "For FIFO queues, the per-queue delay setting is retroactive"
    /// (SQS Developer Guide, "Amazon SQS delay queues").
    pub(super) fn change(&mut self, attributes: Attributes, now: Timestamp) {
        if attributes.fifo.is_some() && attributes.delay != self.attributes.delay {
            let unreceived = |message: &&mut Message| message.held.is_none();
            for message in self.messages.values_mut().filter(unreceived) {
                message.visible = message.enqueued + attributes.delay;
            }
        }
        self.attributes = attributes;
        self.modified = now;
    }

    pub(super) fn send(
        &mut self,
        outgoing: Outgoing,
        id: String,
        now: Timestamp,
    ) -> Result<Sent, Refusal> {
        outgoing.check(&self.attributes)?;
        let key = self.key(&outgoing);
        let first = key
            .as_ref()
            .and_then(|key| self.deduplication.first(key, now));
        if let Some(first) = first {
            return Ok(first);
        }
        let deduplication = key.as_ref().map(|key| key.id.clone());
        let sent = self.enqueue(outgoing, deduplication, id, now);
        if let Some(key) = key {
            self.deduplication.remember(key, sent.clone(), now);
        }
        Ok(sent)
    }

    fn key(&self, outgoing: &Outgoing) -> Option<Key> {
        let fifo = self.attributes.fifo.as_ref()?;
        let given = outgoing.deduplication.clone();
        Some(Key {
            group: outgoing
                .group
                .clone()
                .filter(|_| fifo.scope == Scope::MessageGroup),
            id: given.unwrap_or_else(|| digest::for_deduplication(&outgoing.body)),
        })
    }

    fn enqueue(
        &mut self,
        outgoing: Outgoing,
        deduplication: Option<String>,
        id: String,
        now: Timestamp,
    ) -> Sent {
        let own = outgoing.delay.and_then(|delay| u64::try_from(delay).ok());
        let own = own.filter(|_| self.attributes.fifo.is_none());
        let delay = own.map_or(self.attributes.delay, Duration::from_secs);
        let sent = Sent {
            id: id.clone(),
            sequence: None,
            body_md5: digest::of_body(&outgoing.body),
            attributes_md5: digest::of_attributes(&outgoing.attributes),
        };
        let message = Message {
            id,
            body: outgoing.body,
            attributes: outgoing.attributes,
            trace_header: outgoing.trace_header,
            group: outgoing.group,
            deduplication,
            sequence: None,
            sent: now,
            receive_count: 0,
            first_received: None,
            dead_letter_source: None,
            enqueued: now,
            visible: now + delay,
            held: None,
        };
        let sequence = self.put(message);
        Sent { sequence, ..sent }
    }

    /// Puts a message at the end, and gives it its sequence number.
    fn put(&mut self, mut message: Message) -> Option<String> {
        self.places += 1;
        let number = FIRST_SEQUENCE + u128::from(self.places) * SEQUENCE_STEP;
        let sequence = self.attributes.fifo.is_some().then(|| number.to_string());
        message.sequence.clone_from(&sequence);
        self.oldest = self.oldest.min(message.enqueued);
        self.messages.insert(self.places, message);
        sequence
    }

    /// Takes a dead letter of another queue. It keeps its attributes; its retention goes on
    /// counting, or begins anew in a FIFO queue (SQS Developer Guide, "Using dead-letter queues in
    /// Amazon SQS").
    pub(super) fn bury(&mut self, message: Message, source: String, now: Timestamp) {
        let enqueued = if self.attributes.fifo.is_some() {
            now
        } else {
            message.enqueued
        };
        self.put(Message {
            dead_letter_source: Some(source),
            enqueued,
            visible: now,
            held: None,
            ..message
        });
    }

    /// Deletes everything, what is in flight included. Deduplication ids are kept.
    pub(crate) fn purge(&mut self, now: Timestamp) -> Result<(), Refusal> {
        if self.purged.is_some_and(|purged| now < purged + PAUSE) {
            return Err(Refusal::PurgeQueueInProgress(self.name.to_string()));
        }
        self.purged = Some(now);
        self.messages.clear();
        Ok(())
    }
}
