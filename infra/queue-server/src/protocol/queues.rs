use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Call, done};
use crate::{Counts, Queues, Refusal, name};

/// "1,000 queues per `ListQueues` request" (SQS Developer Guide, "Amazon SQS standard queue
/// quotas"). Further pages are not offered.
const PAGE: usize = 1_000;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreateQueue {
    queue_name: String,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetQueueUrl {
    queue_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct ListQueues {
    queue_name_prefix: String,
    max_results: Option<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetQueueAttributes {
    #[serde(default)]
    attribute_names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SetQueueAttributes {
    attributes: BTreeMap<String, String>,
}

pub(super) fn create(queues: &Queues, base: &str, call: Call) -> Result<Value, Refusal> {
    let request: CreateQueue = call.parse()?;
    queues.create(&request.queue_name, request.attributes)?;
    Ok(json!({"QueueUrl": name::url(base, &request.queue_name)}))
}

pub(super) fn url(queues: &Queues, base: &str, call: Call) -> Result<Value, Refusal> {
    let request: GetQueueUrl = call.parse()?;
    queues.counts(&request.queue_name)?;
    Ok(json!({"QueueUrl": name::url(base, &request.queue_name)}))
}

pub(super) fn list(queues: &Queues, base: &str, call: Call) -> Result<Value, Refusal> {
    let request: ListQueues = call.parse()?;
    let limit = request.max_results.unwrap_or(PAGE);
    if !(1..=PAGE).contains(&limit) {
        let reason = "Must be an integer value between 1 and 1000";
        return Err(Refusal::parameter(limit, "MaxResults", reason));
    }
    let names = queues.names().into_iter();
    let names = names.filter(|name| name.starts_with(&request.queue_name_prefix));
    let urls: Vec<_> = names
        .take(limit)
        .map(|name| name::url(base, &name))
        .collect();
    Ok(json!({"QueueUrls": urls}))
}

pub(super) fn sources(queues: &Queues, base: &str, call: &Call) -> Result<Value, Refusal> {
    let sources = queues.sources(&call.url()?)?;
    let urls: Vec<_> = sources.iter().map(|name| name::url(base, name)).collect();
    Ok(json!({"queueUrls": urls}))
}

pub(super) fn set_attributes(queues: &Queues, call: Call) -> Result<Value, Refusal> {
    let name = call.url()?;
    let request: SetQueueAttributes = call.parse()?;
    queues.set_attributes(&name, &request.attributes)?;
    Ok(done())
}

pub(super) fn attributes(queues: &Queues, call: Call) -> Result<Value, Refusal> {
    let name = call.url()?;
    let request: GetQueueAttributes = call.parse()?;
    let values = values(queues, &name)?;
    let mut chosen = BTreeMap::new();
    for name in request.attribute_names {
        if name == "All" {
            chosen.clone_from(&values);
        } else if let Some(value) = values.get(&name) {
            chosen.insert(name, value.clone());
        } else if !OPTIONAL.contains(&name.as_str()) {
            return Err(Refusal::InvalidAttributeName(name));
        }
    }
    Ok(if chosen.is_empty() {
        done()
    } else {
        json!({"Attributes": chosen})
    })
}

/// The attributes that a queue need not have.
const OPTIONAL: [&str; 9] = [
    "ContentBasedDeduplication",
    "DeduplicationScope",
    "FifoQueue",
    "FifoThroughputLimit",
    "KmsDataKeyReusePeriodSeconds",
    "KmsMasterKeyId",
    "Policy",
    "RedriveAllowPolicy",
    "RedrivePolicy",
];

fn values(queues: &Queues, name: &str) -> Result<BTreeMap<String, String>, Refusal> {
    queues.with_queue(name, |queue, now| {
        let mut values = queue.attributes.values();
        let Counts {
            visible,
            in_flight,
            delayed,
        } = queue.counts(now);
        let mut put = |name: &str, value: String| drop(values.insert(name.to_owned(), value));
        put("QueueArn", queue.name.arn());
        put("ApproximateNumberOfMessages", visible.to_string());
        put(
            "ApproximateNumberOfMessagesNotVisible",
            in_flight.to_string(),
        );
        put("ApproximateNumberOfMessagesDelayed", delayed.to_string());
        put("CreatedTimestamp", queue.created.as_second().to_string());
        put(
            "LastModifiedTimestamp",
            queue.modified.as_second().to_string(),
        );
        values
    })
}
