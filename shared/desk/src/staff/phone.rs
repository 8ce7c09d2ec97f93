use std::fmt;

use serde::{Deserialize, Serialize};
use store::{Key, Record};

/// A phone number in its one normal form: `+` and 8 to 15 digits, the first of them 1 to 9
/// (ITU-T E.164 has at most 15).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String")]
pub struct PhoneNumber(String);

/// The text is no phone number.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a phone number has 8 to 15 digits and does not begin with 0")]
pub struct NotAPhone;

impl PhoneNumber {
    const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

    /// Reads a number as people type it: spaces, dashes and brackets do not count, the `+` may
    /// be left out.
    ///
    /// # Errors
    /// [`NotAPhone`].
    pub fn parse(text: &str) -> Result<Self, NotAPhone> {
        let separator =
            |c: char| c.is_whitespace() || matches!(c, '-' | '(' | ')' | '[' | ']' | '‐'..='―');
        let number: String = text.chars().filter(|c| !separator(*c)).collect();
        let digits = number.strip_prefix('+').unwrap_or(&number);
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        let fits = plain && Self::DIGITS.contains(&digits.len()) && !digits.starts_with('0');
        if fits {
            Ok(Self(format!("+{digits}")))
        } else {
            Err(NotAPhone)
        }
    }

    /// The number with its `+`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = NotAPhone;

    fn try_from(text: String) -> Result<Self, NotAPhone> {
        Self::parse(&text)
    }
}

/// Who uses a phone number: no two accounts may.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct PhoneOwner {
    /// The number.
    pub phone: PhoneNumber,
    /// The Telegram user id; `None` once it was given up.
    pub owner: Option<i64>,
}

impl Record for PhoneOwner {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::phone(self.phone.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Option<String> {
        PhoneNumber::parse(text).ok().map(|phone| phone.0)
    }

    #[test]
    fn numbers_have_one_normal_form() {
        for typed in [
            "+998 (90) 123-45-67",
            "998901234567",
            "998 90 123‑45‑67",
            " [998]901234567\n",
        ] {
            assert_eq!(parsed(typed).as_deref(), Some("+998901234567"), "{typed}");
        }
        for odd in [
            "",
            "+",
            "1234567",
            "1234567890123456",
            "012345678",
            "+99+8901234567",
            "12345678a",
            "٠١٢٣٤٥٦٧٨",
        ] {
            assert_eq!(parsed(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn a_number_reads_back_as_itself(text in "\\+?[0-9 ()-]{0,20}") {
            if let Ok(phone) = PhoneNumber::parse(&text) {
                prop_assert_eq!(PhoneNumber::parse(phone.as_str()), Ok(phone));
            }
        }
    }
}
