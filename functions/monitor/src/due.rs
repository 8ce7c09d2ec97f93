//! What is due, as the wake index says and the rows confirm.

use futures_util::future::try_join_all;
use jiff::Timestamp;
use outbox::{Kind, NoticeRow};
use store::{Key, StoreError, Table, Versioned, WAKE_BUCKETS};

/// How many rows of one bucket a run hands over; what is left is due in the next run too.
pub(crate) const PER_BUCKET: u16 = 100;

/// What a run has to hand over.
#[derive(Debug, Default)]
pub(crate) struct Due {
    /// The broadcasts that the index names.
    pub(crate) broadcasts: Vec<Key>,
    /// The notices that are really due: the urgent ones first, then the oldest.
    pub(crate) notices: Vec<Versioned<NoticeRow>>,
    /// The alerts among what is due, which are not rung for: the oldest first.
    pub(crate) alerts: Vec<Versioned<NoticeRow>>,
}

impl Due {
    /// Reads the index, all of its buckets side by side, and the rows: a query a bucket, and a
    /// request for each hundred rows. The index is only a hint.
    ///
    /// # Errors
    /// As every request to the table.
    pub(crate) async fn read(table: &Table, now: Timestamp) -> Result<Self, StoreError> {
        let buckets = (0..WAKE_BUCKETS).map(|bucket| table.due(bucket, now, PER_BUCKET));
        let keys = try_join_all(buckets).await?.into_iter().flatten();
        let (broadcasts, notices): (Vec<_>, Vec<_>) = keys.partition(Key::is_broadcast);
        let mut due = Self {
            broadcasts,
            ..Self::default()
        };
        for (key, row) in table.get_all::<NoticeRow>(&notices).await? {
            match row {
                Ok(row) if !is_due(&row.record, now) => {}
                Ok(row) if row.record.kind == Kind::SystemMaintenance => due.alerts.push(row),
                Ok(row) => due.notices.push(row),
                Err(StoreError::Fault(reason)) => unreadable(table, &key, &reason).await?,
                Err(error) => return Err(error),
            }
        }
        due.notices.sort_by(|a, b| in_order(&a.record, &b.record));
        due.alerts.sort_by(|a, b| in_order(&a.record, &b.record));
        Ok(due)
    }
}

fn in_order(a: &NoticeRow, b: &NoticeRow) -> std::cmp::Ordering {
    let age = (a.created, &a.id).cmp(&(b.created, &b.id));
    b.priority.cmp(&a.priority).then(age)
}

fn is_due(row: &NoticeRow, now: Timestamp) -> bool {
    !row.status.is_final() && row.wake_at.is_some_and(|wake| wake <= now)
}

/// Leaves the index and stays where an operator can see it.
async fn unreadable(table: &Table, key: &Key, reason: &str) -> Result<(), StoreError> {
    tracing::error!(reason, "a notice that cannot be read has left the index");
    table.leave_index(key).await
}
