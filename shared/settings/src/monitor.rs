use crate::webhook::queue_url;
use crate::{
    Environment, Malformed, OutgoingSettings, Reader, Reported, Source, WebhookAddress,
    WebhookSecretText,
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
    /// `DEAD_LETTER_QUEUE_URLS`, each once; empty where unset.
    pub dead_letter_queue_urls: Vec<String>,
}

impl MonitorSettings {
    /// Reads and checks the settings.
    ///
    /// # Errors
    /// When something was wrong, which was reported to `reader`.
    pub fn read(reader: &mut Reader<'_>, environment: &Environment) -> Result<Self, Reported> {
        let outgoing = OutgoingSettings::read(reader, environment);
        let webhook = WebhookAddress::read(reader);
        let dead_letters = reader.optional("DEAD_LETTER_QUEUE_URLS", queue_urls);
        let WebhookAddress { url, secret } = webhook?;
        Ok(Self {
            outgoing: outgoing?,
            webhook_url: url,
            webhook_secret: secret,
            dead_letter_queue_urls: dead_letters?.unwrap_or_default(),
        })
    }
}

/// URLs of queues, separated by commas, spaces allowed.
fn queue_urls(text: &str) -> Result<Vec<String>, Malformed> {
    let mut urls = Vec::new();
    for (index, entry) in text.split(',').enumerate() {
        let place = index + 1;
        let malformed = |_| {
            let wrong = format!("has no URL in place {place}");
            Malformed::new(
                wrong,
                "set it to queues' URLs as SQS gives them, separated by commas",
            )
        };
        let url = queue_url(entry.trim()).map_err(malformed)?;
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    Ok(urls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_queues_are_told_apart() {
        let (notices, bulk) = ("https://sqs.example.com/1/a", "https://sqs.example.com/1/b");
        let text = format!("{notices}, {bulk},{notices}");
        assert_eq!(queue_urls(&text).unwrap(), [notices, bulk]);
    }

    #[test]
    fn the_place_of_a_wrong_url_is_named() {
        for text in [
            "https://sqs.example.com/1/a,",
            "https://sqs.example.com/1/a,queue",
        ] {
            let message = queue_urls(text).unwrap_err().to_string();
            assert!(message.starts_with("has no URL in place 2;"), "{message}");
        }
    }
}
