use std::collections::BTreeMap;

use jiff::Timestamp;

/// A message as it lies in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// SQS's name for the message; it keeps it in a dead-letter queue.
    pub id: String,
    /// The text.
    pub body: String,
    /// What the sender has attached, by name.
    pub attributes: BTreeMap<String, AttributeValue>,
    /// `AWSTraceHeader`, which the sender may set.
    pub trace_header: Option<String>,
    /// The message group; of a standard queue, the tenant of a fair queue.
    pub group: Option<String>,
    /// The deduplication id, the sender's or that of the content; FIFO only.
    pub deduplication: Option<String>,
    /// Grows within the queue; FIFO only.
    pub sequence: Option<String>,
    /// When it was sent, in the first of its queues.
    pub sent: Timestamp,
    /// How often it was received, over all of its queues.
    pub receive_count: u32,
    /// When it was received first.
    pub first_received: Option<Timestamp>,
    /// The ARN of the queue that it is a dead letter of.
    pub dead_letter_source: Option<String>,
    /// What retention counts from.
    pub(crate) enqueued: Timestamp,
    /// From when on it can be received.
    pub(crate) visible: Timestamp,
    /// When it was received last in this queue.
    pub(crate) held: Option<Timestamp>,
}

/// The value of a message attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeValue {
    /// `String`, `Number` or `Binary`, perhaps with a label after a full stop.
    pub data_type: String,
    /// The value itself.
    pub content: AttributeContent,
}

/// What a message attribute holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeContent {
    /// The value of a `String` or a `Number`.
    Text(String),
    /// The value of a `Binary`.
    Binary(Vec<u8>),
}

impl Message {
    /// The system attributes, by name, as SQS gives them to a receiver and Lambda to a function.
    #[must_use]
    pub fn system_attributes(&self) -> BTreeMap<&'static str, String> {
        let millis = |time: Timestamp| time.as_millisecond().to_string();
        let all = [
            ("SenderId", Some("AIDAEXAMPLE".to_owned())),
            ("SentTimestamp", Some(millis(self.sent))),
            (
                "ApproximateReceiveCount",
                Some(self.receive_count.to_string()),
            ),
            (
                "ApproximateFirstReceiveTimestamp",
                self.first_received.map(millis),
            ),
            ("AWSTraceHeader", self.trace_header.clone()),
            ("MessageGroupId", self.group.clone()),
            ("MessageDeduplicationId", self.deduplication.clone()),
            ("SequenceNumber", self.sequence.clone()),
            ("DeadLetterQueueSourceArn", self.dead_letter_source.clone()),
        ];
        all.into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    pub(crate) fn is_visible(&self, now: Timestamp) -> bool {
        self.visible <= now
    }

    /// Received and neither deleted nor visible again.
    pub(crate) fn is_in_flight(&self, now: Timestamp) -> bool {
        self.held.is_some() && !self.is_visible(now)
    }
}

impl AttributeValue {
    /// A value of the type `String`.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            data_type: "String".to_owned(),
            content: AttributeContent::Text(text.into()),
        }
    }

    pub(crate) fn len(&self) -> usize {
        let content = match &self.content {
            AttributeContent::Text(text) => text.len(),
            AttributeContent::Binary(bytes) => bytes.len(),
        };
        self.data_type.len() + content
    }
}
