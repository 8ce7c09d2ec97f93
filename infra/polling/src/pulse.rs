use std::time::Duration;

use clock::SharedClock;
use heartbeat::Heartbeat;
use lease::Identity;
use poller::Poller;
use store::Table;

/// How often a heartbeat is written.
const EVERY: Duration = Duration::from_secs(20);

/// After this long without an answer of Telegram's, or an update that was finished, there is none:
/// nobody hears the bot. A poll that brings nothing takes 30 s.
const SILENCE: Duration = Duration::from_secs(120);

/// Writes the signs of life of a poller: that it runs, and reaches Telegram and the table.
#[derive(Debug)]
pub(crate) struct Pulse {
    pub(crate) identity: Identity,
    pub(crate) table: Table,
    pub(crate) clock: SharedClock,
    pub(crate) poller: Poller,
}

impl Pulse {
    /// Never ends.
    pub(crate) async fn beat(&self) {
        loop {
            self.beat_once().await;
            self.clock.sleep(EVERY).await;
        }
    }

    async fn beat_once(&self) {
        if self.poller.silence() > SILENCE {
            tracing::error!("Telegram does not answer: no heartbeat is written");
            return;
        }
        let beat = Heartbeat {
            host: self.identity.host.clone(),
            env: self.identity.environment.clone(),
            ts: self.clock.now(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        if let Err(error) = beat.record(&self.table).await {
            tracing::error!(%error, "the heartbeat was not written");
        }
    }
}
