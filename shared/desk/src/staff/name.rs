use std::fmt;

use serde::{Deserialize, Serialize};

/// A first or a last name: 2 to 64 characters, without control characters, single spaces inside.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String")]
pub struct PersonName(String);

/// Why a text is no name.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NameError {
    /// Fewer than two characters.
    #[error("a name has at least 2 characters")]
    TooShort,
    /// More than 64 characters, which is also Telegram's bound.
    #[error("a name has at most 64 characters")]
    TooLong,
    /// Characters that nobody can see.
    #[error("a name has no control characters")]
    Unprintable,
}

impl PersonName {
    const LENGTH: std::ops::RangeInclusive<usize> = 2..=64;

    /// Reads a name as somebody types it.
    ///
    /// # Errors
    /// See [`NameError`].
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().any(is_invisible) {
            return Err(NameError::Unprintable);
        }
        match name.chars().count() {
            length if Self::LENGTH.contains(&length) => Ok(Self(name)),
            length if length < *Self::LENGTH.start() => Err(NameError::TooShort),
            _ => Err(NameError::TooLong),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and format characters that hide or turn text around. The two joiners
/// (U+200C, U+200D) are letters' own business in Persian and Indic scripts.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
        )
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PersonName {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_what_people_are_called() {
        for (typed, kept) in [
            (" Ann ", "Ann"),
            ("Anna\u{a0} Maria\n", "Anna Maria"),
            ("Oʻg", "Oʻg"),
            ("علي", "علي"),
        ] {
            assert_eq!(
                PersonName::parse(typed).map(|name| name.0),
                Ok(kept.to_owned())
            );
        }
        assert_eq!(PersonName::parse(" A "), Err(NameError::TooShort));
        for hidden in ["A\u{7}b", "\u{200b}\u{200b}", "\u{202e}nnA"] {
            assert_eq!(PersonName::parse(hidden), Err(NameError::Unprintable));
        }
        assert_eq!(PersonName::parse(&"я".repeat(65)), Err(NameError::TooLong));
        assert!(PersonName::parse(&"я".repeat(64)).is_ok());
    }

    proptest! {
        #[test]
        fn a_name_reads_back_as_itself(text in "\\PC{0,80}") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
