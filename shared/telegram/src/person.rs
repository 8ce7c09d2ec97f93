//! A sender, as far as the business reads it.

use serde::Deserialize;

use crate::UserId;

/// A user of Telegram (<https://core.telegram.org/bots/api#user>). Names are personal data and
/// whatever people choose: never log them, always escape them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// The number that stays when names change.
    pub id: UserId,
    /// Whether this is a bot.
    #[serde(default)]
    pub is_bot: bool,
    /// The first name; Telegram always sends one, and it may be blank.
    #[serde(default)]
    pub first_name: String,
    /// The last name.
    pub last_name: Option<String>,
    /// The public name without `@`.
    pub username: Option<String>,
    /// The language of the person's app as an IETF tag, unchecked.
    pub language_code: Option<String>,
}
