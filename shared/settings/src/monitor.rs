use crate::{
    Environment, OutgoingSettings, Reader, Reported, Source, WebhookAddress, WebhookSecretText,
};

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
        let WebhookAddress { url, secret } = WebhookAddress::read(reader)?;
        Ok(Self {
            outgoing: outgoing?,
            webhook_url: url,
            webhook_secret: secret,
        })
    }
}
