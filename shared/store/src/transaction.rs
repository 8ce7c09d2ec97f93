use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use crate::conversation::SAID;
use crate::record::{Attributes, encode};
use crate::step::{Action, Assignment, Step};
use crate::{Conversation, Item, Key, ReadSet, Record, StoreError};

/// What a write expects to find in its place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Expected {
    /// No item.
    Absent,
    /// An item of this version.
    Version(u64),
}

impl Expected {
    /// What is expected of an item that was read at `version`; 0 says that there was none.
    #[must_use]
    pub fn at(version: u64) -> Self {
        if version == 0 {
            Self::Absent
        } else {
            Self::Version(version)
        }
    }

    /// The version that a write leaves; that of a new item is `first`.
    pub(crate) fn next(self, first: u64) -> u64 {
        match self {
            Self::Absent => first,
            Self::Version(version) => version + 1,
        }
    }
}

/// Writes that happen together or not at all, one item a key.
#[derive(Debug, Default)]
pub struct Transaction {
    conversation: Option<Key>,
    /// Rows that follow the conversation itself.
    beside_it: BTreeSet<Key>,
    steps: BTreeMap<Key, Step>,
}

impl Transaction {
    /// DynamoDB's bound on the items of one transaction.
    pub const MAX_ITEMS: usize = 100;

    /// Writes the conversation that was read at `conversation.version`.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when the key is written already.
    pub fn conversation(
        &mut self,
        key: Key,
        conversation: &Conversation,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.conversation = Some(key.clone());
        let expected = Expected::at(conversation.version);
        let set = Assignment::new(conversation.to_attributes(now));
        self.add(key, Step::on(expected, Action::Set(set)))
    }

    /// Empties another conversation of what was said in it, at the version that `reads` saw. The
    /// updates that it has seen stay, so a repetition of one changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when `reads` does not know it or it is written already.
    pub fn silence(&mut self, key: Key, reads: &ReadSet) -> Result<(), StoreError> {
        let unread = || StoreError::fault("a conversation is emptied that was not read");
        let expected = reads.seen(&key).ok_or_else(unread)?;
        let action = match expected {
            Expected::Absent => Action::Check,
            Expected::Version(_) => Action::Set(Assignment::new(Attributes {
                set: Item::new(),
                remove: SAID.to_vec(),
            })),
        };
        self.add(key, Step::on(expected, action))
    }

    /// Writes a record over the version that `reads` saw, or where it saw none.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when the record cannot be encoded or its key is written already.
    pub fn put<R: Record>(&mut self, record: &R, reads: &ReadSet) -> Result<(), StoreError> {
        let key = record.key();
        let set = Assignment::new(encode(record)?);
        let step = Step::on(reads.expected(&key), Action::Set(set));
        self.add(key, step)
    }

    /// Deletes a record at the version that `reads` saw. Where it saw none, that becomes the
    /// condition.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when `reads` does not know it or it is written already.
    pub fn remove(&mut self, key: Key, reads: &ReadSet) -> Result<(), StoreError> {
        let unread = || StoreError::fault("a record is removed that was not read");
        let expected = reads.seen(&key).ok_or_else(unread)?;
        let action = match expected {
            Expected::Absent => Action::Check,
            Expected::Version(_) => Action::Delete,
        };
        self.add(key, Step::on(expected, action))
    }

    /// Writes a row of an index, whatever is there: a record that the row can be made from is
    /// conditioned in this transaction, which therefore has no rival.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when the row cannot be encoded or its key is written otherwise.
    pub fn index<R: Record>(&mut self, row: &R) -> Result<(), StoreError> {
        let set = Assignment::new(encode(row)?);
        self.add(row.key(), Step::following(Action::Set(set)))
    }

    /// The same for a row that follows the conversation itself.
    ///
    /// # Errors
    /// As [`Transaction::index`].
    pub fn index_beside_conversation<R: Record>(&mut self, row: &R) -> Result<(), StoreError> {
        self.beside_it.insert(row.key());
        self.index(row)
    }

