use std::fmt;

use engine::{Discarded, Parked};
use outbox::ParkedMessage;
use serde_json::{Value, json};
use settings::Environment;
use store::{Committed, Key, ReadSet, Record as _, StoreError, Table, Transaction};

use super::Id;
use crate::confirm::Consent;
use crate::failure::Failure;
use crate::report::{Ended, Report};
use crate::storage::Storage;

/// It is gone.
struct Dropped(Id);

/// Reads it, asks, and deletes what was read; what has changed meanwhile stays.
pub(crate) async fn run(environment: &Environment, id: &Id, yes: bool) -> Ended {
    let storage = Storage::of(environment)?;
    let consent = Consent::of(yes);
    let ended = match id {
        Id::Update(update_id) => {
            let found = Parked::find(&storage.table, *update_id).await;
            let found = found.map_err(|error| storage.failure(error))?;
            let found = found.ok_or_else(|| Failure::NotParked(id.to_string()))?;
            let Parked { kind, reason, .. } = found.record();
            consent.to(&format!("Drop update {id} ({kind}, {reason}) unhandled?"))?;
            found.discard(&storage.table).await
        }
        Id::Message(message_id) => {
            let consent = |reason: &str| {
                let question = format!("Drop the queue's message {id} ({reason})?");
                consent.to(&question)
            };
            drop_message(&storage, message_id, consent).await?
        }
    };
    match ended.map_err(|error| storage.failure(error))? {
        Discarded::Now => Ok(Box::new(Dropped(id.clone()))),
        Discarded::Changed => Err(Failure::NotParked(id.to_string())),
    }
}

async fn drop_message(
    storage: &Storage,
    message_id: &str,
    consent: impl FnOnce(&str) -> Result<(), Failure>,
) -> Result<Result<Discarded, StoreError>, Failure> {
    let key = Key::parked_message(message_id);
    let found = storage.table.get::<ParkedMessage>(&key).await;
    let found = found.map_err(|error| storage.failure(error))?;
    let found = found.ok_or_else(|| Failure::NotParked(message_id.to_owned()))?;
    consent(&found.record.reason)?;
    let mut reads = ReadSet::default();
    found.condition(&mut reads);
    Ok(remove(&storage.table, found.record.key(), &reads).await)
}

async fn remove(table: &Table, key: Key, reads: &ReadSet) -> Result<Discarded, StoreError> {
    let mut transaction = Transaction::default();
    transaction.remove(key, reads)?;
    Ok(match table.commit(&transaction).await? {
        Committed::Done => Discarded::Now,
        Committed::Lost(_) => Discarded::Changed,
    })
}

impl Report for Dropped {
    fn to_json(&self) -> Value {
        json!({ "dropped": self.0.to_string() })
    }
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dropped {}.", self.0)
    }
}
