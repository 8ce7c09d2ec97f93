use serde::{Deserialize, Serialize};

/// A batch of a queue's messages, as Lambda hands it over
/// (<https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>). Only what is used is read.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct QueueEvent {
    /// The messages, in their order.
    #[serde(rename = "Records", default)]
    pub records: Vec<Message>,
}

/// One message.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Message {
    /// SQS's id of it.
    #[serde(rename = "messageId")]
    pub id: String,
    /// What was sent.
    #[serde(default)]
    pub body: String,
    /// What SQS says of it.
    #[serde(default)]
    pub attributes: Attributes,
}

/// What SQS says of a message.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Attributes {
    /// The group that keeps its order; none on a standard queue.
    #[serde(rename = "MessageGroupId", default)]
    pub group: Option<String>,
}

/// Which messages were not processed and come again (`ReportBatchItemFailures`).
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct BatchResponse {
    /// The messages that come again.
    #[serde(rename = "batchItemFailures")]
    pub failures: Vec<ItemFailure>,
}

/// A message that was not processed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ItemFailure {
    /// SQS's id of it.
    #[serde(rename = "itemIdentifier")]
    pub id: String,
}
