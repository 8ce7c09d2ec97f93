use std::ops::RangeInclusive;
use std::str::FromStr;

use diary::Zone;

use crate::Malformed;

/// The name of a DynamoDB table: 3–255 of A–Z a–z 0–9 _ . and - (Amazon DynamoDB developer
/// guide, "Supported data types and naming rules").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableName(String);

/// The bot's username without its @: 5–32 of A–Z a–z 0–9 and _. Telegram ignores its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BotUsername(String);

/// The shop's time zone, by its name in the IANA database that is built into the program.
pub(crate) fn zone(text: &str) -> Result<Zone, Malformed> {
    Zone::named(text).map_err(|_| {
        Malformed::new(
            "is not a time zone",
            "set it to a name of the IANA database, such as Asia/Tashkent, or unset it for UTC",
        )
    })
}

impl TableName {
    pub(crate) const MEND: &'static str =
        "set it to the DynamoDB table's name, 3 to 255 of A-Z a-z 0-9 _ . -";

    /// The name as DynamoDB knows it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TableName {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        if spelled(text, 3..=255, b"_.-") {
            return Ok(Self(text.to_owned()));
        }
        Err(Malformed::new("is not a table name", Self::MEND))
    }
}

impl BotUsername {
    /// The name without an @.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BotUsername {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let name = text.strip_prefix('@').unwrap_or(text);
        if spelled(name, 5..=32, b"_") {
            return Ok(Self(name.to_owned()));
        }
        Err(Malformed::new(
            "is not a username",
            "set it to the bot's username, 5 to 32 of A-Z a-z 0-9 _",
        ))
    }
}

/// Whether `text` has a length in bytes within `lengths` and is made of ASCII letters, digits
/// and the marks alone.
pub(crate) fn spelled(text: &str, lengths: RangeInclusive<usize>, marks: &[u8]) -> bool {
    lengths.contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || marks.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_name_keeps_dynamodb_rules() {
        for name in ["abc", "Frontdesk_dev.2-eu", &"t".repeat(255)] {
            assert_eq!(name.parse::<TableName>().unwrap().as_str(), name);
        }
        for name in ["", "ab", "a table", "tablé", &"t".repeat(256)] {
            assert!(name.parse::<TableName>().is_err(), "{name}");
        }
    }

    #[test]
    fn a_username_loses_one_at_sign() {
        assert_eq!(
            "@front_desk_bot".parse::<BotUsername>().unwrap().as_str(),
            "front_desk_bot"
        );
        assert_eq!(
            "front_desk_bot".parse::<BotUsername>().unwrap().as_str(),
            "front_desk_bot"
        );
        for name in [
            "@",
            "@abcd",
            "@@front_desk",
            "front-desk",
            "t.me/frontdesk",
            &"b".repeat(33),
        ] {
            assert!(name.parse::<BotUsername>().is_err(), "{name}");
        }
    }
}
