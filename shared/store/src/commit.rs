//! What is written: one conditional write, or one transaction.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{CancellationReason, ReturnValuesOnConditionCheckFailure};

use crate::step::{Action, Expression};
use crate::transaction::primary_key;
use crate::{Conversation, Item, Key, StoreError, Table, Transaction};

/// How a commit ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Committed {
    /// Everything is written.
    Done,
    /// Nothing is written: something has changed since it was read. The conversation as it is
    /// now, if it was the conversation that had changed.
    Lost(Option<Box<Conversation>>),
}

impl Table {
    /// Writes everything in `transaction`, or nothing: one request, made again after passing
    /// trouble. A write whose answer was lost is recognised by its token, or by the caller in the
    /// conversation that [`Committed::Lost`] brings.
    ///
    /// # Errors
    /// [`StoreError`]; what was written is unknown then, except for a fault, which wrote nothing.
    pub async fn commit(&self, transaction: &Transaction) -> Result<Committed, StoreError> {
        self.commit_from(transaction, self.first_version()).await
    }

    /// The version of the items that are made now: epoch milliseconds, so that an item that is
    /// made again never has a version of its earlier life.
    pub(crate) fn first_version(&self) -> u64 {
        let now = self.clock.now().as_millisecond();
        u64::try_from(now).unwrap_or_default().max(1)
    }

    pub(crate) async fn commit_from(
        &self,
        transaction: &Transaction,
        first: u64,
    ) -> Result<Committed, StoreError> {
        if transaction.is_adrift() {
            return Err(StoreError::fault(
                "rows of an index without the record that they follow",
            ));
        }
        let token = format!("{:016x}", self.entropy.next());
        self.retrying(|| self.commit_once(transaction, first, &token))
            .await
    }

    async fn commit_once(
        &self,
        transaction: &Transaction,
        first: u64,
        token: &str,
    ) -> Result<Committed, StoreError> {
        let mut steps = transaction.steps().iter();
        match (steps.next(), steps.next()) {
            (None, _) => Ok(Committed::Done),
            (Some((key, step)), None) => match &step.action {
                Action::Set(set) => {
                    let first = transaction.first_version(key, first);
                    let update = step.update(set, first);
                    self.commit_one(transaction, key, update).await
                }
                Action::Check | Action::Delete => self.commit_all(transaction, first, token).await,
            },
            _ => self.commit_all(transaction, first, token).await,
        }
    }

    async fn commit_one(
        &self,
        transaction: &Transaction,
        key: &Key,
        update: Expression,
    ) -> Result<Committed, StoreError> {
        let request = self
            .client
            .update_item()
            .table_name(&*self.name)
            .set_key(Some(primary_key(key)))
            .update_expression(update.text)
            .set_condition_expression(update.condition)
            .set_expression_attribute_names(update.names)
            .set_expression_attribute_values(Some(update.values))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match self.answer(Box::pin(request.send())).await? {
            Ok(_) => Ok(Committed::Done),
            Err(SdkError::ServiceError(error)) => match error.err() {
                UpdateItemError::ConditionalCheckFailedException(failed) => {
                    lost(transaction, key, failed.item.as_ref())
                }
                _ => Err(StoreError::of(&SdkError::ServiceError(error))),
            },
            Err(error) => Err(StoreError::of(&error)),
        }
    }

    async fn commit_all(
        &self,
        transaction: &Transaction,
        first: u64,
        token: &str,
    ) -> Result<Committed, StoreError> {
        let items: Result<Vec<_>, _> = transaction
            .steps()
            .iter()
            .map(|(key, step)| step.to_item(&self.name, key, transaction.first_version(key, first)))
            .collect();
        let request = self
            .client
            .transact_write_items()
            .set_transact_items(Some(items?))
            .client_request_token(token);
        match self.answer(Box::pin(request.send())).await? {
            Ok(_) => Ok(Committed::Done),
            Err(SdkError::ServiceError(error)) => match error.err() {
                TransactWriteItemsError::TransactionCanceledException(canceled) => {
                    cancelled(transaction, canceled.cancellation_reasons())
                }
                _ => Err(StoreError::of(&SdkError::ServiceError(error))),
            },
            Err(error) => Err(StoreError::of(&error)),
        }
    }
}

/// Reads the reasons item by item; DynamoDB gives one for each item, in order. A fault outranks
/// a lost race, and a lost race outranks what would pass by itself.
fn cancelled(
    transaction: &Transaction,
    reasons: &[CancellationReason],
) -> Result<Committed, StoreError> {
    let (mut conditions, mut transient) = (Vec::new(), None);
    for (key, reason) in transaction.steps().keys().zip(reasons) {
        match reason.code() {
            None | Some("None") => {}
            Some("ConditionalCheckFailed") => conditions.push((key, reason.item())),
            Some(code) => match StoreError::of_code(code, 400) {
                fault @ StoreError::Fault(_) => return Err(fault),
                passing @ StoreError::Transient(_) => transient = Some(passing),
            },
        }
    }
    match conditions
        .iter()
        .find(|(key, _)| transaction.is_conversation(key))
        .or(conditions.first())
    {
        Some((key, item)) => lost(transaction, key, *item),
        None => Err(transient
            .unwrap_or_else(|| StoreError::fault("a transaction was cancelled without a reason"))),
    }
}

fn lost(
    transaction: &Transaction,
    key: &Key,
    item: Option<&Item>,
) -> Result<Committed, StoreError> {
    let item = item.filter(|_| transaction.is_conversation(key));
    let conversation = item.map(Conversation::from_item).transpose()?;
    Ok(Committed::Lost(conversation.map(Box::new)))
}
