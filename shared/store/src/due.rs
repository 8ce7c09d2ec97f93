//! The wake index: a hint at what is due. It is eventually consistent, so every decision is a
//! condition on the row.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use crate::record::{integer, number};
use crate::schema::WAKE_INDEX;
use crate::transaction::primary_key;
use crate::{Bucket, Key, StoreError, Table};

/// Something that is parked, as the index knows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Shelved {
    /// Where it lies.
    pub key: Key,
    /// When it was parked.
    pub at: Timestamp,
}

impl Table {
    /// The keys of at most `limit` items of one bucket whose wake time has come, the earliest
    /// first: one query.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn due(
        &self,
        bucket: u8,
        now: Timestamp,
        limit: u16,
    ) -> Result<Vec<Key>, StoreError> {
        let query = self
            .in_bucket(Bucket::Due(bucket), limit)
            .key_condition_expression("wb = :bucket AND wa <= :now")
            .expression_attribute_values(":now", number(now.as_millisecond()));
        let answer = self
            .retrying(|| self.request(Box::pin(query.clone().send())))
            .await?;
        Ok(answer.items().iter().filter_map(Key::of).collect())
    }

    /// At most `limit` of the updates and messages that are parked, the earliest first: one query,
    /// half a unit for each 4 KB of keys.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn parked(&self, limit: u16) -> Result<Vec<Shelved>, StoreError> {
        let query = self.in_bucket(Bucket::Parked, limit);
        let query = query.key_condition_expression("wb = :bucket");
        let answer = self
            .retrying(|| self.request(Box::pin(query.clone().send())))
            .await?;
        let shelved = answer.items().iter().filter_map(|item| {
            let at = Timestamp::from_millisecond(integer(item, "wa")?).ok()?;
            Some(Shelved {
                key: Key::of(item)?,
                at,
            })
        });
        Ok(shelved.collect())
    }

    fn in_bucket(&self, bucket: Bucket, limit: u16) -> QueryFluentBuilder {
        self.client
            .query()
            .table_name(&*self.name)
            .index_name(WAKE_INDEX)
            .expression_attribute_values(":bucket", AttributeValue::S(bucket.to_string()))
            .limit(i32::from(limit))
    }

    /// Takes an item out of the index that this build cannot read, and leaves the rest of it.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn leave_index(&self, key: &Key) -> Result<(), StoreError> {
        let update = self
            .client
            .update_item()
            .table_name(&*self.name)
            .set_key(Some(primary_key(key)));
        let update = update
            .condition_expression("attribute_exists(pk)")
            .update_expression("REMOVE wb, wa");
        match self.answer(Box::pin(update.send())).await? {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(())
            }
            Err(error) => Err(StoreError::of(&error)),
        }
    }
}
