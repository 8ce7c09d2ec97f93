//! The end of a notice, and what is kept of it in its recipient's inbox.

use outbox::{InboxEntry, NoticeRow, Status};
use store::{Cause, Committed, ReadSet, Record as _, StoreError, Table, Transaction, Versioned};

use crate::Courier;

/// How often the end is written when another write holds the row: without it, what was sent would
/// count as unknown.
pub(crate) const TRIES: u32 = 4;

impl Courier {
    /// Writes the end of a notice, and in the same transaction the entry of the inbox, if there is
    /// one; `false` when the row has moved on.
    pub(crate) async fn close(
        &self,
        table: &Table,
        row: &Versioned<NoticeRow>,
        status: Status,
        reason: Option<String>,
    ) -> Result<bool, StoreError> {
        let (notice, now) = (&row.record, self.clock.now());
        let entry = InboxEntry::of(notice, status, now);
        let ended = notice.clone().ended(status, reason, now);
        for _ in 1..TRIES {
            match end(table, row, &ended, entry.as_ref()).await {
                Err(StoreError::Transient(Cause::Contended)) => {}
                ended => return ended,
            }
        }
        end(table, row, &ended, entry.as_ref()).await
    }
}

async fn end(
    table: &Table,
    row: &Versioned<NoticeRow>,
    ended: &NoticeRow,
    entry: Option<&InboxEntry>,
) -> Result<bool, StoreError> {
    let Some(entry) = entry else {
        return Ok(table.replace(row, ended.clone()).await?.is_some());
    };
    let (mut transaction, mut reads) = (Transaction::default(), ReadSet::default());
    row.condition(&mut reads);
    transaction.put(ended, &reads)?;
    transaction.put(entry, &reads)?;
    if let Some(about) = row.record.about {
        transaction.index(&entry.trace(about))?;
    }
    match table.commit(&transaction).await? {
        Committed::Done => Ok(true),
        // Perhaps our own, written by an earlier try.
        Committed::Lost(_) => {
            let there = table.get::<NoticeRow>(&row.record.key()).await?;
            Ok(there.is_some_and(|there| there.record == *ended))
        }
    }
}
