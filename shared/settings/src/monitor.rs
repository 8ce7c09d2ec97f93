use crate::secret::webhook_secret_text;
use crate::webhook::queue_url;
use crate::{Environment, OutgoingSettings, Reader, Reported, Source, WebhookSecretText};

/// What the monitor has to know besides what it needs for sending.
#[derive(Clone, Debug)]
pub struct MonitorSettings {
    /// What it needs for sending.
    pub outgoing: OutgoingSettings,
    /// `WEBHOOK_URL`: where the heartbeat goes, and what Telegram should call.
    pub webhook_url: String,
    /// `TELEGRAM_WEBHOOK_SECRET` or its `_PARAMETER`: the heartbeat presents it, so its digest
    /// is not enough here.
    pub webhook_secret: Source<WebhookSecretText>,
}

impl MonitorSettings {
    /// Reads and checks the settings.
    ///
    /// # Errors
    /// When something was wrong, which was reported to `reader`.
    pub fn read(reader: &mut Reader<'_>, environment: &Environment) -> Result<Self, Reported> {
        let outgoing = OutgoingSettings::read(reader, environment);
        let mend = "set it to the public URL of the webhook, with its path /telegram";
        let webhook_url = reader.required("WEBHOOK_URL", mend, queue_url);
        let webhook_secret = webhook_secret_text(reader);
        Ok(Self {
            outgoing: outgoing?,
            webhook_url: webhook_url?,
            webhook_secret: webhook_secret?,
        })
    }
}
