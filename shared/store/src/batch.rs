//! Records of several types, read in one request.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::KeysAndAttributes;

use crate::query::Consistency;
use crate::reads::Purpose;
use crate::record::version;
use crate::transaction::primary_key;
use crate::{Cause, Item, Key, ReadSet, Record, StoreError, Table, Versioned, decode};

/// What to read, and what for.
#[derive(Clone, Debug, Default)]
pub struct Keys(BTreeMap<Key, Purpose>);

/// The records that one request has read, to be taken out by key.
#[derive(Debug, Default)]
pub struct Batch(BTreeMap<Key, Option<Item>>);

impl Keys {
    /// DynamoDB's bound on the keys of one request.
    pub const MAX: usize = 100;

    /// One more record, which the decision rests on: its version, or its absence, becomes a
    /// condition of whatever is written.
    #[must_use]
    pub fn rely_on(mut self, key: Key) -> Self {
        self.0.insert(key, Purpose::Deciding);
        self
    }

    /// One more record, to be shown, or to be written and nothing else: only if it is written
    /// itself its version becomes a condition.
    #[must_use]
    pub fn look_at(mut self, key: Key) -> Self {
        self.0.entry(key).or_insert(Purpose::Showing);
        self
    }
}

impl Batch {
    /// Whether there is such a record, and it was not taken yet; one that this build cannot read
    /// included.
    #[must_use]
    pub fn holds(&self, key: &Key) -> bool {
        matches!(self.0.get(key), Some(Some(_)))
    }

    /// Takes a record out; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when this build cannot read it, when it was taken before, or when
    /// it was not asked for: that must not read as "there is none".
    pub fn take<R: Record>(&mut self, key: &Key) -> Result<Option<R>, StoreError> {
        let item = self.0.remove(key);
        let item = item.ok_or_else(|| StoreError::fault("a record was taken that was not read"))?;
        item.map(decode).transpose()
    }

    /// Takes a record out with the version at which it was read, as [`Batch::take`] does.
    ///
    /// # Errors
    /// As [`Batch::take`].
    pub fn take_versioned<R: Record>(
        &mut self,
        key: &Key,
    ) -> Result<Option<Versioned<R>>, StoreError> {
        let item = self.0.remove(key);
        let item = item.ok_or_else(|| StoreError::fault("a record was taken that was not read"))?;
        item.map(Versioned::of).transpose()
    }
}

impl Table {
    /// Reads up to [`Keys::MAX`] records: one strongly consistent request, or none for no keys.
    /// Each is as it was at some moment of the request; their conditions make them hold together.
    ///
    /// # Errors
    /// [`StoreError`], also when some keys stayed unprocessed, and when a record was read before
    /// at another version. One that this build cannot read fails when it is taken.
    pub async fn batch(&self, keys: &Keys, reads: &mut ReadSet) -> Result<Batch, StoreError> {
        if keys.0.is_empty() {
            return Ok(Batch::default());
        }
        if keys.0.len() > Keys::MAX {
            return Err(StoreError::fault("more than 100 keys in a batch"));
        }
        let items = || self.items(keys.0.keys(), Consistency::Strong);
        let items = self.retrying(items).await?;
        let mut found: BTreeMap<_, _> = items
            .into_iter()
            .filter_map(|item| Some((Key::of(&item)?, item)))
            .collect();
        let mut batch = Batch::default();
        for (key, purpose) in &keys.0 {
            let item = found.remove(key);
            let version = item.as_ref().map(version).transpose()?.unwrap_or_default();
            reads.see(key.clone(), version, *purpose)?;
            batch.0.insert(key.clone(), item);
        }
        Ok(batch)
    }

    /// Those of up to [`Keys::MAX`] records that there are, in any order and as they were a moment
    /// ago: one request at half the price of [`Table::batch`], or none for no keys. One that this
    /// build cannot read counts as none.
    ///
    /// # Errors
    /// [`StoreError`], also when some keys stayed unprocessed.
    pub async fn skim_batch<R: Record>(
        &self,
        keys: &[Key],
    ) -> Result<Vec<Versioned<R>>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        if keys.len() > Keys::MAX {
            return Err(StoreError::fault("more than 100 keys in a batch"));
        }
        let items = || self.items(keys.iter(), Consistency::Eventual);
        let items = self.retrying(items).await?.into_iter();
        Ok(items.filter_map(|item| Versioned::of(item).ok()).collect())
    }

    /// The items that there are under these keys, in any order: one batch.
    pub(crate) async fn items(
        &self,
        keys: impl Iterator<Item = &Key>,
        consistency: Consistency,
    ) -> Result<Vec<Item>, StoreError> {
        let keys = KeysAndAttributes::builder()
            .consistent_read(consistency == Consistency::Strong)
            .set_keys(Some(keys.map(primary_key).collect()))
            .build()
            .map_err(|_| StoreError::fault("a batch could not be built"))?;
        let request = self.client.batch_get_item();
        let request = request.request_items(&*self.name, keys);
        let answer = self.request(Box::pin(request.send())).await?;
        if answer
            .unprocessed_keys
            .is_some_and(|unprocessed| !unprocessed.is_empty())
        {
            return Err(StoreError::Transient(Cause::HalfAnswer));
        }
        let items = answer
            .responses
            .and_then(|mut tables| tables.remove(&*self.name));
        Ok(items.unwrap_or_default())
    }
}
