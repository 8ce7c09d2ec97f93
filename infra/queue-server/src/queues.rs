use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clock::SharedClock;
use jiff::Timestamp;
use tokio::sync::Notify;

use crate::model::{Model, Queue};
use crate::{Counts, Message, Outgoing, Receive, Received, Refusal, Sent};

/// The queues of an account, by name, without a network between. Clones share them.
///
/// What SQS refuses is refused here too.
#[derive(Clone, Debug)]
pub struct Queues(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    clock: SharedClock,
    model: Mutex<Model>,
    changed: Notify,
}

impl Queues {
    /// None yet. Message ids and the like are drawn from `seed`.
    #[must_use]
    pub fn new(clock: SharedClock, seed: u64) -> Self {
        Self(Arc::new(Shared {
            clock,
            model: Mutex::new(Model::new(seed)),
            changed: Notify::new(),
        }))
    }

    /// Makes a queue with these attributes, unless there is one that has them.
    ///
    /// # Errors
    /// When the name or an attribute is not valid, when the queue exists with others, or when it
    /// was deleted less than 60 s ago.
    pub fn create<N: Into<String>, V: Into<String>>(
        &self,
        name: &str,
        attributes: impl IntoIterator<Item = (N, V)>,
    ) -> Result<(), Refusal> {
        let given = attributes.into_iter();
        let given = given
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        self.change(|model, now| model.create(name, &given, now))
    }

    /// Makes a queue, FIFO if its name ends in `.fifo`, and its dead-letter queue, `NAME-dead` or
    /// `NAME-dead.fifo`, where a message goes that was received `max_receives` times.
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub fn create_with_dead_letters(&self, name: &str, max_receives: u32) -> Result<(), Refusal> {
        let stem = name.strip_suffix(".fifo");
        let dead = stem.map_or_else(
            || format!("{name}-dead"),
            |stem| format!("{stem}-dead.fifo"),
        );
        let fifo = stem.map(|_| ("FifoQueue", "true".to_owned()));
        self.create(&dead, fifo.clone())?;
        let target = self.change(|model, now| Ok(model.queue(&dead, now)?.name.arn()))?;
        let policy = serde_json::json!({
            "deadLetterTargetArn": target,
            "maxReceiveCount": max_receives,
        });
        let redrive = ("RedrivePolicy", policy.to_string());
        self.create(name, fifo.into_iter().chain([redrive]))
    }

    /// Sends a message.
    ///
    /// # Errors
    /// As `SendMessage` of SQS.
    pub fn send(&self, queue: &str, outgoing: Outgoing) -> Result<Sent, Refusal> {
        self.change(|model, now| model.send(queue, outgoing, now))
    }

    /// Receives what is there now, without waiting.
    ///
    /// # Errors
    /// As `ReceiveMessage` of SQS.
    pub fn receive(&self, queue: &str, receive: &Receive) -> Result<Vec<Received>, Refusal> {
        let (received, moved) = self.look(|model, now| model.receive(queue, receive, now))?;
        if moved {
            self.0.changed.notify_waiters();
        }
        Ok(received)
    }

    /// Receives as soon as there is something, or nothing after the wait.
    ///
    /// # Errors
    /// As `ReceiveMessage` of SQS.
    pub async fn poll(&self, queue: &str, receive: &Receive) -> Result<Vec<Received>, Refusal> {
        let own = self.look(|model, now| Ok(model.queue(queue, now)?.attributes.wait))?;
        let wait = receive.wait.unwrap_or(own);
        let end = self.0.clock.sleep(wait);
        tokio::select! {
            biased;
            received = self.next(queue, receive) => received,
            () = end, if !wait.is_zero() => Ok(Vec::new()),
        }
    }

