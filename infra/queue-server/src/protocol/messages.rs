use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::attributes::{self, WireAttributes};
use super::{Call, done};
use crate::{Outgoing, Queues, Receive, Received, Refusal, Sent, digest};

/// A message to send, alone or in a batch.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SendMessage {
    message_body: Option<String>,
    delay_seconds: Option<i64>,
    #[serde(default)]
    message_attributes: WireAttributes,
    #[serde(default)]
    message_system_attributes: WireAttributes,
    message_deduplication_id: Option<String>,
    message_group_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ReceiveMessage {
    max_number_of_messages: Option<i64>,
    visibility_timeout: Option<i64>,
    wait_time_seconds: Option<i64>,
    #[serde(default)]
    attribute_names: Vec<String>,
    #[serde(default)]
    message_system_attribute_names: Vec<String>,
    #[serde(default)]
    message_attribute_names: Vec<String>,
}

/// A message that was received, alone or in a batch.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Handled {
    receipt_handle: Option<String>,
    visibility_timeout: Option<i64>,
}

impl SendMessage {
    pub(super) fn outgoing(self) -> Result<Outgoing, Refusal> {
        Ok(Outgoing {
            body: self.message_body.unwrap_or_default(),
            attributes: attributes::read(self.message_attributes)?,
            trace_header: attributes::trace_header(self.message_system_attributes)?,
            group: self.message_group_id,
            deduplication: self.message_deduplication_id,
            delay: self.delay_seconds,
        })
    }
}

impl Handled {
    pub(super) fn receipt(&self) -> Result<&str, Refusal> {
        let receipt = self.receipt_handle.as_deref();
        receipt.ok_or(Refusal::MissingParameter("ReceiptHandle"))
    }

    pub(super) fn visibility(&self) -> Result<Duration, Refusal> {
        let timeout = self.visibility_timeout;
        visibility(timeout.ok_or(Refusal::MissingParameter("VisibilityTimeout"))?)
    }
}

impl ReceiveMessage {
    fn receive(&self) -> Result<Receive, Refusal> {
        let limit = self.max_number_of_messages.unwrap_or(1);
        let within = usize::try_from(limit).ok();
        let within = within.filter(|limit| (1..=10).contains(limit));
        let limit = within.ok_or_else(|| {
            let reason = "Must be between 1 and 10, if provided.";
            Refusal::parameter(limit, "MaxNumberOfMessages", reason)
        })?;
        let wait = self.wait_time_seconds.map(|wait| {
            let reason = "Must be >= 0 and <= 20, if provided.";
            seconds(wait, 20).ok_or_else(|| Refusal::parameter(wait, "WaitTimeSeconds", reason))
        });
        Ok(Receive {
            limit,
            visibility: self.visibility_timeout.map(visibility).transpose()?,
            wait: wait.transpose()?,
        })
    }

    /// The message as JSON, with the attributes that were asked for.
    fn write(&self, received: &Received) -> Value {
        let message = &received.message;
        let names = [&self.attribute_names, &self.message_system_attribute_names];
        let asked = |name: &str| {
            let mut names = names.into_iter().flatten();
            names.any(|asked| asked == "All" || asked == name)
        };
        let mut system = message.system_attributes();
        system.retain(|name, _| asked(name));
        let attributes = attributes::chosen(&message.attributes, &self.message_attribute_names);
        let mut written = json!({
            "MessageId": message.id,
            "ReceiptHandle": received.receipt,
            "Body": message.body,
            "MD5OfBody": digest::of_body(&message.body),
        });
        if !system.is_empty() {
            written["Attributes"] = json!(system);
        }
        if let Some(digest) = digest::of_attributes(&attributes) {
            written["MD5OfMessageAttributes"] = digest.into();
            written["MessageAttributes"] = attributes::write(&attributes).into();
        }
        written
    }
}

pub(super) fn send(queues: &Queues, call: Call) -> Result<Value, Refusal> {
    let name = call.url()?;
    let request: SendMessage = call.parse()?;
    let sent = queues.send(&name, request.outgoing()?)?;
    Ok(write_sent(sent))
}

pub(super) fn write_sent(sent: Sent) -> Value {
    let mut written = json!({"MessageId": sent.id, "MD5OfMessageBody": sent.body_md5});
    if let Some(digest) = sent.attributes_md5 {
        written["MD5OfMessageAttributes"] = digest.into();
    }
    if let Some(sequence) = sent.sequence {
        written["SequenceNumber"] = sequence.into();
    }
    written
}

pub(super) async fn receive(queues: &Queues, call: Call) -> Result<Value, Refusal> {
    let name = call.url()?;
    let request: ReceiveMessage = call.parse()?;
    let received = queues.poll(&name, &request.receive()?).await?;
    if received.is_empty() {
        return Ok(done());
    }
    let messages = received.iter().map(|received| request.write(received));
    Ok(json!({"Messages": messages.collect::<Vec<_>>()}))
}

pub(super) fn delete(queues: &Queues, call: Call) -> Result<Value, Refusal> {
    let name = call.url()?;
    let request: Handled = call.parse()?;
    queues.delete(&name, request.receipt()?)?;
    Ok(done())
}

pub(super) fn change_visibility(queues: &Queues, call: Call) -> Result<Value, Refusal> {
    let name = call.url()?;
    let request: Handled = call.parse()?;
    queues.change_visibility(&name, request.receipt()?, request.visibility()?)?;
    Ok(done())
}

/// Source: SQS API Reference, `ReceiveMessage` and `ChangeMessageVisibility`.
fn visibility(timeout: i64) -> Result<Duration, Refusal> {
    let reason = "Must be between 0 and 43200, if provided.";
    seconds(timeout, 43_200).ok_or_else(|| Refusal::parameter(timeout, "VisibilityTimeout", reason))
}

fn seconds(seconds: i64, most: u64) -> Option<Duration> {
    let seconds = u64::try_from(seconds).ok()?;
    (seconds <= most).then(|| Duration::from_secs(seconds))
}
