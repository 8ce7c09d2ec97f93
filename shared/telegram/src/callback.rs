//! The data behind a button.

use std::fmt;

use thiserror::Error;

/// What a press brings back: 1–64 bytes (<https://core.telegram.org/bots/api#inlinekeyboardbutton>).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CallbackData(String);

impl CallbackData {
    /// The most bytes that Telegram takes.
    pub const LIMIT: usize = 64;

    /// Takes data for a button.
    ///
    /// # Errors
    /// When there is none, or more than [`Self::LIMIT`] bytes.
    pub fn try_new(data: impl Into<String>) -> Result<Self, CallbackDataError> {
        let data = data.into();
        match data.len() {
            0 => Err(CallbackDataError::Empty),
            1..=Self::LIMIT => Ok(Self(data)),
            bytes => Err(CallbackDataError::TooLong { bytes }),
        }
    }

    /// The data itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CallbackData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no callback data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CallbackDataError {
    /// There is nothing in it.
    #[error("callback data is empty")]
    Empty,
    /// Telegram would refuse the whole message.
    #[error("callback data has {bytes} bytes, the limit is 64")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_measured_in_bytes() {
        assert!(CallbackData::try_new("x".repeat(64)).is_ok());
        let cyrillic = CallbackData::try_new("ж".repeat(33));
        assert_eq!(cyrillic, Err(CallbackDataError::TooLong { bytes: 66 }));
        assert_eq!(CallbackData::try_new(""), Err(CallbackDataError::Empty));
    }
}
