use std::fmt;
use std::time::Duration;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::{QueueAttributeName, SendMessageBatchRequestEntry};
use clock::SharedClock;
use serde::{Deserialize, Serialize};

use crate::NoticeRow;

/// How many messages one request carries (SQS: at most 10).
const BATCH: usize = 10;

/// The longest that a hand-over may take.
const LIMIT: Duration = Duration::from_secs(1);

/// A FIFO queue that says only that somebody should look at a row: that of notices, or the bulk
/// queue.
#[derive(Clone)]
pub struct Doorbell {
    client: Client,
    queue_url: String,
    clock: SharedClock,
}

/// A message of the queue: which row to look at.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Ring {
    /// The notice's id.
    pub notice: String,
}

/// One message of a FIFO queue.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Knock {
    /// What keeps its order.
    pub group: String,
    /// What SQS takes for the same message within five minutes.
    pub deduplication: String,
    /// What it says.
    pub body: String,
}

/// The queue did not take a request. What it took is in the queue; what it did not take is
/// handed over by the monitor.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the queue cannot be used")]
pub struct NotRung;

impl Doorbell {
    /// The FIFO queue at `queue_url`.
    #[must_use]
    pub fn new(client: Client, queue_url: String, clock: SharedClock) -> Self {
        Self {
            client,
            queue_url,
            clock,
        }
    }

    /// Says of each row that somebody should look at it: one request for ten rows. Gives the ids
    /// of the rows that the queue refused.
    ///
    /// The deduplication id is `id.n` with the number on the row, so that the monitor's
    /// hand-over works within SQS's five minutes, and a repetition of it does nothing.
    ///
    /// # Errors
    /// [`NotRung`], at the first request that fails: a queue that is down is not asked again.
    pub async fn ring(&self, rows: &[NoticeRow]) -> Result<Vec<String>, NotRung> {
        let knocks: Vec<_> = rows.iter().map(Knock::of).collect();
        let refused = self.knock(&knocks).await?;
        let lost = |row: &&NoticeRow| refused.contains(&Knock::of(row));
        Ok(rows.iter().filter(lost).map(|row| row.id.clone()).collect())
    }

    /// Sends these messages: one request for ten. Gives those that the queue refused.
    ///
    /// # Errors
    /// As [`Doorbell::ring`].
    pub async fn knock(&self, knocks: &[Knock]) -> Result<Vec<Knock>, NotRung> {
        let mut refused = Vec::new();
        for batch in knocks.chunks(BATCH) {
            refused.extend(self.knock_once(batch).await?);
        }
        Ok(refused)
    }

    /// Asks the queue how many messages wait in it, which sends none: whether it can be used.
    ///
    /// # Errors
    /// [`NotRung`], after 1 s at the latest.
    pub async fn waiting(&self) -> Result<u64, NotRung> {
        let name = QueueAttributeName::ApproximateNumberOfMessages;
        let request = self.client.get_queue_attributes();
        let request = request
            .queue_url(&self.queue_url)
            .attribute_names(name.clone());
        let answer = clock::within(&*self.clock, LIMIT, Box::pin(request.send())).await;
        let answer = answer.ok_or(NotRung)?.map_err(|_| NotRung)?;
        let attributes = answer.attributes.unwrap_or_default();
        let waiting = attributes.get(&name).and_then(|text| text.parse().ok());
        waiting.ok_or(NotRung)
    }

    async fn knock_once(&self, knocks: &[Knock]) -> Result<Vec<Knock>, NotRung> {
        let entries: Result<Vec<_>, _> = knocks
            .iter()
            .enumerate()
            .map(|(index, knock)| entry(index, knock))
            .collect();
        let request = self.client.send_message_batch().queue_url(&self.queue_url);
        let sending = Box::pin(request.set_entries(Some(entries?)).send());
        let answer = clock::within(&*self.clock, LIMIT, sending).await;
        let answer = answer.ok_or(NotRung)?.map_err(|_| NotRung)?;
        let refused = answer
            .failed()
            .iter()
            .filter_map(|entry| knocks.get(entry.id().parse::<usize>().ok()?));
        Ok(refused.cloned().collect())
    }
}

impl Knock {
    fn of(row: &NoticeRow) -> Self {
        let notice = row.id.clone();
        Self {
            group: row.group(),
            deduplication: format!("{}.{}", row.id, row.handoffs),
            body: serde_json::to_string(&Ring { notice }).expect("a ring has text keys only"),
        }
    }
}

fn entry(index: usize, knock: &Knock) -> Result<SendMessageBatchRequestEntry, NotRung> {
    SendMessageBatchRequestEntry::builder()
        .id(index.to_string())
        .message_body(&knock.body)
        .message_group_id(&knock.group)
        .message_deduplication_id(&knock.deduplication)
        .build()
        .map_err(|_| NotRung)
}

impl fmt::Debug for Doorbell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doorbell")
            .field("queue_url", &self.queue_url)
            .finish_non_exhaustive()
    }
}
