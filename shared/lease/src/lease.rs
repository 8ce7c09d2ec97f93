use std::sync::Arc;
use std::time::Duration;

use clock::{Entropy, SharedClock};
use store::{Cause, Key, Permit, StoreError, Table, Versioned};

use crate::term::{End, Term};
use crate::{Holder, Identity, RENEWAL};

/// How often a race for the row is run again.
const ROUNDS: usize = 3;

/// After a renewal that failed, the next attempt comes sooner.
const RETRY: Duration = Duration::from_secs(5);

/// The lock, in the hands of its holder.
#[derive(Debug)]
pub struct Lease {
    table: Table,
    clock: SharedClock,
    mine: Versioned<Holder>,
    term: Arc<Term>,
}

/// Why the lock was not taken. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TakeError {
    /// Somebody else holds it.
    #[error("{} (pid {}) holds the lock", .0.host, .0.pid)]
    Held(Box<Holder>),
    /// This build cannot read who holds it; see [`crate::remove`].
    #[error("the lock's row cannot be read by this build")]
    Unreadable,
    /// The table could not be asked. It may have the lease all the same if its answer was lost,
    /// until it expires.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How a lease was lost.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Lost {
    /// It could not be renewed in time.
    Expired,
    /// The row says otherwise: who holds the lock now, or that an operator has broken it.
    Gone(Option<Box<Holder>>),
}

impl Lease {
    /// Takes the lock if it is free: one read and one conditional write.
    ///
    /// # Errors
    /// When somebody holds it, this build cannot read the row, or the table cannot be asked.
    pub async fn take(
        table: Table,
        clock: SharedClock,
        entropy: &dyn Entropy,
        identity: Identity,
    ) -> Result<Self, TakeError> {
        for _ in 0..ROUNDS {
            let found = table.find::<Holder>(&Key::poller_lease()).await?;
            let found = found.transpose().map_err(|_| TakeError::Unreadable)?;
            let now = clock.now();
            if let Some(found) = found.as_ref().filter(|found| !found.record.is_free(now)) {
                return Err(TakeError::Held(Box::new(found.record.clone())));
            }
            let end = End::from_now(&*clock);
            let holder = Holder::new(identity.clone(), entropy, now, end.until);
            let taken = match &found {
                Some(found) => table.replace(found, holder).await?,
                None => table.insert(holder).await?,
            };
            if let Some(mine) = taken {
                let term = Arc::new(Term::new(clock.clone(), end));
                return Ok(Self {
                    table,
                    clock,
                    mine,
                    term,
                });
            }
        }
        Err(StoreError::Transient(Cause::Contended).into())
    }

    /// Open as long as the lease holds.
    #[must_use]
    pub fn permit(&self) -> Arc<dyn Permit> {
        Arc::clone(&self.term) as Arc<dyn Permit>
    }

    /// Renews the lease every 20 s, and ends when it is lost. It may be broken off at any point.
    pub async fn keep(&mut self) -> Lost {
        let mut wait = RENEWAL;
        loop {
            self.clock.sleep(wait).await;
            wait = RENEWAL;
            if !self.term.is_open() {
                return Lost::Expired;
            }
            match self.renew().await {
                Ok(None) => {}
                Ok(Some(lost)) => {
                    self.term.close();
                    return lost;
                }
                Err(error) => {
                    tracing::warn!(%error, "the lock was not renewed");
                    wait = RETRY;
                }
            }
        }
    }

    /// `None` when it is renewed.
    async fn renew(&mut self) -> Result<Option<Lost>, StoreError> {
        for _ in 0..ROUNDS {
            let end = End::from_now(&*self.clock);
            let renewed = Holder {
                until: end.until,
                ..self.mine.record.clone()
            };
            if let Some(mine) = self.table.replace(&self.mine, renewed).await? {
                self.mine = mine;
                self.term.extend(end);
                return Ok(None);
            }
            if let Some(lost) = self.look_again().await? {
                return Ok(Some(lost));
            }
        }
        Err(StoreError::Transient(Cause::Contended))
    }

    /// Gives the lock back, if it is still ours.
    ///
    /// # Errors
    /// As every request to the table; then the lease expires by itself.
    pub async fn release(mut self) -> Result<(), StoreError> {
        self.term.close();
        for _ in 0..ROUNDS {
            let released = self.mine.record.released(self.clock.now());
            if self.table.replace(&self.mine, released).await?.is_some() {
                return Ok(());
            }
            if self.look_again().await?.is_some() {
                return Ok(());
            }
        }
        Err(StoreError::Transient(Cause::Contended))
    }

    /// An earlier write of ours, whose answer was lost, may have moved the row on. `None` when it
    /// is still ours.
    async fn look_again(&mut self) -> Result<Option<Lost>, StoreError> {
        let found = self.table.get::<Holder>(&Key::poller_lease()).await?;
        let is_mine = |found: &Versioned<Holder>| {
            found.record.owner == self.mine.record.owner && found.record.released_at.is_none()
        };
        match found {
            Some(found) if is_mine(&found) => {
                self.mine = found;
                Ok(None)
            }
            other => Ok(Some(Lost::Gone(other.map(|other| Box::new(other.record))))),
        }
    }
}
