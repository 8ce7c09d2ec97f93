use std::io;
use std::sync::Arc;

use clock::{Entropy as _, OsEntropy, SharedClock};
use serde_json::json;
use telegram_server::{ApiError, KeepError, Telegram, TelegramConfig, TelegramServer};

use super::data::Place;
use super::variables::{Variables, WEBHOOK_SECRET};
use crate::StartError;
use crate::loopback;

/// The file in the folder that people, chats and waiting updates are kept in.
const FILE: &str = "telegram.db";

/// Telegram on this machine.
#[derive(Debug)]
pub(crate) struct TelegramSide(TelegramServer);

impl TelegramSide {
    /// On any port.
    pub(crate) async fn start(place: &Place, clock: &SharedClock) -> Result<Self, StartError> {
        Self::start_at(0, place, clock).await
    }

    /// The same on this port; 0 for any.
    ///
    /// A webhook of an earlier run is forgotten: somebody else may listen there now. With a seed of
    /// its own, because update ids of an earlier run are remembered in the table.
    pub(crate) async fn start_at(
        port: u16,
        place: &Place,
        clock: &SharedClock,
    ) -> Result<Self, StartError> {
        let config = TelegramConfig {
            port,
            seed: OsEntropy::new().next(),
            ..TelegramConfig::new(clock.clone())
        };
        let telegram = open(config, place)?;
        telegram.call("deleteWebhook", json!({}))?;
        let served = TelegramServer::serve(telegram).await;
        let server = served.map_err(|source| loopback::unavailable(port, source))?;
        Ok(Self(server))
    }

    /// Where the functions find it, and the token of the bot in it.
    pub(crate) fn variables(&self) -> Variables {
        let telegram = self.telegram();
        let config = telegram.config();
        vec![
            ("TELEGRAM_API_URL", self.url()),
            ("TELEGRAM_BOT_TOKEN_DEV", config.token.clone()),
            ("TELEGRAM_BOT_USERNAME", config.username.clone()),
        ]
    }

    /// Lets it know where the bot takes updates.
    pub(crate) fn introduce(&self, webhook_url: &str) -> Result<(), StartError> {
        Ok(set_webhook(&self.telegram(), webhook_url)?)
    }

    pub(crate) fn telegram(&self) -> Arc<Telegram> {
        self.0.telegram()
    }

    /// The base of the Bot API.
    pub(crate) fn url(&self) -> String {
        self.0.url()
    }

    pub(crate) async fn stop(self) {
        self.0.stop().await;
    }
}

/// Tells Telegram where the bot takes updates.
pub(crate) fn set_webhook(telegram: &Telegram, url: &str) -> Result<(), ApiError> {
    let params = json!({"url": url, "secret_token": WEBHOOK_SECRET});
    telegram.call("setWebhook", params)?;
    Ok(())
}

fn open(config: TelegramConfig, place: &Place) -> Result<Arc<Telegram>, StartError> {
    let Place::Folder(folder) = place else {
        return Ok(Telegram::new(config));
    };
    Telegram::kept(config, folder.join(FILE)).map_err(|error| match error {
        KeepError::Unwritable { reason, .. } => StartError::Folder {
            folder: folder.clone(),
            source: io::Error::other(reason),
        },
        KeepError::InUse(_) => StartError::InUse(folder.clone()),
        KeepError::Damaged { reason, .. } => StartError::Damaged {
            folder: folder.clone(),
            reason,
        },
        KeepError::OtherVersion { .. } => StartError::OtherVersion(folder.clone()),
    })
}
