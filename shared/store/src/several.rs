//! Several records of one type, each a state machine of its own: one must not stop the others.

use std::collections::BTreeMap;

use crate::query::Consistency;
use crate::{
    Cause, Committed, Key, Keys, ReadSet, Record, StoreError, Table, Transaction, Versioned,
};

/// What was read under a key; a fault where this build cannot read it.
pub type Reading<R> = (Key, Result<Versioned<R>, StoreError>);

impl Table {
    /// Those records that there are, in the order of `keys`: a strongly consistent request for each
    /// [`Keys::MAX`] keys. One that this build cannot read is a fault of its own.
    ///
    /// # Errors
    /// [`StoreError`], also when some keys stayed unprocessed.
    pub async fn get_all<R: Record>(&self, keys: &[Key]) -> Result<Vec<Reading<R>>, StoreError> {
        let mut found = BTreeMap::new();
        for keys in keys.chunks(Keys::MAX) {
            let items = || self.items(keys.iter(), Consistency::Strong);
            let items = self.retrying(items).await?;
            found.extend(
                items
                    .into_iter()
                    .filter_map(|item| Some((Key::of(&item)?, item))),
            );
        }
        let read = |key: &Key| {
            let item = found.remove(key)?;
            Some((key.clone(), Versioned::of(item)))
        };
        Ok(keys.iter().filter_map(read).collect())
    }

    /// Replaces each of these records, at most [`Transaction::MAX_ITEMS`] different ones, that still
    /// has the version that was read: one transaction. Where one of them has moved on or is
    /// contended, they are replaced one by one, and only that one is left as it is.
    ///
    /// # Errors
    /// As every request to the table; a part of them may be replaced then.
    pub async fn replace_all<R>(&self, changes: Vec<(Versioned<R>, R)>) -> Result<(), StoreError>
    where
        R: Record + PartialEq,
    {
        let (mut transaction, mut reads) = (Transaction::default(), ReadSet::default());
        for (was, next) in &changes {
            was.condition(&mut reads);
            transaction.put(next, &reads)?;
        }
        match self.commit(&transaction).await {
            Ok(Committed::Done) => Ok(()),
            Ok(Committed::Lost(_)) | Err(StoreError::Transient(Cause::Contended)) => {
                self.replace_each(changes).await
            }
            Err(error) => Err(error),
        }
    }

    async fn replace_each<R>(&self, changes: Vec<(Versioned<R>, R)>) -> Result<(), StoreError>
    where
        R: Record + PartialEq,
    {
        for (was, next) in changes {
            match self.replace(&was, next).await {
                Ok(_) | Err(StoreError::Transient(Cause::Contended)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