    /// Deletes a row of an index, if there is one; see [`Transaction::index`], which outranks it.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when its key is written otherwise.
    pub fn unindex(&mut self, key: Key) -> Result<(), StoreError> {
        self.add(key, Step::following(Action::Delete))
    }

    /// Checks every record that the decision rests on and that is not written.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when there are more than [`Transaction::MAX_ITEMS`].
    pub fn check(&mut self, reads: &ReadSet) -> Result<(), StoreError> {
        for (key, expected) in reads.relied_on() {
            let step = self.steps.entry(key.clone());
            step.and_modify(|step| step.expect(expected))
                .or_insert_with(|| Step::on(expected, Action::Check));
        }
        self.bounded()
    }

    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.values().all(|step| step.action == Action::Check)
    }

    pub(crate) fn steps(&self) -> &BTreeMap<Key, Step> {
        &self.steps
    }

    pub(crate) fn is_conversation(&self, key: &Key) -> bool {
        self.conversation.as_ref() == Some(key)
    }

    /// The version of an item that is made now: `first`, but 1 for a conversation, which nobody
    /// removes.
    pub(crate) fn first_version(&self, key: &Key, first: u64) -> u64 {
        if self.is_conversation(key) { 1 } else { first }
    }

    /// Whether the rows of indexes come without the record that they follow.
    pub(crate) fn is_adrift(&self) -> bool {
        let mut steps = self.steps.iter();
        let is_held = |key: &Key| self.conversation.is_some() && self.beside_it.contains(key);
        let follows = |(key, step): (&Key, &Step)| step.expected.is_none() && !is_held(key);
        self.steps.iter().any(follows)
            && !steps.any(|(key, step)| step.expected.is_some() && !self.is_conversation(key))
    }

    fn add(&mut self, key: Key, step: Step) -> Result<(), StoreError> {
        match self.steps.entry(key) {
            Entry::Vacant(place) => drop(place.insert(step)),
            Entry::Occupied(mut place) => {
                let twice = || StoreError::fault("two writes to one item");
                let merged = place.get().merged(&step).ok_or_else(twice)?;
                place.insert(merged);
            }
        }
        self.bounded()
    }

    fn bounded(&self) -> Result<(), StoreError> {
        if self.steps.len() > Self::MAX_ITEMS {
            return Err(StoreError::fault("more than 100 items in a transaction"));
        }
        Ok(())
    }
}

