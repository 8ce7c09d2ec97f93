//! What Lambda does between a queue and a function, and between a schedule and one.
//!
//! Messages come in batches; what the function reports as failed, and everything of a function
//! that failed itself, stays in the queue and comes again when its visibility time-out is over.
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>.

#![warn(missing_docs)]

use std::collections::BTreeSet;
use std::future::Future;
use std::time::Duration;

use clock::Clock;
use queue_server::{Queues, Receive, Received};
use serde_json::{Value, json};

/// How long a long poll waits for a message (SQS: at most 20 s).
const POLL: Duration = Duration::from_secs(20);

/// Feeds the messages of one queue to a function.
#[derive(Clone, Debug)]
pub struct EventSource {
    queues: Queues,
    queue: String,
    batch: usize,
}

impl EventSource {
    /// A source that hands over at most `batch` messages at once (1 to 10).
    #[must_use]
    pub fn new(queues: Queues, queue: &str, batch: usize) -> Self {
        Self {
            queues,
            queue: queue.to_owned(),
            batch: batch.clamp(1, 10),
        }
    }

    /// Hands over one batch, if there is one now. `function` gets the event and gives the
    /// response, or `None` when it failed. Says how many messages were handed over.
    pub async fn once<F, Fut>(&self, function: F) -> usize
    where
        F: FnOnce(Value) -> Fut,
        Fut: Future<Output = Option<Value>>,
    {
        let receive = Receive {
            limit: self.batch,
            ..Receive::default()
        };
        let received = self
            .queues
            .receive(&self.queue, &receive)
            .unwrap_or_default();
        self.hand_over(received, function).await
    }

    /// Hands over batches as they come, for ever.
    pub async fn forever<F, Fut>(&self, function: F)
    where
        F: Fn(Value) -> Fut,
        Fut: Future<Output = Option<Value>>,
    {
        loop {
            let receive = Receive {
                limit: self.batch,
                wait: Some(POLL),
                ..Receive::default()
            };
            let received = self
                .queues
                .poll(&self.queue, &receive)
                .await
                .unwrap_or_default();
            self.hand_over(received, &function).await;
        }
    }

    async fn hand_over<F, Fut>(&self, received: Vec<Received>, function: F) -> usize
    where
        F: FnOnce(Value) -> Fut,
        Fut: Future<Output = Option<Value>>,
    {
        if received.is_empty() {
            return 0;
        }
        let Some(response) = function(event(&received, &self.queue)).await else {
            return received.len();
        };
        let failed = failures(&response);
        for message in received
            .iter()
            .filter(|received| !failed.contains(received.message.id.as_str()))
        {
            // A receipt that has expired: the message is visible again, and comes again.
            let _ = self.queues.delete(&self.queue, &message.receipt);
        }
        received.len()
    }
}

/// Calls `function` at every full `interval`, for ever; a call that takes longer delays the next.
pub async fn every<Fut: Future<Output = ()>>(
    clock: &dyn Clock,
    interval: Duration,
    function: impl Fn() -> Fut,
) {
    loop {
        function().await;
        clock.sleep(interval).await;
    }
}

/// The event of a batch, as Lambda makes it.
#[must_use]
pub fn event(received: &[Received], queue: &str) -> Value {
    let record = |received: &Received| {
        json!({
            "messageId": received.message.id,
            "receiptHandle": received.receipt,
            "body": received.message.body,
            "attributes": received.message.system_attributes(),
            "messageAttributes": {},
            "eventSource": "aws:sqs",
            "eventSourceARN": format!("arn:aws:sqs:us-east-1:000000000000:{queue}"),
            "awsRegion": "us-east-1",
        })
    };
    json!({ "Records": received.iter().map(record).collect::<Vec<_>>() })
}

fn failures(response: &Value) -> BTreeSet<&str> {
    let failures = response["batchItemFailures"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    failures
        .iter()
        .filter_map(|failure| failure["itemIdentifier"].as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use clock::ManualClock;
    use queue_server::Outgoing;

    use super::*;

    fn source(clock: &ManualClock, bodies: &[&str]) -> EventSource {
        let queues = Queues::new(Arc::new(clock.clone()), 1);
        queues.create("q.fifo", [("FifoQueue", "true")]).unwrap();
        for (number, body) in bodies.iter().enumerate() {
            queues
                .send(
                    "q.fifo",
                    Outgoing::new(*body).fifo(*body, number.to_string()),
                )
                .unwrap();
        }
        EventSource::new(queues, "q.fifo", 10)
    }

    fn bodies(event: &Value) -> Vec<String> {
        let records = event["Records"].as_array().unwrap();
        records
            .iter()
            .map(|record| record["body"].as_str().unwrap().to_owned())
            .collect()
    }

    #[tokio::test]
    async fn what_is_processed_does_not_come_again() {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let source = source(&clock, &["a", "b"]);
        let handed = source
            .once(|event| async move { (bodies(&event).len() == 2).then(|| json!({})) })
            .await;
        assert_eq!(handed, 2);
        clock.advance(Duration::from_secs(3_600));
        assert_eq!(source.once(|_| async { None }).await, 0);
    }

    #[tokio::test]
    async fn what_failed_comes_again_alone() {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let source = source(&clock, &["a", "b"]);
        let first_fails = |event: Value| async move {
            Some(
                json!({ "batchItemFailures": [{ "itemIdentifier": event["Records"][0]["messageId"] }] }),
            )
        };
        source.once(first_fails).await;
        assert_eq!(source.once(|_| async { None }).await, 0, "not visible yet");
        clock.advance(Duration::from_secs(31));
        let again = source
            .once(|event| async move { (bodies(&event) == ["a"]).then(|| json!({})) })
            .await;
        assert_eq!(again, 1);
        clock.advance(Duration::from_secs(3_600));
        assert_eq!(source.once(|_| async { None }).await, 0, "done");
    }

    #[tokio::test]
    async fn a_function_that_fails_loses_nothing() {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let source = source(&clock, &["a", "b"]);
        source.once(|_| async { None }).await;
        clock.advance(Duration::from_secs(31));
        assert_eq!(source.once(|_| async { Some(json!({})) }).await, 2);
    }
}
