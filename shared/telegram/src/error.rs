//! What can go wrong in a call of the Bot API.

use thiserror::Error;

/// Why a call did not succeed, by what that says about its effect.
///
/// *Not sent* had none and may be repeated. *Refused* had none either; whether a repetition
/// helps is in the code. *Unknown* and *unreadable* may have had their effect: a send is not
/// repeated then.
///
/// The bot token is part of every request's URL, so nothing of the HTTP client's own errors is
/// kept: neither `Display` nor `Debug` nor a source can show it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ApiError {
    /// Telegram said no (<https://core.telegram.org/bots/api#making-requests>).
    #[error("Telegram refused with {code}: {description}")]
    Refused {
        /// `error_code`, an HTTP status by custom.
        code: i64,
        /// Telegram's own words, at most 200 characters. Fit for a log.
        description: String,
        /// On a 429, the seconds to wait; values up to 86,400 were seen.
        retry_after: Option<u64>,
        /// The supergroup that a group has become; use that id from now on.
        migrate_to_chat_id: Option<i64>,
    },
    /// No connection: nothing was written.
    #[error("Telegram could not be reached")]
    NotSent,
    /// The time ran out or the connection broke; the request may have been written.
    #[error("Telegram's answer did not arrive")]
    Unknown,
    /// An answer came, but not one of the Bot API: a gateway's error page, or a redirect.
    #[error("Telegram's answer with status {status} could not be read")]
    Unreadable {
        /// The HTTP status.
        status: u16,
    },
}
