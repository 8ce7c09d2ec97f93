use std::fmt;

use serde_json::{Value, json};
use telegram::WebhookInfo;

use crate::report::{self, Report, Verdict};

/// What Telegram has registered, beside what the environment says.
pub(crate) struct Info {
    pub(crate) found: WebhookInfo,
    /// `WEBHOOK_URL`, where it is set.
    pub(crate) wanted: Option<String>,
}

/// Whether Telegram was last refused for its secret: then it has another than the webhook.
pub(crate) fn secret_was_refused(found: &WebhookInfo) -> bool {
    let message = found.last_error_message.as_deref();
    message.is_some_and(|message| message.contains("401"))
}

impl Info {
    fn rows(&self) -> Vec<[String; 2]> {
        let found = &self.found;
        let url = match found.url.as_str() {
            "" => "none: updates are polled, or wait",
            url => url,
        };
        let kinds = match found.allowed_updates.join(" ") {
            kinds if kinds.is_empty() => "what Telegram chooses".to_owned(),
            kinds => kinds,
        };
        let mut rows = vec![
            ["url".to_owned(), url.to_owned()],
            ["waiting".to_owned(), found.pending_update_count.to_string()],
            ["allowed updates".to_owned(), kinds],
        ];
        if let Some(most) = found.max_connections {
            rows.push(["max connections".to_owned(), most.to_string()]);
        }
        if let Some(at) = found.last_error_at() {
            let message = found.last_error_message.as_deref().unwrap_or_default();
            rows.push(["last error".to_owned(), format!("{at} {message}")]);
        }
        rows
    }

    fn is_elsewhere(&self) -> bool {
        let wanted = self.wanted.as_ref();
        wanted.is_some_and(|wanted| *wanted != self.found.url)
    }
}

impl Report for Info {
    fn to_json(&self) -> Value {
        let found = &self.found;
        json!({
            "url": found.url,
            "wanted": self.wanted,
            "pending_update_count": found.pending_update_count,
            "max_connections": found.max_connections,
            "allowed_updates": found.allowed_updates,
            "last_error_at": found.last_error_at(),
            "last_error_message": found.last_error_message,
        })
    }

    fn verdict(&self) -> Verdict {
        if self.is_elsewhere() {
            Verdict::Bad
        } else {
            Verdict::Good
        }
    }
}

impl fmt::Display for Info {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&report::table(["Webhook", ""], self.rows()))?;
        if self.is_elsewhere() {
            f.write_str("\nThat is not WEBHOOK_URL: `botctl webhook set` changes it.")?;
        }
        Ok(())
    }
}
