use std::fmt;

use engine::{Discarded, FoundParked, Parked};
use outbox::ParkedMessage;
use serde_json::{Value, json};
use settings::Environment;
use store::{
    Committed, Key, ReadSet, Record as _, StoreError, Table, Transaction, Unreadable, Versioned,
};

use super::Id;
use crate::confirm::Consent;
use crate::failure::Failure;
use crate::report::{Ended, Report};
use crate::storage::Storage;

/// It is gone.
struct Dropped(Id);

/// What lies under an id.
enum Found {
    Update(FoundParked),
    Message(Versioned<ParkedMessage>),
    Unreadable(Unreadable),
}

/// Reads it, asks, and deletes what was read; what has changed meanwhile stays.
pub(crate) async fn run(environment: &Environment, id: &Id, yes: bool) -> Ended {
    let storage = Storage::of(environment)?;
    let found = Found::under(id, &storage.table).await;
    let found = found.map_err(|error| storage.failure(error))?;
    let found = found.ok_or_else(|| Failure::NotParked(id.to_string()))?;
    Consent::of(yes).to(&found.question(id))?;
    let ended = found.delete(&storage.table).await;
    match ended.map_err(|error| storage.failure(error))? {
        Discarded::Now => Ok(Box::new(Dropped(id.clone()))),
        Discarded::Changed => Err(Failure::NotParked(id.to_string())),
    }
}

impl Found {
    async fn under(id: &Id, table: &Table) -> Result<Option<Self>, StoreError> {
        Ok(match id {
            Id::Update(update_id) => {
                let found = Parked::look(table, *update_id).await?;
                found.map(|found| found.map_or_else(Self::Unreadable, Self::Update))
            }
            Id::Message(message_id) => {
                let found = table.find(&Key::parked_message(message_id)).await?;
                found.map(|found| found.map_or_else(Self::Unreadable, Self::Message))
            }
        })
    }

    fn question(&self, id: &Id) -> String {
        match self {
            Self::Update(found) => {
                let Parked { kind, reason, .. } = found.record();
                format!("Drop update {id} ({kind}, {reason}) unhandled?")
            }
            Self::Message(found) => {
                let reason = &found.record.reason;
                format!("Drop the queue's message {id} ({reason})?")
            }
            Self::Unreadable(_) => {
                format!("Drop {id}, whose row this build cannot read, unhandled?")
            }
        }
    }

    async fn delete(&self, table: &Table) -> Result<Discarded, StoreError> {
        let committed = match self {
            Self::Update(found) => return found.discard(table).await,
            Self::Message(found) => remove(table, found).await?,
            Self::Unreadable(row) => table.delete_unread(row).await?,
        };
        Ok(match committed {
            Committed::Done => Discarded::Now,
            Committed::Lost(_) => Discarded::Changed,
        })
    }
}

async fn remove(table: &Table, found: &Versioned<ParkedMessage>) -> Result<Committed, StoreError> {
    let mut reads = ReadSet::default();
    found.condition(&mut reads);
    let mut transaction = Transaction::default();
    transaction.remove(found.record.key(), &reads)?;
    table.commit(&transaction).await
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
