use serde_json::{Value, json};
use thiserror::Error;

/// A refusal of the Bot API (<https://core.telegram.org/bots/api#making-requests>).
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{code}: {description}")]
pub struct ApiError {
    /// `error_code`, which is also the HTTP status.
    pub code: u16,
    /// What went wrong, in Telegram's words.
    pub description: String,
    /// Whole seconds after which the call may be made again.
    pub retry_after: Option<u64>,
    /// The supergroup that the group became.
    pub migrate_to_chat_id: Option<i64>,
}

impl ApiError {
    /// A refusal without parameters.
    #[must_use]
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        Self {
            code,
            description: description.into(),
            retry_after: None,
            migrate_to_chat_id: None,
        }
    }

    /// `429 Too Many Requests: retry after N`.
    #[must_use]
    pub fn too_many_requests(retry_after_s: u64) -> Self {
        let description = format!("Too Many Requests: retry after {retry_after_s}");
        Self {
            retry_after: Some(retry_after_s),
            ..Self::new(429, description)
        }
    }

    pub(crate) fn bad_request(description: &str) -> Self {
        Self::new(400, format!("Bad Request: {description}"))
    }

    pub(crate) fn forbidden(description: &str) -> Self {
        Self::new(403, format!("Forbidden: {description}"))
    }

    pub(crate) fn conflict(description: &str) -> Self {
        Self::new(409, format!("Conflict: {description}"))
    }

    pub(crate) fn migrated(to: i64) -> Self {
        Self {
            migrate_to_chat_id: Some(to),
            ..Self::bad_request("group chat was upgraded to a supergroup chat")
        }
    }

    /// The body of the answer.
    pub(crate) fn to_json(&self) -> Value {
        let mut body =
            json!({"ok": false, "error_code": self.code, "description": self.description});
        if let Some(seconds) = self.retry_after {
            body["parameters"]["retry_after"] = seconds.into();
        }
        if let Some(chat) = self.migrate_to_chat_id {
            body["parameters"]["migrate_to_chat_id"] = chat.into();
        }
        body
    }
}
