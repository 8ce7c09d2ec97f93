//! Items that this build cannot read, for an operator: each is known by its key and can be deleted.
//! Whatever handles updates takes such an item for a fault instead.

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;

use crate::query::{Consistency, Found};
use crate::record::{number, text};
use crate::transaction::primary_key;
use crate::{
    Committed, Item, Key, List, Page, Record, StoreError, Table, Turn, Versioned, decode, version,
};

/// An item that this build cannot read as the record that should lie there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unreadable {
    /// Where it lies.
    pub key: Key,
    /// `None` where it has none: then the store has not written it.
    version: Option<u64>,
}

impl Unreadable {
    fn of(key: Key, item: &Item) -> Self {
        let version = version(item).ok();
        Self { key, version }
    }
}

impl Table {
    /// What lies at a key, readable or not: one strongly consistent read.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn find<R: Record>(
        &self,
        key: &Key,
    ) -> Result<Option<Result<Versioned<R>, Unreadable>>, StoreError> {
        let read = |item: Item| {
            let unreadable = Unreadable::of(key.clone(), &item);
            Versioned::of(item).map_err(|_| unreadable)
        };
        Ok(self.item(key).await?.map(read))
    }

    /// A page as [`Table::skim`] brings it, with what this build cannot read among its records.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn skim_all<R: Record>(
        &self,
        list: &List,
        turn: &Turn,
    ) -> Result<Page<Result<R, Unreadable>>, StoreError> {
        let found = self.turned(list, turn, Consistency::Eventual).await?;
        let read = |item: Item| {
            let sk = text(&item, "sk").unwrap_or_default().to_owned();
            let unreadable = Unreadable::of(list.key(&sk), &item);
            (sk, decode(item).map_err(|_| unreadable))
        };
        let items = found.items.into_iter().map(read).collect();
        let last = found.last;
        list.page(turn, Found { items, last })
    }

    /// Deletes an item as it was seen; [`Committed::Lost`] where it has changed since or is gone.
    ///
    /// # Errors
    /// As every request to the table; it may be gone then.
    pub async fn delete_unread(&self, seen: &Unreadable) -> Result<Committed, StoreError> {
        self.retrying(|| self.delete_once(seen)).await
    }

    async fn delete_once(&self, seen: &Unreadable) -> Result<Committed, StoreError> {
        let delete = self.client.delete_item().table_name(&*self.name);
        let delete = delete.set_key(Some(primary_key(&seen.key)));
        let delete = at_version(delete, seen.version);
        match self.answer(Box::pin(delete.send())).await? {
            Ok(_) => Ok(Committed::Done),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(DeleteItemError::is_conditional_check_failed_exception) =>
            {
                Ok(Committed::Lost(None))
            }
            Err(error) => Err(StoreError::of(&error)),
        }
    }
}

fn at_version(delete: DeleteItemFluentBuilder, version: Option<u64>) -> DeleteItemFluentBuilder {
    match version {
        Some(version) => delete
            .condition_expression("v = :v")
            .expression_attribute_values(":v", number(version)),
        None => delete.condition_expression("attribute_exists(pk) AND attribute_not_exists(v)"),
    }
}
