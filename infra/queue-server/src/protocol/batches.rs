use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::messages::{Handled, SendMessage, write_sent};
use super::{Call, done};
use crate::outgoing::MAX_BYTES;
use crate::{Outgoing, Queues, Refusal};

/// "A single message batch request can include a maximum of 10 messages" (SQS Developer Guide,
/// "Amazon SQS message quotas").
const MAX_ENTRIES: usize = 10;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Batch<T> {
    #[serde(default = "Vec::new")]
    entries: Vec<Entry<T>>,
}

#[derive(Deserialize)]
struct Entry<T> {
    #[serde(rename = "Id", default)]
    id: String,
    #[serde(flatten)]
    request: T,
}

/// AWS was recorded to refuse a whole batch for a FIFO queue when one entry lacks its group or its
/// deduplication id, and then to say `InvalidParameterValue` for both.
pub(super) fn send(queues: &Queues, call: Call) -> Result<Value, Refusal> {
    let name = call.url()?;
    let entries = entries::<SendMessage>(queues, &name, call)?;
    let outgoing: Vec<(String, Result<Outgoing, Refusal>)> = entries
        .into_iter()
        .map(|entry| (entry.id, entry.request.outgoing()))
        .collect();
    let readable = || {
        outgoing
            .iter()
            .filter_map(|(_, outgoing)| outgoing.as_ref().ok())
    };
    let bytes = readable().map(Outgoing::len).sum();
    if bytes > MAX_BYTES {
        return Err(Refusal::BatchRequestTooLong(bytes));
    }
    queues.with_queue(&name, |queue, _| {
        let refused = |refusal: Refusal| Refusal::InvalidParameterValue(refusal.to_string());
        readable()
            .try_for_each(|outgoing| outgoing.check_order(&queue.attributes))
            .map_err(refused)
    })??;
    let outcomes = outgoing.into_iter().map(|(id, outgoing)| {
        let sent = outgoing.and_then(|outgoing| queues.send(&name, outgoing));
        (id, sent.map(write_sent))
    });
    Ok(results(outcomes))
}

pub(super) fn delete(queues: &Queues, call: Call) -> Result<Value, Refusal> {
    let name = call.url()?;
    let entries = entries::<Handled>(queues, &name, call)?.into_iter();
    Ok(results(entries.map(|Entry { id, request }| {
        let deleted = request.receipt();
        let deleted = deleted.and_then(|receipt| queues.delete(&name, receipt));
        (id, deleted.map(|()| done()))
    })))
}

pub(super) fn change_visibility(queues: &Queues, call: Call) -> Result<Value, Refusal> {
    let name = call.url()?;
    let entries = entries::<Handled>(queues, &name, call)?.into_iter();
    let change = |request: &Handled| {
        let (receipt, timeout) = (request.receipt()?, request.visibility()?);
        queues.change_visibility(&name, receipt, timeout)
    };
    let outcomes = entries.map(|Entry { id, request }| (id, change(&request).map(|()| done())));
    Ok(results(outcomes))
}

/// The entries of a batch that is one.
fn entries<T: DeserializeOwned>(
    queues: &Queues,
    name: &str,
    call: Call,
) -> Result<Vec<Entry<T>>, Refusal> {
    queues.counts(name)?;
    let Batch { entries } = call.parse()?;
    if entries.is_empty() {
        return Err(Refusal::EmptyBatchRequest);
    }
    if entries.len() > MAX_ENTRIES {
        return Err(Refusal::TooManyEntriesInBatchRequest(entries.len()));
    }
    if !entries.iter().all(|entry| is_id(&entry.id)) {
        return Err(Refusal::InvalidBatchEntryId);
    }
    let mut ids = BTreeSet::new();
    let repeated = entries.iter().find(|entry| !ids.insert(&entry.id));
    if let Some(entry) = repeated {
        return Err(Refusal::BatchEntryIdsNotDistinct(entry.id.clone()));
    }
    Ok(entries)
}

fn is_id(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=80).contains(&id.len()) && id.bytes().all(fits)
}

/// An entry that is refused fails alone.
fn results(outcomes: impl Iterator<Item = (String, Result<Value, Refusal>)>) -> Value {
    let (mut successful, mut failed) = (Vec::new(), Vec::new());
    for (id, outcome) in outcomes {
        match outcome {
            Ok(mut written) => {
                written["Id"] = id.into();
                successful.push(written);
            }
            Err(refusal) => failed.push(json!({
                "Id": id,
                "SenderFault": true,
                "Code": refusal.code(),
                "Message": refusal.to_string(),
            })),
        }
    }
    json!({"Successful": successful, "Failed": failed})
}
