//! One item's part in a transaction, as DynamoDB's expressions.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
    Update,
};

use crate::record::{Attributes, number};
use crate::transaction::primary_key;
use crate::{Expected, Key, StoreError};

/// One item's part: the condition, and what is done.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// `None` for a row that follows another record, whatever is there.
    pub(crate) expected: Option<Expected>,
    pub(crate) action: Action,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    Check,
    Set(Assignment),
    Delete,
}

/// The attributes that a write sets and removes, as the rest of an update expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Assignment {
    expression: String,
    names: Vec<(String, String)>,
    values: Vec<(String, AttributeValue)>,
}

/// An update's expression, its condition, and what they name.
pub(crate) struct Expression {
    pub(crate) text: String,
    pub(crate) condition: Option<String>,
    pub(crate) names: Option<HashMap<String, String>>,
    pub(crate) values: HashMap<String, AttributeValue>,
}

impl Step {
    pub(crate) fn on(expected: Expected, action: Action) -> Self {
        let expected = Some(expected);
        Self { expected, action }
    }

    pub(crate) fn following(action: Action) -> Self {
        Self {
            expected: None,
            action,
        }
    }

    /// The condition of a record that the decision rests on, unless there is one already.
    pub(crate) fn expect(&mut self, expected: Expected) {
        self.expected.get_or_insert(expected);
    }

    /// Two steps on one item as one; `None` where they contradict each other. A row of an index
    /// may come twice, and one that both goes and comes stays.
    pub(crate) fn merged(&self, other: &Self) -> Option<Self> {
        let merged = match (&self.action, &other.action) {
            (Action::Check, _) if self.expected == other.expected => other,
            _ if self.expected.is_some() || other.expected.is_some() => return None,
            (Action::Delete, _) => other,
            (_, Action::Delete) => self,
            (was, is) if was == is => self,
            _ => return None,
        };
        Some(merged.clone())
    }

    /// The condition, and the value that it names.
    fn condition(&self) -> (Option<String>, Option<(String, AttributeValue)>) {
        match self.expected {
            None => (None, None),
            Some(Expected::Absent) => (Some("attribute_not_exists(pk)".into()), None),
            Some(Expected::Version(version)) => {
                let was = (":was".into(), number(version));
                (Some("v = :was".into()), Some(was))
            }
        }
    }

    /// The update expression of a write; the version of a new item is `first`.
    pub(crate) fn update(&self, set: &Assignment, first: u64) -> Expression {
        let (condition, was) = self.condition();
        let mut values: HashMap<_, _> = set.values.iter().cloned().chain(was).collect();
        let version = match self.expected {
            Some(expected) => {
                values.insert(":v".into(), number(expected.next(first)));
                ":v"
            }
            None => {
                values.insert(":v".into(), number(first));
                values.insert(":one".into(), number(1));
                "if_not_exists(v, :v) + :one"
            }
        };
        let names: HashMap<_, _> = set.names.iter().cloned().collect();
        Expression {
            text: format!("SET v = {version}{}", set.expression),
            condition,
            names: (!names.is_empty()).then_some(names),
            values,
        }
    }

    /// The step as an item of a transaction.
    pub(crate) fn to_item(
        &self,
        table: &str,
        key: &Key,
        first: u64,
    ) -> Result<TransactWriteItem, StoreError> {
        let unbuilt = |_| StoreError::fault("a transaction's item could not be built");
        let (condition, was) = self.condition();
        let was = was.map(|was| HashMap::from([was]));
        let item = TransactWriteItem::builder();
        let item = match &self.action {
            Action::Set(set) => {
                let expression = self.update(set, first);
                let update = Update::builder()
                    .table_name(table)
                    .set_key(Some(primary_key(key)))
                    .update_expression(expression.text)
                    .set_condition_expression(expression.condition)
                    .set_expression_attribute_names(expression.names)
                    .set_expression_attribute_values(Some(expression.values))
                    .return_values_on_condition_check_failure(
                        ReturnValuesOnConditionCheckFailure::AllOld,
                    );
                item.update(update.build().map_err(unbuilt)?)
            }
            Action::Delete => {
                let delete = Delete::builder()
                    .table_name(table)
                    .set_key(Some(primary_key(key)))
                    .set_condition_expression(condition)
                    .set_expression_attribute_values(was);
                item.delete(delete.build().map_err(unbuilt)?)
            }
            Action::Check => {
                let check = ConditionCheck::builder()
                    .table_name(table)
                    .set_key(Some(primary_key(key)))
                    .set_condition_expression(condition)
                    .set_expression_attribute_values(was);
                item.condition_check(check.build().map_err(unbuilt)?)
            }
        };
        Ok(item.build())
    }
}

impl Assignment {
    pub(crate) fn new(attributes: Attributes) -> Self {
        let mut assignment = Self {
            expression: String::new(),
            names: Vec::new(),
            values: Vec::new(),
        };
        let set: BTreeMap<_, _> = attributes.set.into_iter().collect();
        for (index, (name, value)) in set.into_iter().enumerate() {
            let _ = write!(assignment.expression, ", #s{index} = :s{index}");
            assignment.names.push((format!("#s{index}"), name));
            assignment.values.push((format!(":s{index}"), value));
        }
        for (index, name) in attributes.remove.into_iter().enumerate() {
            let separator = if index == 0 { " REMOVE" } else { "," };
            let _ = write!(assignment.expression, "{separator} #r{index}");
            let named = (format!("#r{index}"), name.to_owned());
            assignment.names.push(named);
        }
        assignment
    }
}
