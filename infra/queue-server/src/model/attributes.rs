use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use crate::Refusal;
use crate::name::{self, QueueName};
use crate::outgoing::MAX_BYTES;

/// What a queue can be set to. Source: SQS API Reference, `SetQueueAttributes`.
#[derive(Clone, Debug)]
pub(crate) struct Attributes {
    pub(crate) visibility: Duration,
    pub(crate) delay: Duration,
    pub(crate) wait: Duration,
    pub(crate) retention: Duration,
    pub(crate) max_bytes: usize,
    pub(crate) redrive: Option<Redrive>,
    pub(crate) fifo: Option<Fifo>,
    /// Kept and returned, and without effect here.
    inert: BTreeMap<String, String>,
}

/// What a FIFO queue can be set to besides.
#[derive(Clone, Debug)]
pub(crate) struct Fifo {
    pub(crate) content_based: bool,
    pub(crate) scope: Scope,
    per_group_limit: bool,
}

/// Within what a deduplication id counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Queue,
    MessageGroup,
}

/// Where messages go that were received too often.
#[derive(Clone, Debug)]
pub(crate) struct Redrive {
    pub(crate) target: String,
    pub(crate) max_receives: u32,
    pub(crate) policy: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RedrivePolicy {
    dead_letter_target_arn: String,
    max_receive_count: Value,
}

const INERT: [&str; 5] = [
    "KmsDataKeyReusePeriodSeconds",
    "KmsMasterKeyId",
    "Policy",
    "RedriveAllowPolicy",
    "SqsManagedSseEnabled",
];

impl Attributes {
    /// The attributes of a new queue; whether it is FIFO decides which names it may have.
    pub(crate) fn of_new_queue(
        name: &str,
        given: &BTreeMap<String, String>,
    ) -> Result<(QueueName, Self), Refusal> {
        let fifo = given.get("FifoQueue").is_some_and(|value| value == "true");
        let name = if fifo {
            QueueName::fifo(name)?
        } else {
            QueueName::standard(name)?
        };
        let mut attributes = Self::defaults(fifo);
        let mut rest = given.clone();
        if fifo {
            rest.remove("FifoQueue");
        }
        attributes.change(&rest)?;
        Ok((name, attributes))
    }

    fn defaults(fifo: bool) -> Self {
        Self {
            visibility: Duration::from_secs(30),
            delay: Duration::ZERO,
            wait: Duration::ZERO,
            retention: Duration::from_secs(4 * 24 * 3600),
            max_bytes: MAX_BYTES,
            redrive: None,
            fifo: fifo.then_some(Fifo {
                content_based: false,
                scope: Scope::Queue,
                per_group_limit: false,
            }),
            inert: BTreeMap::from([("SqsManagedSseEnabled".to_owned(), "true".to_owned())]),
        }
    }

