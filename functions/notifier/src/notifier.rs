use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use broadcast::Sender;
use clock::Deadline;
use courier::{Courier, Handled, Pace};
use futures_util::FutureExt as _;
use futures_util::future::join_all;
use outbox::{ParkedMessage, Ring};
use serde::Deserialize;
use store::{Key, StoreError};

use crate::event::{BatchResponse, ItemFailure, Message, QueueEvent};

/// The SQS function.
#[derive(Clone, Debug)]
pub struct Notifier {
    courier: Courier,
    sender: Sender,
}

/// What a message asks for: a notice, or a page of a broadcast.
#[derive(Deserialize)]
#[serde(untagged)]
enum Asked {
    Notice(Ring),
    Page(broadcast::Ring),
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fate {
    /// Deleted.
    Finished,
    /// It comes again, and so does what follows in its group.
    Again,
}

/// A message under way, without its type: those that hold it would be too deep to compile.
type Processing<'n> = Pin<Box<dyn Future<Output = Fate> + Send + 'n>>;

impl Notifier {
    /// A notifier that sends through `courier`.
    #[must_use]
    pub fn new(courier: Courier) -> Self {
        let sender = Sender {
            table: courier.table.clone(),
            line: courier.line.clone(),
            bulk: courier.bulk.clone(),
            notices: courier.doorbell.clone(),
            clock: courier.clock.clone(),
            entropy: courier.entropy.clone(),
            superadmins: courier.superadmins.clone(),
        };
        Self { courier, sender }
    }

    /// Processes a batch: group beside group, each in its order. One message failing fails only
    /// itself and what follows in its own group. A group is a chat, and keeps the chat's pace.
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
        let (mut messages, pace) = (messages.into_iter(), Pace::default());
        for message in messages.by_ref() {
            if self.message(&message, &pace, deadline).await == Fate::Again {
                let rest = messages.map(|message| ItemFailure { id: message.id });
                return [ItemFailure { id: message.id }]
                    .into_iter()
                    .chain(rest)
                    .collect();
            }
        }
        Vec::new()
    }

    fn message<'n>(
        &'n self,
        message: &'n Message,
        pace: &'n Pace,
        deadline: Deadline,
    ) -> Processing<'n> {
        Box::pin(async move {
            match serde_json::from_str(&message.body) {
                Ok(Asked::Notice(ring)) => self.notice(message, &ring, pace, deadline).await,
                Ok(Asked::Page(ring)) => self.page(message, &ring, deadline).await,
                Err(_) => self.park(message, "unreadable").await,
            }
        })
    }

    async fn notice(
        &self,
        message: &Message,
        ring: &Ring,
        pace: &Pace,
        deadline: Deadline,
    ) -> Fate {
        let looking = self.courier.deliver_at(pace, &ring.notice, deadline);
        let looking = AssertUnwindSafe(looking);
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
            Ok(Err(StoreError::Fault(reason))) => self.give_up(message, ring, &reason).await,
            Err(_) => self.give_up(message, ring, "panicked").await,
        }
    }

    /// A page that cannot be handled is parked; the monitor rings for its broadcast again.
    async fn page(&self, message: &Message, ring: &broadcast::Ring, deadline: Deadline) -> Fate {
        let sending = AssertUnwindSafe(self.sender.handle(ring, deadline));
        match sending.catch_unwind().await {
            Ok(Ok(broadcast::Handled::NoTime)) => Fate::Again,
            Ok(Ok(_)) => Fate::Finished,
            Ok(Err(StoreError::Transient(cause))) => {
                tracing::error!(
                    broadcast = ring.broadcast,
                    ?cause,
                    "a page could not be sent"
                );
                Fate::Again
            }
            Ok(Err(StoreError::Fault(reason))) => self.park(message, &reason).await,
            Err(_) => self.park(message, "panicked").await,
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
        tracing::error!(
            message = message.id,
            reason,
            outcome = "parked",
            parked_total = 1,
            "a queue's message was parked"
        );
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
