//! A parked update, once more: an operator's second chance for it.

use std::panic::AssertUnwindSafe;

use bytes::Bytes;
use clock::Deadline;
use futures_util::FutureExt as _;
use store::{
    Cause, Committed, Key, ReadSet, Record as _, StoreError, Table, Transaction, Unreadable,
    Versioned,
};
use telegram::{Call, Envelope, Update};

use crate::addressed::is_for_nobody;
use crate::pipeline::{Purpose, Run};
use crate::{Bot, Class, Engine, EngineError, Outcome, ParkReason, Parked};

/// How the replay of a parked update ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Replay {
    /// It was handled, and its row is gone, in one transaction. There is no delivery that the reply
    /// could ride on: whoever replays sends it, once.
    Handled(Option<Call>),
    /// Nobody types such a message, so no build would do anything about it. Its row is gone.
    Idle,
    /// It is not for the bot as things are: in its group no form of the person is open any more, or it
    /// names another bot. The row stays as it is.
    Unaddressed,
    /// This build does not use updates of its kind, as another one may. The row stays as it is.
    Unused,
    /// There is no such row: somebody has replayed or dropped it, or a write of this replay was
    /// applied whose answer was lost.
    Gone,
    /// It cannot be handled now either; the row stays as it is.
    Failed(ParkReason),
    /// Passing trouble; the row stays as it is.
    Later(Cause),
}

impl<B: Bot> Engine<B> {
    /// Handles a parked update as if it came now, past the ids that the conversation remembers, and
    /// deletes its row in the transaction that writes what comes of it. However often and from wherever
    /// it is replayed, it is handled once. It is not throttled, and not parked again.
    ///
    /// Every outgoing request ends before `deadline`.
    pub async fn replay(&self, update_id: i64, deadline: Deadline) -> Replay {
        let replayed = self.replayed(update_id, deadline).await;
        replayed.unwrap_or_else(|error| match error {
            EngineError::Transient(cause) => Replay::Later(cause),
            EngineError::Park(reason) => Replay::Failed(reason),
        })
    }

    async fn replayed(&self, update_id: i64, deadline: Deadline) -> Result<Replay, EngineError> {
        let table = self.table.until(deadline);
        let Some(parked) = Parked::find(&table, update_id).await? else {
            return Ok(Replay::Gone);
        };
        let unreadable = |reason: String| EngineError::Park(ParkReason::Unreadable(reason));
        let envelope = Envelope::parse(Bytes::from(parked.record().body.clone()));
        let envelope = envelope.map_err(|error| unreadable(error.to_string()))?;
        let update = Update::parse(&envelope).map_err(|error| unreadable(error.to_string()))?;
        let run = Run::new(self, &envelope, Some(&update), deadline, Purpose::Replay);
        let ended = AssertUnwindSafe(run.rounds()).catch_unwind().await;
        let settled = ended.unwrap_or(Err(EngineError::Park(ParkReason::Panicked)))?;
        match settled.class {
            Class::Duplicate => Ok(Replay::Gone),
            Class::Ignored if update == Update::Unused => Ok(Replay::Unused),
            Class::Ignored if !is_for_nobody(&update, envelope.is_private()) => {
                Ok(Replay::Unaddressed)
            }
            Class::Ignored => Ok(match parked.discard(&table).await? {
                Discarded::Now => Replay::Idle,
                Discarded::Changed => Replay::Gone,
            }),
            _ => Ok(Replay::Handled(settled.reply)),
        }
    }
}

/// Whether a parked row was deleted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Discarded {
    /// It is gone.
    Now,
    /// It is not the row any more that was read: nothing was done.
    Changed,
}

/// A parked row with the version at which it was read.
#[derive(Clone, Debug)]
pub struct FoundParked(Versioned<Parked>);

impl Parked {
    /// The row of an update, if it is parked.
    ///
    /// # Errors
    /// [`StoreError`], also when this build cannot read the row.
    pub async fn find(table: &Table, update_id: i64) -> Result<Option<FoundParked>, StoreError> {
        let row = table.get::<Self>(&Key::parked(update_id)).await?;
        Ok(row.map(FoundParked))
    }

    /// The same, or the row itself where this build cannot read it.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn look(
        table: &Table,
        update_id: i64,
    ) -> Result<Option<Result<FoundParked, Unreadable>>, StoreError> {
        let row = table.find::<Self>(&Key::parked(update_id)).await?;
        Ok(row.map(|row| row.map(FoundParked)))
    }
}

impl FoundParked {
    /// The row.
    #[must_use]
    pub fn record(&self) -> &Parked {
        &self.0.record
    }

    /// Deletes the row and its trace, unless somebody has changed it since it was read.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn discard(&self, table: &Table) -> Result<Discarded, StoreError> {
        let mut reads = ReadSet::default();
        self.0.condition(&mut reads);
        let mut transaction = Transaction::default();
        transaction.remove(self.record().key(), &reads)?;
        if let Some(trace) = self.record().trace() {
            transaction.unindex(trace.key())?;
        }
        Ok(match table.commit(&transaction).await? {
            Committed::Done => Discarded::Now,
            Committed::Lost(_) => Discarded::Changed,
        })
    }

    /// Adds the deletion to what a handler has decided, unless it has decided on that row itself.
    pub(crate) fn end<B: Bot>(&self, outcome: Outcome<B>, reads: &mut ReadSet) -> Outcome<B> {
        let key = self.record().key();
        if outcome.decides_on(&key) {
            return outcome;
        }
        self.0.condition(reads);
        let outcome = outcome.remove(key);
        match self.record().trace() {
            Some(trace) => outcome.unindex(trace.key()),
            None => outcome,
        }
    }
}

/// What a round has to do with a parked row.
pub(crate) enum Row {
    /// Nothing: the update was delivered.
    None,
    /// It goes with what the round writes.
    Found(Box<FoundParked>),
    /// It has gone, so there is nothing left to do.
    Gone,
}

impl Row {
    pub(crate) fn found(self) -> Option<Box<FoundParked>> {
        match self {
            Self::Found(parked) => Some(parked),
            Self::None | Self::Gone => None,
        }
    }
}

impl<B: Bot> Run<'_, B> {
    pub(crate) async fn row(&self) -> Result<Row, EngineError> {
        if self.purpose == Purpose::Delivery {
            return Ok(Row::None);
        }
        let found = Parked::find(&self.table, self.envelope.update_id.get()).await?;
        Ok(found.map_or(Row::Gone, |row| Row::Found(Box::new(row))))
    }
}
