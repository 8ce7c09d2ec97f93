//! What the queue did not take, or lost: the wake index knows.

use jiff::{SignedDuration, Timestamp};
use outbox::NoticeRow;
use store::{StoreError, Table, Versioned};

use crate::Monitor;
use crate::due::Due;

/// How many rows are rung for in one request (SQS: at most 10), and moved on in one transaction.
const TOGETHER: usize = 10;

/// When a row that was handed over is looked at again; it doubles each time.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(2);

/// The longest of those waits.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

impl Monitor {
    /// Rings for everything that is due, then moves its wake time on: the broadcasts, then the
    /// notices, ten at a time.
    ///
    /// A run that ends in between rings again with the same deduplication id, which does nothing:
    /// whoever has looked at the row since has opened a new number.
    pub(crate) async fn hand_over(&self, table: &Table, due: Due) -> Result<(), StoreError> {
        let now = self.courier.clock.now();
        for key in due.broadcasts {
            self.ring_for_a_broadcast(table, &key, now).await?;
        }
        let mut rows = due.notices;
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(TOGETHER));
            if !self.ring_together(table, rows, now).await? {
                // The queue is down: it is not asked again before the next run.
                tracing::error!(waiting = rest.len(), "the rest waits for the queue, too");
                return Ok(());
            }
            rows = rest;
        }
        Ok(())
    }

    /// Rings for at most ten rows and moves them on; `false` where the queue cannot be used.
    /// Whoever is at one of them just now sees to it.
    async fn ring_together(
        &self,
        table: &Table,
        rows: Vec<Versioned<NoticeRow>>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let ringing: Vec<_> = rows
            .iter()
            .map(|row| next_ring(row.record.clone()))
            .collect();
        let refused = match self.courier.doorbell.ring(&ringing).await {
            Ok(refused) => refused,
            Err(error) => {
                tracing::error!(%error, waiting = rows.len(), "due notices wait for the queue");
                return Ok(false);
            }
        };
        for notice in refused {
            tracing::error!(notice, "the queue refuses a notice");
        }
        let moved = ringing.into_iter().map(|rung| moved_on(rung, now));
        table
            .replace_all(rows.into_iter().zip(moved).collect())
            .await?;
        Ok(true)
    }
}

/// The webhook rings with number 0, the monitor from 1 on.
fn next_ring(row: NoticeRow) -> NoticeRow {
    NoticeRow {
        handoffs: row.handoffs + 1,
        unheard: row.unheard + 1,
        ..row
    }
}

fn moved_on(rung: NoticeRow, now: Timestamp) -> NoticeRow {
    let wake_at = Some(now + wait(rung.unheard));
    NoticeRow { wake_at, ..rung }
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
