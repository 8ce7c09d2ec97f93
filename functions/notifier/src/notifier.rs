use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;

use clock::Deadline;
use courier::{Courier, Handled};
use futures_util::FutureExt as _;
use futures_util::future::join_all;
use outbox::{ParkedMessage, Ring};
use store::{Key, StoreError};

use crate::event::{BatchResponse, ItemFailure, Message, QueueEvent};

/// The SQS function.
#[derive(Clone, Debug)]
pub struct Notifier {
    courier: Courier,
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fate {
    /// Deleted.
    Finished,
    /// It comes again, and so does what follows in its group.
    Again,
}

impl Notifier {
    /// A notifier that sends through `courier`.
    #[must_use]
    pub fn new(courier: Courier) -> Self {
        Self { courier }
    }

    /// Processes a batch: group beside group, each in its order. One message failing fails only
    /// itself and what follows in its own group.
    pub async fn handle(&self, event: QueueEvent, deadline: Deadline) -> BatchResponse {
        let groups = grouped(event.records);
        let failed = join_all(
            groups
                .into_values()
                .map(|group| self.group(group, deadline)),
        )
        .await;
        BatchResponse {
            failures: failed.into_iter().flatten().collect(),
        }
    }

    async fn group(&self, messages: Vec<Message>, deadline: Deadline) -> Vec<ItemFailure> {
        let mut messages = messages.into_iter();
        for message in messages.by_ref() {
            if self.message(&message, deadline).await == Fate::Again {
                let rest = messages.map(|message| ItemFailure { id: message.id });
                return [ItemFailure { id: message.id }]
                    .into_iter()
                    .chain(rest)
                    .collect();
            }
        }
        Vec::new()
    }

    async fn message(&self, message: &Message, deadline: Deadline) -> Fate {
        let Ok(ring) = serde_json::from_str::<Ring>(&message.body) else {
            return self.park(message, "unreadable").await;
        };
        let looking = AssertUnwindSafe(self.courier.deliver(&ring.notice, deadline));
        match looking.catch_unwind().await {
            Ok(Ok(Handled::NoTime | Handled::Lost)) => Fate::Again,
            Ok(Ok(_)) => Fate::Finished,
            Ok(Err(StoreError::Transient(cause))) => {
                tracing::error!(
                    notice = ring.notice,
                    ?cause,
                    "a notice could not be looked at"
                );
                Fate::Again
            }
            Ok(Err(StoreError::Fault(reason))) => self.give_up(message, &ring, &reason).await,
            Err(_) => self.give_up(message, &ring, "panicked").await,
        }
    }

    /// A notice that cannot be handled comes to its end; a row that this build cannot even read
    /// leaves the index, and its message is parked.
    async fn give_up(&self, message: &Message, ring: &Ring, reason: &str) -> Fate {
        match self.courier.give_up(&ring.notice, reason).await {
            Ok(true) => {
                tracing::error!(notice = ring.notice, reason, "a notice was given up");
                Fate::Finished
            }
            Ok(false) => match self
                .courier
                .table
                .leave_index(&Key::notice(&ring.notice))
                .await
            {
                Ok(()) => self.park(message, reason).await,
                Err(_) => Fate::Again,
            },
            Err(_) => Fate::Again,
        }
    }

    async fn park(&self, message: &Message, reason: &str) -> Fate {
        tracing::error!(message = message.id, reason, "a queue's message was parked");
        let parked = ParkedMessage {
            message_id: message.id.clone(),
            reason: reason.to_owned(),
            body: message.body.clone(),
            at: self.courier.clock.now(),
        };
        match self.courier.table.insert(parked).await {
            Ok(_) => Fate::Finished,
            Err(_) => Fate::Again,
        }
    }
}

fn grouped(messages: Vec<Message>) -> BTreeMap<String, Vec<Message>> {
    let mut groups: BTreeMap<String, Vec<Message>> = BTreeMap::new();
    for message in messages {
        let group = message.attributes.group.clone().unwrap_or_default();
        groups.entry(group).or_default().push(message);
    }
    groups
}
