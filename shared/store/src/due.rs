//! The wake index: a hint at what is due. It is eventually consistent, so every decision is a
//! condition on the row.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use crate::record::number;
use crate::schema::WAKE_INDEX;
use crate::{Key, StoreError, Table};

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
            .client
            .query()
            .table_name(&*self.name)
            .index_name(WAKE_INDEX)
            .key_condition_expression("wb = :bucket AND wa <= :now")
            .expression_attribute_values(":bucket", AttributeValue::S(format!("wake#{bucket}")))
            .expression_attribute_values(":now", number(now.as_millisecond()))
            .limit(i32::from(limit));
        let answer = self
            .retrying(|| self.request(Box::pin(query.clone().send())))
            .await?;
        Ok(answer.items().iter().filter_map(Key::of).collect())
    }
}
