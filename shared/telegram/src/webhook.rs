//! Where Telegram brings updates: what it has registered, and how that is changed.

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use crate::UpdateKind;
use crate::request::Request;

/// What Telegram has registered (<https://core.telegram.org/bots/api#webhookinfo>). The secret
/// cannot be read back.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
pub struct WebhookInfo {
    /// Where updates are brought to; empty where none is set.
    pub url: String,
    /// How many updates wait for delivery.
    #[serde(default)]
    pub pending_update_count: u64,
    /// When a delivery last failed, in epoch seconds. It stays after recovery.
    #[serde(default)]
    pub last_error_date: Option<i64>,
    /// Why it failed, in Telegram's words.
    #[serde(default)]
    pub last_error_message: Option<String>,
    /// How many deliveries are made at once.
    #[serde(default)]
    pub max_connections: Option<u8>,
    /// The kinds that are delivered; absent while Telegram decides.
    #[serde(default)]
    pub allowed_updates: Vec<String>,
}

/// A webhook as it is to be (<https://core.telegram.org/bots/api#setwebhook>).
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Where updates are brought to.
    pub url: String,
    /// What Telegram presents with each.
    pub secret: SecretString,
    /// How many deliveries are made at once, 1 to 100.
    pub max_connections: u8,
}

/// What becomes of the updates that wait.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pending {
    /// They are delivered later.
    Kept,
    /// Telegram forgets them.
    Dropped,
}

impl WebhookInfo {
    /// When a delivery last failed, if one ever did under this webhook.
    #[must_use]
    pub fn last_error_at(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.last_error_date?).ok()
    }

    /// Whether exactly the kinds that the bot uses are delivered, in whatever order.
    #[must_use]
    pub fn delivers_what_is_used(&self) -> bool {
        let used = UpdateKind::USED.map(UpdateKind::as_str);
        self.allowed_updates.len() == used.len()
            && used
                .iter()
                .all(|kind| self.allowed_updates.iter().any(|allowed| allowed == kind))
    }
}

impl Webhook {
    pub(crate) fn request(&self) -> Request {
        #[derive(Serialize)]
        struct Parameters<'a> {
            url: &'a str,
            secret_token: &'a str,
            max_connections: u8,
            allowed_updates: [&'static str; UpdateKind::USED.len()],
        }
        let parameters = Parameters {
            url: &self.url,
            secret_token: self.secret.expose_secret(),
            max_connections: self.max_connections,
            allowed_updates: UpdateKind::USED.map(UpdateKind::as_str),
        };
        Request::json("setWebhook", &parameters)
    }
}

impl Pending {
    pub(crate) fn delete_request(self) -> Request {
        #[derive(Serialize)]
        struct Parameters {
            drop_pending_updates: bool,
        }
        let parameters = Parameters {
            drop_pending_updates: self == Self::Dropped,
        };
        Request::json("deleteWebhook", &parameters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(allowed: &[&str]) -> WebhookInfo {
        let allowed_updates = allowed.iter().map(|kind| (*kind).to_owned()).collect();
        WebhookInfo {
            allowed_updates,
            ..WebhookInfo::default()
        }
    }

    #[test]
    fn the_order_of_kinds_does_not_count() {
        assert!(info(&["callback_query", "message", "edited_message"]).delivers_what_is_used());
        assert!(!info(&[]).delivers_what_is_used());
        assert!(!info(&["message", "callback_query"]).delivers_what_is_used());
        let more = ["message", "edited_message", "callback_query", "poll"];
        assert!(!info(&more).delivers_what_is_used());
    }

    #[test]
    fn a_bare_answer_is_no_webhook() {
        let bare = r#"{"url":"","has_custom_certificate":false,"pending_update_count":3}"#;
        let info: WebhookInfo = serde_json::from_str(bare).unwrap();
        assert_eq!((info.url.as_str(), info.pending_update_count), ("", 3));
        assert_eq!(info.last_error_at(), None);
    }
}
