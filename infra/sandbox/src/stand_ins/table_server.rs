//! DynamoDB's stand-in, embedded, behind real HTTP.

use std::fmt;
use std::time::Duration;

use clock::{Clock, SharedClock};
use dynoxide::Database;

use super::data::{Data, Place};
use crate::StartError;
use crate::loopback::{self, Loopback};
use crate::task::Task;

/// How often what DynamoDB's TTL would delete is deleted.
const SWEEP: Duration = Duration::from_secs(60);

/// The table until it is stopped or dropped.
pub(crate) struct TableServer {
    server: Loopback,
    sweep: Task,
    data: Data,
}

impl TableServer {
    pub(crate) async fn start(
        port: u16,
        place: Place,
        clock: &SharedClock,
    ) -> Result<Self, StartError> {
        let listener = loopback::listen(port).await?;
        let data = Data::open(place)?;
        let database = data.database.clone();
        let server = Loopback::start(listener, |listener, stop| async move {
            let stop = loopback::stopped(stop);
            let served = dynoxide::server::serve_with_shutdown(listener, database, stop).await;
            if let Err(error) = served {
                tracing::error!(error, "the table's server ended");
            }
        })?;
        let sweep = Task::start(sweep(data.database.clone(), clock.clone()));
        Ok(Self {
            server,
            sweep,
            data,
        })
    }

    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    pub(crate) fn place(&self) -> &Place {
        self.data.place()
    }

    /// The error of a table that cannot be used.
    pub(crate) fn broken(&self, reason: impl fmt::Display) -> StartError {
        self.data.place().broken(reason)
    }

    pub(crate) async fn stop(self, clock: &dyn Clock) {
        self.sweep.stop().await;
        self.server.stop(clock).await;
    }
}

/// Deletes what has expired, as DynamoDB does by itself.
async fn sweep(database: Database, clock: SharedClock) {
    loop {
        clock.sleep(SWEEP).await;
        let database = database.clone();
        let swept = tokio::task::spawn_blocking(move || database.sweep_ttl()).await;
        if !matches!(swept, Ok(Ok(_))) {
            tracing::warn!("what has expired could not be deleted");
        }
    }
}

impl fmt::Debug for TableServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = f.debug_struct("TableServer");
        table.field("place", self.place()).finish_non_exhaustive()
    }
}
