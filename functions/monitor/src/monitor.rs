use std::sync::{Arc, Mutex};

use clock::Deadline;
use courier::Courier;
use jiff::Timestamp;
use settings::UpdatesMode;
use store::{Cause, StoreError};

use crate::Pulse;

/// The scheduled function.
#[derive(Clone, Debug)]
pub struct Monitor {
    pub(crate) courier: Courier,
    pub(crate) pulse: Pulse,
    /// Who sends the heartbeats: where updates are polled the poller does, and where none are taken
    /// nobody does, and none is missed.
    pub(crate) mode: UpdatesMode,
    /// When this instance last told the superadmins without a table.
    pub(crate) told_directly: Arc<Mutex<Option<Timestamp>>>,
}

impl Monitor {
    /// A monitor that sends its alerts through `courier`, and whose heartbeats are sent by
    /// `pulse` where a webhook takes the updates. Where they are disabled it only hands over.
    #[must_use]
    pub fn new(courier: Courier, pulse: Pulse, mode: UpdatesMode) -> Self {
        Self {
            courier,
            pulse,
            mode,
            told_directly: Arc::default(),
        }
    }

    /// One run. Trouble is logged, and told to the superadmins where it has to be; what this run
    /// leaves, the next one finds.
    pub async fn run(&self, deadline: Deadline) {
        let mut trouble = None;
        if self.mode == UpdatesMode::Webhook
            && let Err(error) = self.pulse.beat(&*self.courier.clock).await
        {
            tracing::error!(%error, "the heartbeat was not taken");
        }
        if self.mode != UpdatesMode::Disabled {
            trouble = self.watch(deadline).await.err();
        }
        let handed_over = self.hand_over(deadline).await;
        if let Some(error) = trouble.or(handed_over.err()) {
            self.trouble(&error).await;
        }
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
