use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::time::Duration;

use broadcast::Sender;
use clock::Deadline;
use courier::{Courier, Handled, Pace};
use futures_util::FutureExt as _;
use futures_util::future::join_all;
use outbox::{ParkedMessage, Ring};
use serde::Deserialize;
use store::{Key, StoreError};

use crate::event::{BatchResponse, ItemFailure, Message, QueueEvent};

/// What is left of an invocation for its answer when a pace is waited out.
const MARGIN: Duration = Duration::from_secs(1);

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
    /// itself and what follows in its own group. A group is a chat, and keeps the chat's pace; all
    /// of them keep the batch's. A batch waits out its pace, so that the next one may begin with a
    /// send.
    pub async fn handle(&self, event: QueueEvent, deadline: Deadline) -> BatchResponse {
        let (groups, pace) = (grouped(event.records), Pace::default());
        let groups = groups.into_values().map(async |group| {
            let pace = pace.of_another_chat();
            self.group(group, &pace, deadline).await
        });
        let failed = join_all(groups).await;
        let clock = &*self.courier.clock;
        self.wait(pace.left_of_batch(clock.now()), deadline).await;
        BatchResponse {
            failures: failed.into_iter().flatten().collect(),
        }
    }

    /// After several messages of a chat more may follow in the next batch: the chat's second is
    /// waited out.
    async fn group(
        &self,
        messages: Vec<Message>,
        pace: &Pace,
        deadline: Deadline,
    ) -> Vec<ItemFailure> {
        let are_several = messages.len() > 1;
        let failures = self.messages(messages, pace, deadline).await;
        if are_several {
            let left = pace.left(self.courier.clock.now());
            self.wait(left, deadline).await;
        }
        failures
    }

    async fn wait(&self, left: Duration, deadline: Deadline) {
        let clock = &*self.courier.clock;
        let left = left.min(deadline.left(clock).saturating_sub(MARGIN));
        if !left.is_zero() {
            clock.pause(left).await;
        }
    }

    async fn messages(
        &self,
        messages: Vec<Message>,
        pace: &Pace,
        deadline: Deadline,
    ) -> Vec<ItemFailure> {
        let mut messages = messages.into_iter();
        for message in messages.by_ref() {
            if self.message(&message, pace, deadline).await == Fate::Again {
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

    /// A page that panics is parked, and the monitor rings for its broadcast again: whoever was in
    /// flight is passed then. One whose rows this build cannot read would be no better the next
    /// time: its broadcast leaves the index, until somebody begins another run of it.
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
            Ok(Err(StoreError::Fault(reason))) => {
                let head = Key::broadcast(&ring.broadcast);
                self.park_for_good(message, &head, &reason).await
            }
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
            Ok(false) => {
                let row = Key::notice(&ring.notice);
                self.park_for_good(message, &row, reason).await
            }
            Err(_) => Fate::Again,
        }
    }

    /// Parks a message, and takes the row out of the index for which the monitor would ring again.
    async fn park_for_good(&self, message: &Message, row: &Key, reason: &str) -> Fate {
        match self.courier.table.leave_index(row).await {
            Ok(()) => self.park(message, reason).await,
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
