//! One record as a state machine: read it, decide, replace just that version of it.

use crate::{
    Committed, Expected, Item, Key, ReadSet, Record, StoreError, Table, Transaction, decode,
    version,
};

/// A record with the version at which it was read or written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Versioned<R> {
    /// The record.
    pub record: R,
    version: u64,
}

impl<R: Record> Versioned<R> {
    /// A record from an item that was read with others.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when this build cannot read it.
    pub fn of(item: Item) -> Result<Self, StoreError> {
        let version = version(&item)?;
        Ok(Self {
            record: decode(item)?,
            version,
        })
    }

    /// The version as the condition of a transaction.
    pub fn condition(&self, reads: &mut ReadSet) {
        reads.rely_on(self.record.key(), self.version);
    }
}

impl Table {
    /// Reads a record, strongly consistent.
    ///
    /// # Errors
    /// [`StoreError`], also when this build cannot read the record.
    pub async fn get<R: Record>(&self, key: &Key) -> Result<Option<Versioned<R>>, StoreError> {
        self.item(key).await?.map(Versioned::of).transpose()
    }

    /// Replaces a record, if it still has the version that was read; `None` if it has not.
    ///
    /// A write whose answer was lost is recognised by its content, so two writers must not
    /// write the same: give each a mark of its own.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn replace<R>(
        &self,
        was: &Versioned<R>,
        record: R,
    ) -> Result<Option<Versioned<R>>, StoreError>
    where
        R: Record + PartialEq,
    {
        self.write(record, Expected::Version(was.version)).await
    }

    /// Writes a record where there is none; `None` if there is one.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn insert<R: Record + PartialEq>(
        &self,
        record: R,
    ) -> Result<Option<Versioned<R>>, StoreError> {
        self.write(record, Expected::Absent).await
    }

    /// Writes a record over one that this build cannot read.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn overwrite<R: Record + PartialEq>(
        &self,
        record: R,
    ) -> Result<Option<Versioned<R>>, StoreError> {
        let there = self.item(&record.key()).await?;
        let there = there.as_ref().map(version).transpose()?;
        self.write(record, Expected::at(there.unwrap_or_default()))
            .await
    }

    async fn write<R: Record + PartialEq>(
        &self,
        record: R,
        expected: Expected,
    ) -> Result<Option<Versioned<R>>, StoreError> {
        let mut reads = ReadSet::default();
        if let Expected::Version(version) = expected {
            reads.rely_on(record.key(), version);
        }
        let mut transaction = Transaction::default();
        transaction.put(&record, &reads)?;
        let first = self.first_version();
        let written = Versioned {
            version: expected.next(first),
            record,
        };
        match self.commit_from(&transaction, first).await? {
            Committed::Done => Ok(Some(written)),
            Committed::Lost(_) => {
                let there = self.get::<R>(&written.record.key()).await?;
                Ok(there.filter(|there| *there == written))
            }
        }
    }
}
