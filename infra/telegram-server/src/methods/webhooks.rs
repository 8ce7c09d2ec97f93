use http::Uri;
use serde_json::{Value, json};

use super::Answer;
use crate::ApiError;
use crate::limits::Limits;
use crate::params::Params;
use crate::webhook::Webhook;
use crate::world::World;

const DEFAULT_CONNECTIONS: i64 = 40;

/// The ports that Telegram calls.
const PORTS: [u16; 4] = [443, 80, 88, 8443];

impl World {
    pub(super) fn set_webhook(&mut self, params: &Params) -> Answer {
        let url = params.text("url").unwrap_or_default();
        if url.is_empty() {
            return Ok(self.delete_webhook(params));
        }
        check_url(&url)?;
        if self.meter.limits == Limits::Telegram {
            self.meter.set_webhook(self.clock.now())?;
        }
        let wanted = params.integer("max_connections");
        let connections = wanted.unwrap_or(DEFAULT_CONNECTIONS).clamp(1, 100);
        let webhook = Webhook {
            url,
            secret_token: secret_token(params)?,
            max_connections: usize::try_from(connections).unwrap_or(1),
            allowed_updates: params
                .strings("allowed_updates")
                .or_else(|| self.updates.allowed.clone()),
        };
        self.drop_pending(params);
        if self.webhook.current.as_ref() != Some(&webhook) {
            self.replace_webhook(Some(webhook));
        }
        Ok(json!(true))
    }

    pub(super) fn delete_webhook(&mut self, params: &Params) -> Value {
        self.drop_pending(params);
        if self.webhook.current.is_some() {
            self.replace_webhook(None);
        }
        json!(true)
    }

    pub(super) fn get_webhook_info(&mut self) -> Value {
        self.updates.expire(self.clock.now());
        let mut info = json!({
            "url": "",
            "has_custom_certificate": false,
            "pending_update_count": self.updates.waiting.len(),
        });
        if let Some(webhook) = &self.webhook.current {
            info["url"] = webhook.url.as_str().into();
            info["max_connections"] = webhook.max_connections.into();
            info["ip_address"] = "127.0.0.1".into();
        }
        if let Some((date, message)) = &self.webhook.last_error {
            info["last_error_date"] = (*date).into();
            info["last_error_message"] = message.as_str().into();
        }
        if let Some(allowed) = self
            .updates
            .allowed
            .as_ref()
            .filter(|list| !list.is_empty())
        {
            info["allowed_updates"] = json!(allowed);
        }
        info
    }

    fn drop_pending(&mut self, params: &Params) {
        if params.flag("drop_pending_updates") {
            self.updates.waiting.keep_last(0);
        }
    }
}

/// Anything goes on loopback; elsewhere HTTPS on one of four ports.
fn check_url(url: &str) -> Result<(), ApiError> {
    let refused = |why: &str| ApiError::bad_request(&format!("bad webhook: {why}"));
    let uri: Uri = url.parse().map_err(|_| refused("invalid URL specified"))?;
    let host = uri.host().unwrap_or_default();
    if host.is_empty() {
        return Err(refused("URL host is empty"));
    }
    if is_loopback(host) {
        return Ok(());
    }
    if uri.scheme_str() != Some("https") {
        return Err(refused("An HTTPS URL must be provided for webhook"));
    }
    if !PORTS.contains(&uri.port_u16().unwrap_or(443)) {
        return Err(refused(
            "Webhook can be set up only on ports 80, 88, 443 or 8443",
        ));
    }
    Ok(())
}

pub(crate) fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "[::1]") || host.starts_with("127.")
}

/// 1 to 256 of A–Z, a–z, 0–9, `_` and `-`.
fn secret_token(params: &Params) -> Result<Option<String>, ApiError> {
    let Some(secret) = params.text("secret_token").filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if secret.len() > 256 {
        return Err(ApiError::bad_request("secret token is too long"));
    }
    let in_secret = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !secret.chars().all(in_secret) {
        let why = "secret token contains unallowed characters";
        return Err(ApiError::bad_request(why));
    }
    Ok(Some(secret))
}
