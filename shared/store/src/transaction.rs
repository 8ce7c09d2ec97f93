use std::collections::BTreeMap;
use std::fmt::Write as _;

use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use jiff::Timestamp;

use crate::record::{Attributes, encode, number};
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

    pub(crate) fn next(self) -> u64 {
        match self {
            Self::Absent => 1,
            Self::Version(version) => version + 1,
        }
    }
}

/// Writes that happen together or not at all, one item a key.
#[derive(Debug, Default)]
pub struct Transaction {
    conversation: Option<Key>,
    steps: BTreeMap<Key, Step>,
}

/// One item's part: the condition, and what is set if it is a write.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) expected: Expected,
    pub(crate) change: Option<Change>,
}

/// The attributes that a write sets and removes, as an update expression.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) expression: String,
    pub(crate) names: Vec<(String, String)>,
    pub(crate) values: Vec<(String, AttributeValue)>,
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
        self.write(
            key,
            Expected::at(conversation.version),
            conversation.to_attributes(now),
        )
    }

    /// Writes a record over the version that `reads` saw, or where it saw none.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when the record cannot be encoded or its key is written already.
    pub fn put<R: Record>(&mut self, record: &R, reads: &ReadSet) -> Result<(), StoreError> {
        let key = record.key();
        let expected = reads.expected(&key);
        self.write(key, expected, encode(record)?)
    }

    /// Checks every record that the decision rests on and that is not written.
    pub fn check(&mut self, reads: &ReadSet) {
        for (key, expected) in reads.relied_on() {
            self.steps.entry(key.clone()).or_insert(Step {
                expected,
                change: None,
            });
        }
    }

    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.values().all(|step| step.change.is_none())
    }

    pub(crate) fn steps(&self) -> &BTreeMap<Key, Step> {
        &self.steps
    }

    pub(crate) fn is_conversation(&self, key: &Key) -> bool {
        self.conversation.as_ref() == Some(key)
    }

    fn write(
        &mut self,
        key: Key,
        expected: Expected,
        attributes: Attributes,
    ) -> Result<(), StoreError> {
        let step = Step {
            expected,
            change: Some(Change::new(expected, attributes)),
        };
        match self.steps.insert(key, step) {
            Some(earlier) if earlier.change.is_some() => {
                Err(StoreError::fault("two writes to one item"))
            }
            _ if self.steps.len() > Self::MAX_ITEMS => {
                Err(StoreError::fault("more than 100 items in a transaction"))
            }
            _ => Ok(()),
        }
    }
}

impl Change {
    fn new(expected: Expected, attributes: Attributes) -> Self {
        let mut change = Self {
            expression: "SET v = :v".into(),
            names: Vec::new(),
            values: Vec::new(),
        };
        change.values.push((":v".into(), number(expected.next())));
        let set: BTreeMap<_, _> = attributes.set.into_iter().collect();
        for (index, (name, value)) in set.into_iter().enumerate() {
            let _ = write!(change.expression, ", #s{index} = :s{index}");
            change.names.push((format!("#s{index}"), name));
            change.values.push((format!(":s{index}"), value));
        }
        for (index, name) in attributes.remove.into_iter().enumerate() {
            let _ = write!(
                change.expression,
                "{} #r{index}",
                if index == 0 { " REMOVE" } else { "," }
            );
            change.names.push((format!("#r{index}"), name.to_owned()));
        }
        change
    }
}

impl Step {
    /// The condition, and the value that it names.
    pub(crate) fn condition(&self) -> (&'static str, Option<(String, AttributeValue)>) {
        match self.expected {
            Expected::Absent => ("attribute_not_exists(pk)", None),
            Expected::Version(version) => ("v = :was", Some((":was".into(), number(version)))),
        }
    }

    pub(crate) fn to_item(&self, table: &str, key: &Key) -> Result<TransactWriteItem, StoreError> {
        let unbuilt = |_| StoreError::fault("a transaction's item could not be built");
        let (condition, was) = self.condition();
        let mut item = TransactWriteItem::builder();
        if let Some(change) = &self.change {
            let update = Update::builder()
                .table_name(table)
                .set_key(Some(primary_key(key)))
                .update_expression(&change.expression)
                .condition_expression(condition)
                .set_expression_attribute_names(non_empty(&change.names))
                .set_expression_attribute_values(non_empty(change.values.iter().chain(&was)))
                .return_values_on_condition_check_failure(
                    ReturnValuesOnConditionCheckFailure::AllOld,
                );
            item = item.update(update.build().map_err(unbuilt)?);
        } else {
            let check = ConditionCheck::builder()
                .table_name(table)
                .set_key(Some(primary_key(key)))
                .condition_expression(condition)
                .set_expression_attribute_values(non_empty(&was));
            item = item.condition_check(check.build().map_err(unbuilt)?);
        }
        Ok(item.build())
    }
}

pub(crate) fn non_empty<'a, V: Clone + 'a>(
    pairs: impl IntoIterator<Item = &'a (String, V)>,
) -> Option<std::collections::HashMap<String, V>> {
    let map: std::collections::HashMap<_, _> = pairs.into_iter().cloned().collect();
    (!map.is_empty()).then_some(map)
}

pub(crate) fn primary_key(key: &Key) -> Item {
    Item::from([
        ("pk".into(), AttributeValue::S(key.pk().into())),
        ("sk".into(), AttributeValue::S(key.sk().into())),
    ])
}
