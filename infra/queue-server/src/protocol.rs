//! The AWS JSON 1.0 protocol: what a request asks of the queues, and how they answer it.

mod attributes;
mod batches;
mod messages;
mod queues;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{Queues, Refusal, name};

/// What SQS has and the stand-in has not. Source: SQS API Reference, "Actions".
const UNSUPPORTED: [&str; 8] = [
    "AddPermission",
    "CancelMessageMoveTask",
    "ListMessageMoveTasks",
    "ListQueueTags",
    "RemovePermission",
    "StartMessageMoveTask",
    "TagQueue",
    "UntagQueue",
];

/// A request that could be read.
#[derive(Debug)]
pub(crate) struct Call {
    operation: String,
    parameters: Map<String, Value>,
}

impl Call {
    pub(crate) fn read(operation: String, body: &[u8]) -> Result<Self, Refusal> {
        let parameters = serde_json::from_slice(body).map_err(malformed)?;
        Ok(Self {
            operation,
            parameters,
        })
    }

    pub(crate) fn operation(&self) -> &str {
        &self.operation
    }

    /// The name of the queue that the request is about, if it is about one.
    pub(crate) fn queue(&self) -> Option<&str> {
        let text = |name| self.parameters.get(name).and_then(Value::as_str);
        text("QueueUrl")
            .and_then(name::of_url)
            .or_else(|| text("QueueName"))
    }

    /// The name in `QueueUrl`, which AWS was recorded to miss as it misses a queue.
    fn url(&self) -> Result<String, Refusal> {
        let url = self.parameters.get("QueueUrl").and_then(Value::as_str);
        let name = url.and_then(name::of_url);
        name.map(str::to_owned).ok_or(Refusal::NonExistentQueue)
    }

    fn parse<T: DeserializeOwned>(self) -> Result<T, Refusal> {
        serde_json::from_value(Value::Object(self.parameters)).map_err(malformed)
    }
}

/// Does what a call asks for; `base` is the URL that queues' URLs begin with.
pub(crate) async fn perform(queues: &Queues, base: &str, call: Call) -> Result<Value, Refusal> {
    match call.operation() {
        "CreateQueue" => queues::create(queues, base, call),
        "GetQueueUrl" => queues::url(queues, base, call),
        "ListQueues" => queues::list(queues, base, call),
        "ListDeadLetterSourceQueues" => queues::sources(queues, base, &call),
        "DeleteQueue" => queues.delete_queue(&call.url()?).map(|()| done()),
        "PurgeQueue" => queues.purge(&call.url()?).map(|()| done()),
        "GetQueueAttributes" => queues::attributes(queues, call),
        "SetQueueAttributes" => queues::set_attributes(queues, call),
        "SendMessage" => messages::send(queues, call),
        "SendMessageBatch" => batches::send(queues, call),
        "ReceiveMessage" => messages::receive(queues, call).await,
        "DeleteMessage" => messages::delete(queues, call),
        "DeleteMessageBatch" => batches::delete(queues, call),
        "ChangeMessageVisibility" => messages::change_visibility(queues, call),
        "ChangeMessageVisibilityBatch" => batches::change_visibility(queues, call),
        other if UNSUPPORTED.contains(&other) => {
            Err(Refusal::UnsupportedOperation(other.to_owned()))
        }
        other => Err(Refusal::InvalidAction(other.to_owned())),
    }
}

/// The answer of an operation that has nothing to say.
fn done() -> Value {
    Value::Object(Map::new())
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn malformed(error: serde_json::Error) -> Refusal {
    Refusal::MalformedInput(error.to_string())
}
