use line::LineError;
use telegram::ApiError;

/// Why polling cannot go on: nothing that passes by itself.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PollError {
    /// A webhook is set (409).
    #[error("Telegram brings the bot's updates to a webhook: {0}")]
    Webhook(String),
    /// Somebody else polls (409).
    #[error("Telegram gives the bot's updates to somebody else: {0}")]
    Conflict(String),
    /// The permit to poll has ended.
    #[error("the lock of the poller was lost")]
    Fenced,
    /// The token is none of a bot (401, 404).
    #[error("Telegram does not know the bot token: {0}")]
    UnknownToken(String),
    /// The token cannot be had.
    #[error(transparent)]
    Token(#[from] line::TokenError),
}

impl PollError {
    /// Sorts an error by whether it passes by itself.
    ///
    /// # Errors
    /// What passes is given back.
    pub fn lasting(error: LineError) -> Result<Self, ApiError> {
        match error {
            LineError::Token(error) => Ok(Self::Token(error)),
            LineError::Api(ApiError::Refused {
                code: 409,
                description,
                ..
            }) => Ok(Self::of_conflict(description)),
            LineError::Api(ApiError::Refused {
                code: 401 | 404,
                description,
                ..
            }) => Ok(Self::UnknownToken(description)),
            LineError::Api(error) => Err(error),
        }
    }

    /// Telegram tells the two apart by its words alone: "can't use getUpdates method while webhook
    /// is active" and "terminated by setWebhook request", or "terminated by other getUpdates
    /// request" (tdlib/telegram-bot-api, Client.cpp).
    fn of_conflict(description: String) -> Self {
        if description.to_ascii_lowercase().contains("webhook") {
            Self::Webhook(description)
        } else {
            Self::Conflict(description)
        }
    }
}
