use std::collections::BTreeMap;
use std::time::Duration;

use crate::Refusal;
use crate::message::{AttributeContent, AttributeValue};
use crate::model::Attributes;

/// The most that a message may hold, its attributes included, and a batch in all, in bytes: 1 MiB,
/// 256 KiB before August 2025. Source: SQS API Reference, `SendMessage` ("The maximum size is
/// 1 MiB or 1,048,576 bytes") and `SendMessageBatch`.
pub(crate) const MAX_BYTES: usize = 1_048_576;

/// SQS Developer Guide, "Amazon SQS message quotas".
const MAX_ATTRIBUTES: usize = 10;
const MAX_DELAY_SECONDS: i64 = 900;

/// A message to send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// The text.
    pub body: String,
    /// What to attach, by name.
    pub attributes: BTreeMap<String, AttributeValue>,
    /// The system attribute `AWSTraceHeader`.
    pub trace_header: Option<String>,
    /// The message group; a FIFO queue demands it.
    pub group: Option<String>,
    /// The deduplication id; a FIFO queue demands it, unless it deduplicates by content.
    pub deduplication: Option<String>,
    /// Seconds until it can be received; the queue's own delay by default. Not for a FIFO queue.
    pub delay: Option<i64>,
}

impl Outgoing {
    /// A message of this text, for a standard queue.
    #[must_use]
    pub fn new(body: impl Into<String>) -> Self {
        Self {
            body: body.into(),
            ..Self::default()
        }
    }

    /// The same in a message group and with a deduplication id, as a FIFO queue demands it.
    #[must_use]
    pub fn fifo(self, group: impl Into<String>, deduplication: impl Into<String>) -> Self {
        Self {
            group: Some(group.into()),
            deduplication: Some(deduplication.into()),
            ..self
        }
    }

    /// The same with a delay, which counts in whole seconds.
    #[must_use]
    pub fn delayed(self, delay: Duration) -> Self {
        let seconds = i64::try_from(delay.as_secs()).unwrap_or(i64::MAX);
        Self {
            delay: Some(seconds),
            ..self
        }
    }

    /// What counts against the limits, in bytes: the body, and each attribute's name, type and
    /// value.
    pub(crate) fn len(&self) -> usize {
        let attributes = self.attributes.iter();
        let attributes = attributes.map(|(name, value)| name.len() + value.len());
        self.body.len() + attributes.sum::<usize>()
    }

    /// Whether the queue of these attributes takes it.
    pub(crate) fn check(&self, queue: &Attributes) -> Result<(), Refusal> {
        self.check_body(queue)?;
        self.check_attributes()?;
        self.check_delay(queue)?;
        self.check_order(queue)
    }

    fn check_body(&self, queue: &Attributes) -> Result<(), Refusal> {
        if self.body.is_empty() {
            return Err(Refusal::MissingParameter("MessageBody"));
        }
        if !self.body.chars().all(is_valid) {
            return Err(Refusal::InvalidMessageContents);
        }
        if self.len() > queue.max_bytes {
            let limit = queue.max_bytes;
            return Err(Refusal::InvalidParameterValue(format!(
                "One or more parameters are invalid. Reason: Message must be shorter than {limit} bytes."
            )));
        }
        Ok(())
    }

    fn check_attributes(&self) -> Result<(), Refusal> {
        let count = self.attributes.len();
        if count > MAX_ATTRIBUTES {
            return Err(Refusal::InvalidParameterValue(format!(
                "Number of message attributes [{count}] exceeds the allowed maximum [{MAX_ATTRIBUTES}]."
            )));
        }
        let mut attributes = self.attributes.iter();
        attributes.try_for_each(|(name, value)| check_attribute(name, value))
    }

    /// "When you set `FifoQueue`, you can't set `DelaySeconds` per message" (SQS API Reference,
    /// `SendMessage`); AWS was recorded to take 0.
    fn check_delay(&self, queue: &Attributes) -> Result<(), Refusal> {
        let Some(delay) = self.delay else {
            return Ok(());
        };
        if queue.fifo.is_some() && delay != 0 {
            return Err(Refusal::other_type(delay, "DelaySeconds"));
        }
        if !(0..=MAX_DELAY_SECONDS).contains(&delay) {
            let reason = "DelaySeconds must be >= 0 and <= 900.";
            return Err(Refusal::parameter(delay, "DelaySeconds", reason));
        }
        Ok(())
    }

    /// Whether the group and the deduplication id are there, and are such. Since July 2025 a
    /// standard queue takes a group too (SQS Developer Guide, "Amazon SQS fair queues").
    pub(crate) fn check_order(&self, queue: &Attributes) -> Result<(), Refusal> {
        check_token("MessageGroupId", self.group.as_deref())?;
        check_token("MessageDeduplicationId", self.deduplication.as_deref())?;
        match (&queue.fifo, &self.group, &self.deduplication) {
            (None, _, Some(id)) => Err(Refusal::other_type(id, "MessageDeduplicationId")),
            (Some(_), None, _) => Err(Refusal::MissingParameter("MessageGroupId")),
            (Some(fifo), _, None) if !fifo.content_based => Err(Refusal::InvalidParameterValue(
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly".to_owned(),
            )),
            _ => Ok(()),
        }
    }
}

/// The characters of XML 1.0. AWS's pages contradict each other: "Amazon SQS message quotas" says
/// that others are rejected, `SendMessage` in the API Reference that they become U+FFFD. AWS was
/// recorded to reject them, and a sender does better not to rely on the kinder page.
fn is_valid(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

/// 1 to 128 letters, digits and punctuation of ASCII. Source: SQS API Reference, `SendMessage`.
fn check_token(name: &str, token: Option<&str>) -> Result<(), Refusal> {
    let fits = |token: &str| {
        (1..=128).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_graphic())
    };
    match token {
        Some(token) if !fits(token) => {
            let reason = format!(
                "{name} can only include alphanumeric and punctuation characters. 1 to 128 in length."
            );
            Err(Refusal::parameter(token, name, &reason))
        }
        _ => Ok(()),
    }
}

/// Source: SQS Developer Guide, "Amazon SQS message metadata".
fn check_attribute(name: &str, value: &AttributeValue) -> Result<(), Refusal> {
    let refused = |what: &str| {
        let text = format!("Message (user) attribute '{name}' {what}");
        Err(Refusal::InvalidParameterValue(text))
    };
    if !is_attribute_name(name) {
        return refused("has a name that is not valid.");
    }
    let kind = value.data_type.split('.').next().unwrap_or_default();
    let (fits, empty) = match &value.content {
        AttributeContent::Text(text) => (matches!(kind, "String" | "Number"), text.is_empty()),
        AttributeContent::Binary(bytes) => (kind == "Binary", bytes.is_empty()),
    };
    if !fits || value.data_type.len() > 256 {
        return refused("has a type that is not valid.");
    }
    if empty {
        return refused(&format!("must contain a non-empty value of type '{kind}'."));
    }
    Ok(())
}

fn is_attribute_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let lower = name.to_ascii_lowercase();
    (1..=256).contains(&name.len())
        && name.bytes().all(fits)
        && !(name.starts_with('.') || name.ends_with('.') || name.contains(".."))
        && !(lower.starts_with("aws.") || lower.starts_with("amazon."))
}