    /// Ends with the first messages, or at once where the queue does not wait.
    async fn next(&self, queue: &str, receive: &Receive) -> Result<Vec<Received>, Refusal> {
        loop {
            let changed = self.0.changed.notified();
            let received = self.receive(queue, receive)?;
            let (own, visible) = self.look(|model, now| {
                let queue = model.queue(queue, now)?;
                Ok((queue.attributes.wait, queue.next_visible(now)))
            })?;
            if !received.is_empty() || receive.wait.unwrap_or(own).is_zero() {
                return Ok(received);
            }
            tokio::select! {
                biased;
                () = changed => {}
                () = self.until(visible) => {}
            }
        }
    }

    async fn until(&self, time: Option<Timestamp>) {
        match time {
            Some(time) => {
                let left = time.duration_since(self.0.clock.now()).unsigned_abs();
                self.0.clock.sleep(left).await;
            }
            None => std::future::pending().await,
        }
    }

    /// Deletes a message by the handle of its latest receive.
    ///
    /// # Errors
    /// As `DeleteMessage` of SQS.
    pub fn delete(&self, queue: &str, receipt: &str) -> Result<(), Refusal> {
        self.change(|model, now| model.queue(queue, now)?.delete(receipt, now))
    }

    /// Hides a message for `timeout` from now on; zero shows it again.
    ///
    /// # Errors
    /// As `ChangeMessageVisibility` of SQS.
    pub fn change_visibility(
        &self,
        queue: &str,
        receipt: &str,
        timeout: Duration,
    ) -> Result<(), Refusal> {
        self.change(|model, now| {
            model
                .queue(queue, now)?
                .change_visibility(receipt, timeout, now)
        })
    }

    /// Deletes all messages.
    ///
    /// # Errors
    /// As `PurgeQueue` of SQS: not twice within 60 s.
    pub fn purge(&self, queue: &str) -> Result<(), Refusal> {
        self.change(|model, now| model.queue(queue, now)?.purge(now))
    }

    /// All messages in the order of their arrival, untouched by the look.
    ///
    /// # Errors
    /// When there is no such queue.
    pub fn peek(&self, queue: &str) -> Result<Vec<Message>, Refusal> {
        self.look(|model, now| Ok(model.queue(queue, now)?.messages().cloned().collect()))
    }

    /// How many messages there are.
    ///
    /// # Errors
    /// When there is no such queue.
    pub fn counts(&self, queue: &str) -> Result<Counts, Refusal> {
        self.look(|model, now| Ok(model.queue(queue, now)?.counts(now)))
    }

    /// Lowers the number of messages that may be in flight, which is 120,000, to see what then
    /// happens.
    ///
    /// # Errors
    /// When there is no such queue.
    pub fn limit_in_flight(&self, queue: &str, limit: usize) -> Result<(), Refusal> {
        self.with_queue(queue, |queue, _| queue.limit_in_flight(limit))
    }

    pub(crate) fn with_queue<T>(
        &self,
        queue: &str,
        act: impl FnOnce(&mut Queue, Timestamp) -> T,
    ) -> Result<T, Refusal> {
        self.look(|model, now| Ok(act(model.queue(queue, now)?, now)))
    }

    pub(crate) fn set_attributes(
        &self,
        queue: &str,
        given: &BTreeMap<String, String>,
    ) -> Result<(), Refusal> {
        self.change(|model, now| model.set_attributes(queue, given, now))
    }

    pub(crate) fn delete_queue(&self, queue: &str) -> Result<(), Refusal> {
        self.change(|model, now| model.delete_queue(queue, now))
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.look(|model, _| model.names().map(str::to_owned).collect())
    }

    pub(crate) fn sources(&self, queue: &str) -> Result<Vec<String>, Refusal> {
        self.look(|model, _| model.sources(queue))
    }

    /// Does what may end the wait of a long poll.
    fn change<T>(&self, act: impl FnOnce(&mut Model, Timestamp) -> T) -> T {
        let outcome = self.look(act);
        self.0.changed.notify_waiters();
        outcome
    }

    fn look<T>(&self, act: impl FnOnce(&mut Model, Timestamp) -> T) -> T {
        let mut model = self.0.model.lock().expect("the model does not panic");
        act(&mut model, self.0.clock.now())
    }
}
