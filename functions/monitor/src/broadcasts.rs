//! Broadcasts that nobody has rung for in time: a message that the queue did not take or lost, a
//! lane whose hold is over.

use broadcast::{Broadcast, Ring};
use jiff::Timestamp;
use outbox::NotRung;
use store::{Cause, Key, StoreError, Table, Versioned};

use crate::Monitor;

/// How often a wake time is tried to be moved on when the head changes meanwhile.
const TRIES: u32 = 3;

impl Monitor {
    /// Rings for everything that a due broadcast has, then moves its wake time on. A lane that is
    /// at work takes no notice of it.
    ///
    /// A run that ends in between rings again with the same deduplication id, which does nothing.
    pub(crate) async fn ring_for_a_broadcast(
        &self,
        table: &Table,
        key: &Key,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let head = match table.get::<Broadcast>(key).await {
            Ok(Some(head)) => head,
            Ok(None) => return Ok(()),
            Err(StoreError::Fault(reason)) => {
                tracing::error!(reason, "a broadcast that cannot be read has left the index");
                return table.leave_index(key).await;
            }
            Err(error) => return Err(error),
        };
        if head.record.wake_at.is_none_or(|wake| wake > now) {
            return Ok(());
        }
        let rung = head.record.clone().rung_again(now);
        if let Err(error) = self.ring_bulk(&rung.rings()).await {
            tracing::error!(%error, broadcast = rung.id, "a broadcast waits for the bulk queue");
            return Ok(());
        }
        match move_on(table, key, head, now).await {
            Err(StoreError::Transient(Cause::Contended)) => Ok(()),
            moved => moved,
        }
    }

    async fn ring_bulk(&self, rings: &[Ring]) -> Result<(), NotRung> {
        let bulk = self.courier.bulk.as_ref().ok_or(NotRung)?;
        let knocks: Vec<_> = rings.iter().map(Ring::knock).collect();
        let refused = bulk.knock(&knocks).await?;
        if refused.is_empty() {
            Ok(())
        } else {
            Err(NotRung)
        }
    }
}

/// Moves the wake time of a head on that was rung for. A lane that was rung for too early may have
/// asked for another ring by then: that one needs the next number all the same.
async fn move_on(
    table: &Table,
    key: &Key,
    mut head: Versioned<Broadcast>,
    now: Timestamp,
) -> Result<(), StoreError> {
    for _ in 0..TRIES {
        let rung = head.record.clone().rung_again(now);
        if table.replace(&head, rung).await?.is_some() {
            return Ok(());
        }
        let Some(changed) = table.get::<Broadcast>(key).await? else {
            return Ok(());
        };
        if changed.record.wake_at.is_none() {
            return Ok(());
        }
        head = changed;
    }
    Ok(())
}
