use serde::Deserialize;

/// What Telegram knows of the webhook (<https://core.telegram.org/bots/api#webhookinfo>), as far as
/// it is watched.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
pub struct WebhookInfo {
    /// The address that Telegram calls; empty while there is none.
    pub url: String,
    /// How many updates wait to be delivered.
    pub pending_update_count: u64,
    /// When an update could not be delivered last, in epoch seconds. It stays when all is well
    /// again, until the webhook is set anew.
    pub last_error_date: Option<i64>,
    /// Why not.
    pub last_error_message: Option<String>,
}
