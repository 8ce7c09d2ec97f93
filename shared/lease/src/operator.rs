//! What an operator may do to the lock from outside.

use jiff::Timestamp;
use store::{Cause, Committed, Key, StoreError, Table, Unreadable};

use crate::Holder;

/// How often a race with the holder's renewals is run again.
const ROUNDS: usize = 5;

/// Who holds the lock, or held it last; `None` if nobody ever has. The row itself where this build
/// cannot read it.
///
/// # Errors
/// As every request to the table.
pub async fn look(table: &Table) -> Result<Option<Result<Holder, Unreadable>>, StoreError> {
    let found = table.find::<Holder>(&Key::poller_lease()).await?;
    Ok(found.map(|found| found.map(|found| found.record)))
}

/// Removes a row that this build cannot read; nobody holds the lock then. Whoever did learns of it
/// as from [`break_lease`]. [`Committed::Lost`] where the row is another by now.
///
/// # Errors
/// As every request to the table.
pub async fn remove(table: &Table, row: &Unreadable) -> Result<Committed, StoreError> {
    table.delete_unread(row).await
}

/// Frees the lock if `owner` still holds it, and gives what stood in the row; `None` where it is
/// not theirs any more, and nothing is changed.
///
/// A holder that lives learns of it at its next renewal, and stops. Until then two may be at work:
/// the one way in which that can happen.
///
/// # Errors
/// As every request to the table.
pub async fn break_lease(
    table: &Table,
    owner: &str,
    now: Timestamp,
) -> Result<Option<Holder>, StoreError> {
    for _ in 0..ROUNDS {
        let found = table.get::<Holder>(&Key::poller_lease()).await?;
        let theirs =
            found.filter(|found| found.record.owner == owner && found.record.released_at.is_none());
        let Some(theirs) = theirs else {
            return Ok(None);
        };
        let released = theirs.record.released(now);
        if table.replace(&theirs, released).await?.is_some() {
            return Ok(Some(theirs.record));
        }
    }
    Err(StoreError::Transient(Cause::Contended))
}
