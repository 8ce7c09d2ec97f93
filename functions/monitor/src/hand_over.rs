//! What the queue did not take, or lost: the wake index knows.

use clock::Deadline;
use jiff::{SignedDuration, Timestamp};
use outbox::{Kind, NoticeRow};
use store::{Cause, Key, StoreError, Table, Versioned, WAKE_BUCKETS};

use crate::Monitor;

/// How many rows of one bucket a run hands over; what is left is due in the next run too.
const PER_BUCKET: u16 = 50;

/// When a row that was handed over is looked at again; it doubles each time.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(2);

/// The longest of those waits.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

impl Monitor {
    /// Rings for every row that is due, then moves its wake time on.
    ///
    /// A run that ends in between rings again with the same deduplication id, which does nothing:
    /// whoever has looked at the row since has opened a new number.
    pub(crate) async fn hand_over(&self, deadline: Deadline) -> Result<(), StoreError> {
        let table = self.courier.table.until(deadline);
        let now = self.courier.clock.now();
        for bucket in 0..WAKE_BUCKETS {
            let keys = table.due(bucket, now, PER_BUCKET).await?;
            let (broadcasts, notices): (Vec<_>, Vec<_>) =
                keys.into_iter().partition(Key::is_broadcast);
            for key in broadcasts {
                self.ring_for_a_broadcast(&table, &key, now).await?;
            }
            let rows = due(&table, notices, now).await?;
            let rows = self.own_first(rows, deadline).await;
            let ringing: Vec<_> = rows
                .iter()
                .map(|row| row.record.clone())
                .map(next_ring)
                .collect();
            let refused = match self.courier.doorbell.ring(&ringing).await {
                Ok(refused) => refused,
                Err(error) => {
                    // The queue is down: it is not asked again before the next run.
                    tracing::error!(%error, waiting = rows.len(), "due notices wait for the queue");
                    return Ok(());
                }
            };
            for (row, rung) in rows.iter().zip(ringing) {
                if refused.contains(&rung.id) {
                    tracing::error!(notice = rung.id, "the queue refuses a notice");
                }
                move_on(&table, row, rung, now).await?;
            }
        }
        Ok(())
    }

    /// Alerts are sent by the monitor itself: a silent notifier may be what they are about.
    /// Gives the rows that are not alerts.
    async fn own_first(
        &self,
        rows: Vec<Versioned<NoticeRow>>,
        deadline: Deadline,
    ) -> Vec<Versioned<NoticeRow>> {
        let (own, others): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row| row.record.kind == Kind::SystemMaintenance);
        for row in own {
            if let Err(error) = self.courier.deliver(&row.record.id, deadline).await {
                tracing::error!(notice = row.record.id, %error, "an alert waits for the next run");
            }
        }
        others
    }
}

/// Moves the wake time of a row on that was rung for. Whoever is at it just now sees to it.
async fn move_on(
    table: &Table,
    row: &Versioned<NoticeRow>,
    rung: NoticeRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let wake_at = Some(now + wait(rung.unheard));
    match table.replace(row, NoticeRow { wake_at, ..rung }).await {
        Ok(_) | Err(StoreError::Transient(Cause::Contended)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The notices among these keys that are due, the oldest first. The index is only a hint.
async fn due(
    table: &Table,
    keys: Vec<Key>,
    now: Timestamp,
) -> Result<Vec<Versioned<NoticeRow>>, StoreError> {
    let mut rows = Vec::new();
    for key in keys {
        match table.get::<NoticeRow>(&key).await {
            Ok(Some(row)) if is_due(&row.record, now) => rows.push(row),
            Ok(_) => {}
            Err(StoreError::Fault(reason)) => unreadable(table, &key, &reason).await?,
            Err(error) => return Err(error),
        }
    }
    rows.sort_by(|a, b| (a.record.created, &a.record.id).cmp(&(b.record.created, &b.record.id)));
    Ok(rows)
}

fn is_due(row: &NoticeRow, now: Timestamp) -> bool {
    !row.status.is_final() && row.wake_at.is_some_and(|wake| wake <= now)
}

/// Leaves the index and stays where an operator can see it.
async fn unreadable(table: &Table, key: &Key, reason: &str) -> Result<(), StoreError> {
    tracing::error!(reason, "a notice that cannot be read has left the index");
    table.leave_index(key).await
}

/// The webhook rings with number 0, the monitor from 1 on.
fn next_ring(row: NoticeRow) -> NoticeRow {
    NoticeRow {
        handoffs: row.handoffs + 1,
        unheard: row.unheard + 1,
        ..row
    }
}

/// The more often nobody has looked, the longer the wait.
fn wait(unheard: u32) -> SignedDuration {
    let doubled = FIRST_WAIT * (1 << unheard.saturating_sub(1).min(6));
    doubled.min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        let minutes: Vec<_> = (1..=8).map(|unheard| wait(unheard).as_mins()).collect();
        assert_eq!(minutes, [2, 4, 8, 16, 32, 60, 60, 60]);
    }
}
