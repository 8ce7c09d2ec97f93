use std::collections::BTreeMap;

use crate::{Expected, Key};

/// What a decision rests on: the version of each record that was read.
///
/// The read set is the condition set: what is in it is written or condition-checked in the
/// transaction of the decision.
#[derive(Clone, Debug, Default)]
pub struct ReadSet(BTreeMap<Key, Read>);

#[derive(Clone, Copy, Debug)]
struct Read {
    expected: Expected,
    checked: bool,
}

impl ReadSet {
    /// Notes a record that was loaded but that no decision rests on yet.
    pub fn know(&mut self, key: Key, version: u64) {
        self.0.entry(key).or_insert(Read {
            expected: Expected::at(version),
            checked: false,
        });
    }

    /// Notes that the decision rests on a record; version 0 says that there was none.
    pub fn rely_on(&mut self, key: Key, version: u64) {
        let read = self.0.entry(key).or_insert(Read {
            expected: Expected::at(version),
            checked: true,
        });
        read.checked = true;
    }

    /// What a write to `key` has to expect: the version read, or no item at all.
    #[must_use]
    pub fn expected(&self, key: &Key) -> Expected {
        self.0
            .get(key)
            .map_or(Expected::Absent, |read| read.expected)
    }

    /// The records that the decision rests on.
    pub fn relied_on(&self) -> impl Iterator<Item = (&Key, Expected)> {
        self.0
            .iter()
            .filter(|(_, read)| read.checked)
            .map(|(key, read)| (key, read.expected))
    }
}
