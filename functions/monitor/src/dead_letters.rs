//! What the queues could not get processed.

use std::fmt;
use std::time::Duration;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::QueueAttributeName;
use clock::SharedClock;
use futures_util::future::join_all;

/// The longest that SQS may take to say how many messages a queue has.
const LIMIT: Duration = Duration::from_secs(2);

/// What is counted: a message that somebody is looking at is not dealt with yet.
const COUNTED: [QueueAttributeName; 2] = [
    QueueAttributeName::ApproximateNumberOfMessages,
    QueueAttributeName::ApproximateNumberOfMessagesNotVisible,
];

/// The queues for messages that could not be processed.
#[derive(Clone)]
pub(crate) struct DeadLetters {
    client: Client,
    urls: Vec<String>,
    clock: SharedClock,
}

/// How many messages a queue has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Letters {
    /// The queue's name.
    pub(crate) queue: String,
    /// `None` where SQS did not say.
    pub(crate) count: Option<u64>,
}

impl DeadLetters {
    pub(crate) fn new(client: Client, urls: Vec<String>, clock: SharedClock) -> Self {
        Self {
            client,
            urls,
            clock,
        }
    }

    /// How many there are: one request a queue, side by side.
    pub(crate) async fn count(&self) -> Vec<Letters> {
        join_all(self.urls.iter().map(|url| self.letters(url))).await
    }

    async fn letters(&self, url: &str) -> Letters {
        let asking = self.client.get_queue_attributes().queue_url(url);
        let asking = asking.set_attribute_names(Some(COUNTED.to_vec()));
        let answer = clock::within(&*self.clock, LIMIT, Box::pin(asking.send())).await;
        let answer = answer.and_then(Result::ok);
        let counts = answer.and_then(|answer| {
            let attributes = answer.attributes?;
            let count = |name| attributes.get(name)?.parse::<u64>().ok();
            COUNTED.iter().map(count).sum()
        });
        let queue = url.rsplit('/').next().unwrap_or_default().to_owned();
        if counts.is_none() {
            tracing::error!(queue, "a dead-letter queue cannot be looked at");
        }
        Letters {
            queue,
            count: counts,
        }
    }
}

impl fmt::Debug for DeadLetters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeadLetters")
            .field("urls", &self.urls)
            .finish_non_exhaustive()
    }
}