pub(crate) fn primary_key(key: &Key) -> Item {
    Item::from([
        ("pk".into(), AttributeValue::S(key.pk().into())),
        ("sk".into(), AttributeValue::S(key.sk().into())),
    ])
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Clone, Deserialize, Serialize)]
    struct Row {
        id: String,
        of: u32,
    }

    impl Record for Row {
        const SCHEMA: u16 = 1;

        fn key(&self) -> Key {
            Key::parked_message(&self.id)
        }
    }

    fn row(id: &str, of: u32) -> Row {
        Row { id: id.into(), of }
    }

    fn actions(transaction: &Transaction) -> Vec<&Action> {
        let steps = transaction.steps().values();
        steps.map(|step| &step.action).collect()
    }

    #[test]
    fn an_index_row_that_goes_and_comes_stays() {
        let there = row("ann", 1);
        let mut leaving_first = Transaction::default();
        leaving_first.unindex(there.key()).unwrap();
        leaving_first.index(&there).unwrap();
        let mut coming_first = Transaction::default();
        coming_first.index(&there).unwrap();
        coming_first.unindex(there.key()).unwrap();
        for transaction in [leaving_first, coming_first] {
            assert!(matches!(actions(&transaction)[..], [Action::Set(_)]));
        }
    }

    #[test]
    fn two_different_writes_to_one_item_are_a_fault() {
        let reads = ReadSet::default();
        let mut transaction = Transaction::default();
        transaction.index(&row("ann", 1)).unwrap();
        transaction.index(&row("ann", 1)).unwrap();
        assert!(transaction.index(&row("ann", 2)).is_err());
        assert!(transaction.put(&row("ann", 1), &reads).is_err());
        transaction.put(&row("bob", 1), &reads).unwrap();
        assert!(transaction.put(&row("bob", 1), &reads).is_err());
        assert!(transaction.unindex(row("bob", 1).key()).is_err());
    }

    #[test]
    fn an_index_row_that_was_relied_on_has_its_condition() {
        let (there, mut reads) = (row("ann", 1), ReadSet::default());
        reads.rely_on(there.key(), 7);
        let mut transaction = Transaction::default();
        transaction.index(&there).unwrap();
        transaction.check(&reads).unwrap();
        let step = &transaction.steps()[&there.key()];
        assert_eq!(step.expected, Some(Expected::Version(7)));
        assert!(matches!(step.action, Action::Set(_)));
    }

    #[test]
    fn only_what_was_read_can_be_removed() {
        let (there, mut reads) = (row("ann", 1), ReadSet::default());
        let mut transaction = Transaction::default();
        assert!(transaction.remove(there.key(), &reads).is_err());
        reads.know(there.key(), 3);
        transaction.remove(there.key(), &reads).unwrap();
        assert_eq!(actions(&transaction), [&Action::Delete]);
        let mut absent = Transaction::default();
        reads.know(row("bob", 1).key(), 0);
        absent.remove(row("bob", 1).key(), &reads).unwrap();
        assert!(absent.is_empty(), "there is nothing to delete");
    }

    #[test]
    fn a_hundred_items_are_the_most() {
        let (mut transaction, mut reads) = (Transaction::default(), ReadSet::default());
        for number in 0..99 {
            transaction.index(&row(&number.to_string(), 1)).unwrap();
        }
        reads.rely_on(row("a", 1).key(), 1);
        transaction.check(&reads).unwrap();
        assert!(transaction.unindex(row("b", 1).key()).is_err());
        reads.rely_on(row("c", 1).key(), 1);
        assert!(transaction.check(&reads).is_err());
    }

    #[test]
    fn index_rows_alone_are_adrift() {
        let (mut transaction, mut reads) = (Transaction::default(), ReadSet::default());
        let conversation = Conversation::default();
        let key = Key::private_conversation(42);
        transaction
            .conversation(key, &conversation, Timestamp::UNIX_EPOCH)
            .unwrap();
        assert!(!transaction.is_adrift());
        transaction.index(&row("ann", 1)).unwrap();
        assert!(transaction.is_adrift());
        reads.rely_on(Key::profile(42), 1);
        transaction.check(&reads).unwrap();
        assert!(!transaction.is_adrift());
    }

    #[test]
    fn a_row_beside_the_conversation_is_held_by_it() {
        let mut transaction = Transaction::default();
        let ann = row("ann", 1);
        transaction.index_beside_conversation(&ann).unwrap();
        assert!(transaction.is_adrift(), "there is no conversation");
        let key = Key::group_conversation(-500, 42);
        let now = Timestamp::UNIX_EPOCH;
        transaction
            .conversation(key, &Conversation::default(), now)
            .unwrap();
        assert!(!transaction.is_adrift());
        transaction.index(&row("bob", 1)).unwrap();
        assert!(transaction.is_adrift(), "another row follows nothing");
    }

    #[test]
    fn only_a_conversation_that_was_read_is_emptied() {
        let (key, mut reads) = (Key::group_conversation(-500, 42), ReadSet::default());
        let mut transaction = Transaction::default();
        assert!(transaction.silence(key.clone(), &reads).is_err());
        reads.know(key.clone(), 3);
        transaction.silence(key.clone(), &reads).unwrap();
        let step = &transaction.steps()[&key];
        assert_eq!(step.expected, Some(Expected::Version(3)));
        assert!(matches!(step.action, Action::Set(_)));
    }
}
