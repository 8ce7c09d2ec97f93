//! What the functions find around them: an environment with fixed local values.

use queue_server::QueueServer;
use settings::Environment;
use telegram_server::TelegramServer;

use crate::queue::NOTICES;

/// The table's name.
pub(crate) const TABLE: &str = "frontdesk-sandbox";

/// The superadmin where nothing else is said.
const BOSS: &str = "1";

/// What the stand-in presents to the webhook: it guards nothing beyond this machine's loopback.
pub(crate) const WEBHOOK_SECRET: &str = "sandbox-secret";

/// The stand-ins and addresses that the environment names.
pub(crate) struct Surroundings<'a> {
    pub(crate) table_url: &'a str,
    pub(crate) telegram: &'a TelegramServer,
    pub(crate) queue: &'a QueueServer,
    /// With the path.
    pub(crate) webhook_url: &'a str,
    /// Of the process's own environment only this comes through.
    pub(crate) superadmins: Option<&'a str>,
}

impl Surroundings<'_> {
    /// The environment of every function.
    pub(crate) fn environment(&self) -> Environment {
        let telegram = self.telegram.telegram();
        Environment::from([
            ("TABLE_NAME", TABLE),
            ("NOTICES_QUEUE_URL", &self.queue.queue_url(NOTICES)),
            ("TELEGRAM_BOT_TOKEN_DEV", &telegram.config().token),
            ("TELEGRAM_WEBHOOK_SECRET", WEBHOOK_SECRET),
            ("TELEGRAM_API_URL", &self.telegram.url()),
            ("TELEGRAM_BOT_USERNAME", &telegram.config().username),
            ("WEBHOOK_URL", self.webhook_url),
            ("SUPERADMIN_IDS", self.superadmins.unwrap_or(BOSS)),
            ("AWS_ENDPOINT_URL", self.table_url),
            ("AWS_ENDPOINT_URL_SQS", &self.queue.url()),
            ("AWS_ACCESS_KEY_ID", "local"),
            ("AWS_SECRET_ACCESS_KEY", "local"),
        ])
    }
}
