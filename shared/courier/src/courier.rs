use std::time::Duration;

use clock::{Deadline, SharedClock, SharedEntropy};
use jiff::{SignedDuration, Timestamp};
use line::Line;
use locales::Language;
use outbox::{Doorbell, NoticeRow, Status};
use store::{Cause, Item, Key, StoreError, Table, Transaction};

use crate::plan::{Plan, plan};
use crate::run::Run;

/// How long a claim holds. Longer than a send and its end can take together.
pub const LEASE: SignedDuration = SignedDuration::from_secs(30);

/// The longest that one send may take.
pub const SEND_LIMIT: Duration = Duration::from_secs(8);

/// What has to be left of the invocation before a claim is made: two sends (the second one as
/// plain text) would not fit into less, with the write of the end.
const NEEDED: Duration = Duration::from_secs(12);

/// How often a notice is looked at when its row changes meanwhile.
const LOOKS: u32 = 4;

/// How many people one notice to a role can reach: they and the role's row are one transaction.
pub(crate) const MAX_SHARES: usize = Transaction::MAX_ITEMS - 1;

/// Claims notices and sends them.
#[derive(Clone, Debug)]
pub struct Courier {
    /// The table.
    pub table: Table,
    /// The line to the Bot API.
    pub line: Line,
    /// The queue, for the shares of a notice to a role.
    pub doorbell: Doorbell,
    /// Time.
    pub clock: SharedClock,
    /// Marks a claim as this holder's.
    pub entropy: SharedEntropy,
    /// The people who have the role `superadmin`.
    pub superadmins: Vec<i64>,
    /// The language that a person has chosen, from their profile's item.
    pub chosen_language: fn(Item) -> Option<Language>,
}

/// What came of a look at a notice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Handled {
    /// Nothing is to be done: it has ended, is not due, or somebody else is at it.
    Left,
    /// It came to this end.
    Ended(Status),
    /// It was put back, to be looked at then.
    PutBack(Timestamp),
    /// The invocation has too little time left; nothing was done.
    NoTime,
    /// The row has changed since it was read, and has to be looked at again.
    Lost,
}

impl Courier {
    /// Looks at the notice with this id, and does what is to be done. Looks again, a bounded
    /// number of times, when the row has changed meanwhile: somebody else may only have moved
    /// its wake time on.
    ///
    /// # Errors
    /// What the table answered; the notice is as it was, or leased until the lease runs out.
    pub async fn deliver(&self, id: &str, deadline: Deadline) -> Result<Handled, StoreError> {
        for _ in 1..LOOKS {
            match Box::pin(self.look(id, deadline)).await {
                Ok(Handled::Lost) | Err(StoreError::Transient(Cause::Contended)) => {}
                handled => return handled,
            }
        }
        Box::pin(self.look(id, deadline)).await
    }

    async fn look(&self, id: &str, deadline: Deadline) -> Result<Handled, StoreError> {
        let run = Run {
            courier: self,
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
        let ended = row
            .record
            .clone()
            .ended(status, Some(reason.to_owned()), self.clock.now());
        Ok(self.table.replace(&row, ended).await?.is_some())
    }

    pub(crate) fn has_time(&self, deadline: Deadline) -> bool {
        deadline.left(&*self.clock) >= NEEDED
    }
}
