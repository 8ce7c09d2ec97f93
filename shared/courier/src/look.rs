//! A look at a notice: what is to be done with it, and that done.

use clock::Deadline;
use outbox::{NoticeRow, Status};
use store::{Cause, Key, StoreError};

use crate::plan::{Plan, plan};
use crate::run::{Run, log_end};
use crate::{Courier, Handled, Pace};

/// How often a notice is looked at when its row changes meanwhile.
const LOOKS: u32 = 4;

impl Courier {
    /// Looks at the notice with this id, and does what is to be done. Looks again, a bounded
    /// number of times, when the row has changed meanwhile: somebody else may only have moved
    /// its wake time on.
    ///
    /// # Errors
    /// What the table answered; the notice is as it was, or leased until the lease runs out.
    pub async fn deliver(&self, id: &str, deadline: Deadline) -> Result<Handled, StoreError> {
        self.deliver_at(&Pace::default(), id, deadline).await
    }

    /// The same for one of a batch, which keeps the pace of its chat and its own.
    ///
    /// # Errors
    /// As [`Courier::deliver`].
    pub async fn deliver_at(
        &self,
        pace: &Pace,
        id: &str,
        deadline: Deadline,
    ) -> Result<Handled, StoreError> {
        for _ in 1..LOOKS {
            match Box::pin(self.look(pace, id, deadline)).await {
                Ok(Handled::Lost) | Err(StoreError::Transient(Cause::Contended)) => {}
                handled => return handled,
            }
        }
        Box::pin(self.look(pace, id, deadline)).await
    }

    async fn look(&self, pace: &Pace, id: &str, deadline: Deadline) -> Result<Handled, StoreError> {
        let run = Run {
            courier: self,
            pace,
            table: self.table.until(deadline),
            deadline,
        };
        let Some(row) = run.table.get::<NoticeRow>(&Key::notice(id)).await? else {
            return Ok(Handled::Left);
        };
        match plan(&row.record, self.clock.now()) {
            Plan::Leave => Ok(Handled::Left),
            Plan::End(status, reason) => run.end(row, status, Some(reason.to_owned())).await,
            Plan::Expand(role) => run.expand(row, &role).await,
            Plan::Send(_) if !self.has_time(deadline) => Ok(Handled::NoTime),
            Plan::Send(person) => run.send(row, person).await,
        }
    }

    /// Ends a notice that cannot be handled, so that it leaves the index with a final state:
    /// unknown where a send was begun. `false` when this build cannot read it at all.
    ///
    /// # Errors
    /// What the table answered.
    pub async fn give_up(&self, id: &str, reason: &str) -> Result<bool, StoreError> {
        let row = match self.table.get::<NoticeRow>(&Key::notice(id)).await {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(true),
            Err(StoreError::Fault(_)) => return Ok(false),
            Err(error) => return Err(error),
        };
        if row.record.status.is_final() {
            return Ok(true);
        }
        let status = if row.record.lease_until.is_some() {
            Status::Unknown
        } else {
            Status::Failed
        };
        let said = Some(reason.to_owned());
        if !self.close(&self.table, &row, status, said).await? {
            // Somebody moves it on just now: it can be read, and comes again.
            return Err(StoreError::Transient(Cause::Contended));
        }
        log_end(id, row.record.kind, status, reason);
        Ok(true)
    }
}
