use crate::secret::webhook_secret_text;
use crate::webhook::queue_url;
use crate::{Reader, Reported, Source, WebhookSecretText};

/// Where the webhook is called, and what it is presented: for whoever calls it as Telegram does.
#[derive(Clone, Debug)]
pub struct WebhookAddress {
    /// `WEBHOOK_URL`: the public URL, as Telegram is told it.
    pub url: String,
    /// `TELEGRAM_WEBHOOK_SECRET` or its `_PARAMETER`; a digest cannot be presented.
    pub secret: Source<WebhookSecretText>,
}

impl WebhookAddress {
    /// Reads and checks both.
    ///
    /// # Errors
    /// When something was wrong, which was reported to `reader`.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let mend = "set it to the public URL of the webhook, with its path /telegram";
        let url = reader.required("WEBHOOK_URL", mend, queue_url);
        let secret = webhook_secret_text(reader);
        Ok(Self {
            url: url?,
            secret: secret?,
        })
    }
}
