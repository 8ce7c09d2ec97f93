use std::sync::Arc;

use clock::{Entropy as _, OsEntropy, SharedClock};
use serde_json::json;
use telegram_server::{Telegram, TelegramConfig, TelegramServer};

use super::variables::{Variables, WEBHOOK_SECRET};
use crate::StartError;

/// Telegram on this machine.
#[derive(Debug)]
pub(crate) struct TelegramSide(TelegramServer);

impl TelegramSide {
    /// With a seed of its own: update ids of an earlier run are remembered in the table.
    pub(crate) async fn start(clock: &SharedClock) -> Result<Self, StartError> {
        let config = TelegramConfig {
            seed: OsEntropy::new().next(),
            ..TelegramConfig::new(clock.clone())
        };
        let started = TelegramServer::start(config).await;
        let server = started.map_err(|source| StartError::Port { port: 0, source })?;
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
        let params = json!({"url": webhook_url, "secret_token": WEBHOOK_SECRET});
        self.telegram().call("setWebhook", params)?;
        Ok(())
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
