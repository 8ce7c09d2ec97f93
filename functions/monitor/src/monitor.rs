use std::sync::{Arc, Mutex};

use clock::Deadline;
use courier::Courier;
use jiff::Timestamp;
use settings::UpdatesMode;
use store::{Cause, StoreError, Table};

use crate::Pulse;
use crate::dead_letters::DeadLetters;
use crate::due::Due;
use crate::facts::{Facts, Known};
use crate::outside::Outside;

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
    pub async fn run(&self, deadline: Deadline) {
        let table = self.courier.table.until(deadline);
        let watched = self.mode != UpdatesMode::Disabled;
        let mut trouble = None;
        let due = if watched {
            let outside = self.look_outside().await;
            let due = Due::read(&table, self.courier.clock.now()).await;
            let watching = self.watch(&table, &outside, due.as_ref().ok(), deadline);
            trouble = watching.await.err();
            due
        } else {
            Due::read(&table, self.courier.clock.now()).await
        };
        let handed_over = match due {
            Ok(due) => self.hand_over(due, deadline).await,
            Err(error) => Err(error),
        };
        if let Some(error) = trouble.or(handed_over.err()) {
            self.trouble(&error).await;
        }
    }

    async fn watch(
        &self,
        table: &Table,
        outside: &Outside,
        due: Option<&Due>,
        deadline: Deadline,
    ) -> Result<(), StoreError> {
        let known = Known::read(table, &self.courier.superadmins).await?;
        let facts = Facts::gather(table, outside, due, &known).await?;
        self.alert(table, &facts, &known, deadline).await
    }

    /// Only a table that cannot be used is told directly: what is contended, or a fault of ours,
    /// is no reason to wake anybody up.
    async fn trouble(&self, error: &StoreError) {
        tracing::error!(%error, "the monitor did not finish its run");
        match error {
            StoreError::Transient(Cause::Contended) | StoreError::Fault(_) => {}
            StoreError::Transient(_) => self.tell_without_a_table().await,
        }
    }
}
