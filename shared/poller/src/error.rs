use line::LineError;
use telegram::ApiError;

/// Why polling cannot go on: nothing that passes by itself.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PollError {
    /// A webhook is set, or somebody else polls (409).
    #[error("Telegram gives the bot's updates to somebody else: {0}")]
    Conflict(String),
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
            }) => Ok(Self::Conflict(description)),
            LineError::Api(ApiError::Refused {
                code: 401 | 404,
                description,
                ..
            }) => Ok(Self::UnknownToken(description)),
            LineError::Api(error) => Err(error),
        }
    }
}
