use std::collections::BTreeMap;

use crate::record::version;
use crate::{Cause, Expected, Item, Key, StoreError};

/// What a decision rests on: the version of each record that was read.
///
/// The read set is the condition set: what the decision rests on is written or
/// condition-checked in its transaction. What was only seen is conditioned if it is written.
#[derive(Clone, Debug, Default)]
pub struct ReadSet(BTreeMap<Key, Read>);

/// What a record is read for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Purpose {
    Showing,
    Deciding,
}

#[derive(Clone, Copy, Debug)]
struct Read {
    expected: Expected,
    purpose: Purpose,
}

impl ReadSet {
    /// Notes a record that was loaded but that no decision rests on yet.
    pub fn know(&mut self, key: Key, version: u64) {
        self.note(key, version, Purpose::Showing);
    }

    /// Notes that the decision rests on a record; version 0 says that there was none.
    pub fn rely_on(&mut self, key: Key, version: u64) {
        self.note(key, version, Purpose::Deciding);
    }

    /// Notes a record that was read, perhaps for the second time.
    ///
    /// A record that shows two versions within one decision is a lost race: the first version,
    /// which something may rest on, would fail in the transaction.
    pub(crate) fn see(
        &mut self,
        key: Key,
        version: u64,
        purpose: Purpose,
    ) -> Result<(), StoreError> {
        let before = self.0.get(&key);
        if before.is_some_and(|read| read.expected != Expected::at(version)) {
            return Err(StoreError::Transient(Cause::Contended));
        }
        self.note(key, version, purpose);
        Ok(())
    }

    /// Notes an item that is shown.
    pub(crate) fn see_item(&mut self, item: &Item) -> Result<(), StoreError> {
        let key = Key::of(item).ok_or_else(|| StoreError::fault("an item without a key"))?;
        self.see(key, version(item)?, Purpose::Showing)
    }

    fn note(&mut self, key: Key, version: u64, purpose: Purpose) {
        let expected = Expected::at(version);
        let read = self.0.entry(key).or_insert(Read { expected, purpose });
        if purpose == Purpose::Deciding {
            read.purpose = purpose;
        }
    }

    /// What a write to `key` has to expect: the version read, or no item at all.
    #[must_use]
    pub fn expected(&self, key: &Key) -> Expected {
        self.seen(key).unwrap_or(Expected::Absent)
    }

    /// The version that was read; `None` when nobody has looked.
    pub(crate) fn seen(&self, key: &Key) -> Option<Expected> {
        self.0.get(key).map(|read| read.expected)
    }

    /// The records that the decision rests on.
    pub fn relied_on(&self) -> impl Iterator<Item = (&Key, Expected)> {
        self.0
            .iter()
            .filter(|(_, read)| read.purpose == Purpose::Deciding)
            .map(|(key, read)| (key, read.expected))
    }
}
