//! The menu of commands that an app offers beside the field where one writes.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use crate::ChatId;

/// A line of a command menu (<https://core.telegram.org/bots/api#botcommand>).
///
/// What Telegram gives back ([`crate::BotApi::commands`]) is taken as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuCommand {
    command: String,
    description: String,
}

/// Telegram takes no such line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidMenuCommand {
    /// The name does not fit.
    #[error("a command's name is 1 to 32 of a-z 0-9 _")]
    Name,
    /// The description does not fit.
    #[error("a command's description has 1 to 256 characters")]
    Description,
}

/// Whom a command menu is for (<https://core.telegram.org/bots/api#botcommandscope>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CommandScope {
    /// Everybody for whom there is no menu of a narrower scope.
    #[default]
    Default,
    /// One chat. In a private one that is one person.
    Chat {
        /// The chat.
        #[serde(rename = "chat_id")]
        chat: ChatId,
    },
}

/// A two-letter ISO 639-1 language code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LanguageCode([u8; 2]);

impl MenuCommand {
    /// A line for the command `name`, without its slash. White space around the description is
    /// cut, as Telegram does, so that what it gives back is the same.
    ///
    /// # Errors
    /// When Telegram would refuse it.
    pub fn new(name: &str, description: &str) -> Result<Self, InvalidMenuCommand> {
        let in_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !(1..=32).contains(&name.len()) || !name.bytes().all(in_name) {
            return Err(InvalidMenuCommand::Name);
        }
        let description = description.trim();
        if !(1..=256).contains(&description.chars().count()) {
            return Err(InvalidMenuCommand::Description);
        }
        Ok(Self {
            command: name.to_owned(),
            description: description.to_owned(),
        })
    }

    /// The name, without the slash.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.command
    }

    /// What is written beside it.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }
}

impl CommandScope {
    /// Telegram's default is not named in a call.
    pub(crate) fn named(self) -> Option<Self> {
        (self != Self::Default).then_some(self)
    }
}

impl LanguageCode {
    /// The code, if it is one: two of a–z.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let letters: [u8; 2] = code.as_bytes().try_into().ok()?;
        let lower_case = letters.iter().all(u8::is_ascii_lowercase);
        lower_case.then_some(Self(letters))
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("the letters are ASCII")
    }
}

impl fmt::Debug for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for LanguageCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_telegram_refuses_is_none() {
        let long = "a".repeat(33);
        for name in ["", "/start", "Start", "a-b", "a b", "дай", &long] {
            let refused = MenuCommand::new(name, "x").unwrap_err();
            assert_eq!(refused, InvalidMenuCommand::Name, "{name}");
        }
        for description in ["", " \n", &"я".repeat(257)] {
            let refused = MenuCommand::new("start", description).unwrap_err();
            assert_eq!(refused, InvalidMenuCommand::Description);
        }
        assert!(MenuCommand::new(&"a".repeat(32), &"я".repeat(256)).is_ok());
    }

    #[test]
    fn a_description_is_compared_as_telegram_keeps_it() {
        let sent = MenuCommand::new("start", " Begin\n").unwrap();
        let kept = r#"{"command":"start","description":"Begin"}"#;
        assert_eq!(serde_json::from_str::<MenuCommand>(kept).unwrap(), sent);
    }

    #[test]
    fn a_language_code_is_two_letters() {
        for code in ["", "e", "eng", "EN", "e1", "ж"] {
            assert_eq!(LanguageCode::new(code), None, "{code}");
        }
        assert_eq!(LanguageCode::new("uz").unwrap().as_str(), "uz");
    }
}
