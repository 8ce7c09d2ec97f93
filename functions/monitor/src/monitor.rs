use std::sync::{Arc, Mutex};

use clock::Deadline;
use courier::Courier;
use jiff::Timestamp;
use outbox::NoticeRow;
use settings::UpdatesMode;
use store::{Cause, StoreError, Table};

use crate::Pulse;
use crate::dead_letters::DeadLetters;
use crate::direct::TELLING;
use crate::due::Due;
use crate::facts::{Facts, Known};
use crate::outside::Outside;
use crate::trouble::{Trouble, outcome, worst};

/// The scheduled function.
#[derive(Clone, Debug)]
pub struct Monitor {
    pub(crate) courier: Courier,
    pub(crate) pulse: Pulse,
    pub(crate) dead_letters: DeadLetters,
    /// How updates reach the bot. Where they are polled the poller sends the heartbeats, and where they
    /// are disabled nothing is watched.
    pub(crate) mode: UpdatesMode,
    /// When this instance last told the superadmins without a table.
    pub(crate) told_directly: Arc<Mutex<Option<Timestamp>>>,
}

impl Monitor {
    /// A monitor that sends its alerts through `courier`, and whose heartbeats are sent by
    /// `pulse`. While updates are disabled it only hands over.
    #[must_use]
    pub(crate) fn new(
        courier: Courier,
        pulse: Pulse,
        dead_letters: DeadLetters,
        mode: UpdatesMode,
    ) -> Self {
        Self {
            courier,
            pulse,
            dead_letters,
            mode,
            told_directly: Arc::default(),
        }
    }

    /// One run. Trouble is logged, and told to the superadmins where it has to be; what this run
    /// leaves, the next one finds.
    ///
    /// # Errors
    /// [`Trouble`], when the table cannot be used, a fault of ours ended the run, or an alert could
    /// not be sent by now. Whoever was slower than somebody else at a row has no trouble.
    pub async fn run(&self, deadline: Deadline) -> Result<(), Trouble> {
        // Where the table does not answer there has to be time left to say so.
        let table = self.courier.table.until(deadline.earlier_by(TELLING));
        let (due, said) = if self.mode == UpdatesMode::Disabled {
            let due = Due::read(&table, self.courier.clock.now()).await;
            (due, Ok(Vec::new()))
        } else {
            let outside = self.look_outside().await;
            let due = Due::read(&table, self.courier.clock.now()).await;
            let said = self.watch(&table, &outside, due.as_ref().ok()).await;
            (due, said)
        };
        let (due, unread) = parted(due);
        let (said, unwatched) = parted(said);
        let left = due.alerts.iter().map(|row| &row.record);
        let alerts: Vec<_> = left.chain(&said).collect();
        let waiting = self.send_alerts(&alerts, deadline).await;
        let not_handed_over = self.hand_over(&table, due).await.err();
        let error = worst([unwatched, unread, not_handed_over]);
        if let Some(error) = &error {
            self.trouble(error, deadline).await;
        }
        outcome(error, waiting)
    }

    async fn watch(
        &self,
        table: &Table,
        outside: &Outside,
        due: Option<&Due>,
    ) -> Result<Vec<NoticeRow>, StoreError> {
        let known = Known::read(table, &self.courier.superadmins).await?;
        let facts = Facts::gather(table, outside, due, &known).await?;
        self.alert(table, &facts, &known).await
    }

    /// Only a table that cannot be used is told directly: what is contended, or a fault of ours,
    /// is no reason to wake anybody up.
    async fn trouble(&self, error: &StoreError, deadline: Deadline) {
        tracing::error!(%error, "the monitor did not finish its run");
        match error {
            StoreError::Transient(Cause::Contended) | StoreError::Fault(_) => {}
            StoreError::Transient(_) => self.tell_without_a_table(deadline).await,
        }
    }
}

/// What there is, and what was wrong.
fn parted<T: Default>(read: Result<T, StoreError>) -> (T, Option<StoreError>) {
    match read {
        Ok(read) => (read, None),
        Err(error) => (T::default(), Some(error)),
    }
}