    /// Sets what is given. On a refusal some of it is set, so change a copy.
    pub(crate) fn change(&mut self, given: &BTreeMap<String, String>) -> Result<(), Refusal> {
        for (name, value) in given {
            self.set(name, value)?;
        }
        let fifo = self.fifo.as_ref();
        // "The perMessageGroupId value is allowed only when the value for DeduplicationScope is
        // messageGroup" (SQS API Reference, SetQueueAttributes).
        if fifo.is_some_and(|fifo| fifo.per_group_limit && fifo.scope == Scope::Queue) {
            return Err(Refusal::attribute("FifoThroughputLimit"));
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        match name {
            "VisibilityTimeout" => self.visibility = seconds(name, value, 0..=43_200)?,
            "DelaySeconds" => self.delay = seconds(name, value, 0..=900)?,
            "ReceiveMessageWaitTimeSeconds" => self.wait = seconds(name, value, 0..=20)?,
            "MessageRetentionPeriod" => self.retention = seconds(name, value, 60..=1_209_600)?,
            "MaximumMessageSize" => self.max_bytes = number(name, value, 1_024..=MAX_BYTES)?,
            "RedrivePolicy" => self.redrive = Redrive::parse(value)?,
            name if INERT.contains(&name) => {
                self.inert.insert(name.to_owned(), value.to_owned());
            }
            _ => self.set_fifo(name, value)?,
        }
        Ok(())
    }

    fn set_fifo(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        let unknown = || Refusal::InvalidAttributeName(name.to_owned());
        let fifo = self.fifo.as_mut().ok_or_else(unknown)?;
        match (name, value) {
            ("ContentBasedDeduplication", "true" | "false") => {
                fifo.content_based = value == "true";
            }
            ("DeduplicationScope", "queue") => fifo.scope = Scope::Queue,
            ("DeduplicationScope", "messageGroup") => fifo.scope = Scope::MessageGroup,
            ("FifoThroughputLimit", "perQueue" | "perMessageGroupId") => {
                fifo.per_group_limit = value == "perMessageGroupId";
            }
            ("FifoQueue", "true") => {}
            ("FifoQueue", _) => {
                let text = "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.";
                return Err(Refusal::InvalidAttributeValue(text.to_owned()));
            }
            ("ContentBasedDeduplication" | "DeduplicationScope" | "FifoThroughputLimit", _) => {
                return Err(Refusal::attribute(name));
            }
            _ => return Err(unknown()),
        }
        Ok(())
    }

    /// All of them, by name, as `GetQueueAttributes` gives them.
    pub(crate) fn values(&self) -> BTreeMap<String, String> {
        let seconds = |duration: Duration| duration.as_secs().to_string();
        let mut values = self.inert.clone();
        let mut put = |name: &str, value: String| drop(values.insert(name.to_owned(), value));
        put("VisibilityTimeout", seconds(self.visibility));
        put("DelaySeconds", seconds(self.delay));
        put("ReceiveMessageWaitTimeSeconds", seconds(self.wait));
        put("MessageRetentionPeriod", seconds(self.retention));
        put("MaximumMessageSize", self.max_bytes.to_string());
        if let Some(redrive) = &self.redrive {
            put("RedrivePolicy", redrive.policy.clone());
        }
        if let Some(fifo) = &self.fifo {
            put("FifoQueue", "true".to_owned());
            put("ContentBasedDeduplication", fifo.content_based.to_string());
            put("DeduplicationScope", fifo.scope_name().to_owned());
            put("FifoThroughputLimit", fifo.limit_name().to_owned());
        }
        values
    }

    /// Whether what was given for a queue that exists is what it has.
    pub(crate) fn has_same(
        &self,
        given: &BTreeMap<String, String>,
        wanted: &Self,
    ) -> Result<(), Refusal> {
        let (ours, theirs) = (self.values(), wanted.values());
        let other = given
            .keys()
            .find(|name| ours.get(*name) != theirs.get(*name));
        other.map_or(Ok(()), |name| {
            Err(Refusal::QueueAlreadyExists(name.clone()))
        })
    }
}

impl Fifo {
    fn scope_name(&self) -> &'static str {
        match self.scope {
            Scope::Queue => "queue",
            Scope::MessageGroup => "messageGroup",
        }
    }

    fn limit_name(&self) -> &'static str {
        if self.per_group_limit {
            "perMessageGroupId"
        } else {
            "perQueue"
        }
    }
}

impl Redrive {
    /// Reads a policy; an empty one takes it away.
    fn parse(value: &str) -> Result<Option<Self>, Refusal> {
        if value.is_empty() {
            return Ok(None);
        }
        let refused = |reason: &str| Refusal::parameter(value, "RedrivePolicy", reason);
        let policy: RedrivePolicy =
            serde_json::from_str(value).map_err(|_| Refusal::attribute("RedrivePolicy"))?;
        let target = name::of_arn(&policy.dead_letter_target_arn)
            .ok_or_else(|| refused("Invalid value for deadLetterTargetArn."))?;
        let count = match &policy.max_receive_count {
            Value::String(text) => text.parse().ok(),
            count => count.as_u64(),
        };
        let max_receives = count
            .and_then(|count| u32::try_from(count).ok())
            .filter(|count| (1..=1000).contains(count))
            .ok_or_else(|| {
                refused("Invalid value for maxReceiveCount, valid values are from 1 to 1000 both inclusive.")
            })?;
        let policy = serde_json::json!({
            "deadLetterTargetArn": policy.dead_letter_target_arn,
            "maxReceiveCount": max_receives,
        });
        Ok(Some(Self {
            target: target.to_owned(),
            max_receives,
            policy: policy.to_string(),
        }))
    }
}

fn seconds(name: &str, value: &str, range: RangeInclusive<usize>) -> Result<Duration, Refusal> {
    let seconds = u64::try_from(number(name, value, range)?);
    Ok(Duration::from_secs(seconds.expect("the ranges fit")))
}

fn number(name: &str, value: &str, range: RangeInclusive<usize>) -> Result<usize, Refusal> {
    let number = value.parse().ok();
    number
        .filter(|number| range.contains(number))
        .ok_or_else(|| Refusal::attribute(name))
}
