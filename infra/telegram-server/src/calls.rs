use jiff::Timestamp;
use serde_json::Value;

use crate::{ApiError, ChatId};

/// A call that the bot made.
#[derive(Clone, Debug, PartialEq)]
pub struct CallRecord {
    /// The method as it was written.
    pub method: String,
    /// The chat it was about, if it was about one.
    pub chat: Option<ChatId>,
    /// The parameters, without the method.
    pub params: Value,
    /// The way it took.
    pub via: Via,
    /// When it was made.
    pub at: Timestamp,
    /// What became of it.
    pub end: CallEnd,
}

/// The way that a call took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// A request to the Bot API.
    Http,
    /// The answer to a webhook. The bot never sees the result.
    WebhookReply,
    /// [`crate::Telegram::call`]: without HTTP, from inside of the test or the sandbox.
    Direct,
}

/// What became of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum CallEnd {
    /// It was performed or refused, and answered so.
    Answered(Result<Value, ApiError>),
    /// It was performed or refused, and the answer never came: the connection stays open.
    Hanging(Result<Value, ApiError>),
    /// It was performed or refused, and the connection closed without an answer.
    Closed(Result<Value, ApiError>),
    /// The connection closed before the call was performed.
    Dropped,
}

impl CallEnd {
    /// The result of the call, whether or not it was told; none when it was not performed.
    #[must_use]
    pub fn result(&self) -> Option<&Result<Value, ApiError>> {
        match self {
            Self::Answered(result) | Self::Hanging(result) | Self::Closed(result) => Some(result),
            Self::Dropped => None,
        }
    }
}

impl CallRecord {
    /// Whether the call was performed and succeeded.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        matches!(self.end.result(), Some(Ok(_)))
    }

    /// Why the call was refused.
    #[must_use]
    pub fn error(&self) -> Option<&ApiError> {
        self.end.result()?.as_ref().err()
    }
}
