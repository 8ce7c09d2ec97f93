use std::str::FromStr;

use crate::Malformed;

/// Where a setting's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source<T> {
    /// The environment holds the value itself.
    Value(T),
    /// The value is fetched when it is first needed.
    Parameter(ParameterName),
}

/// The name or ARN of an SSM `SecureString` parameter.
///
/// A name is made of A–Z a–z 0–9 _ . - and / (AWS Systems Manager API reference, `PutParameter`).
/// A colon is taken in an ARN only: a bot token that was pasted here by mistake has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterName(String);

impl ParameterName {
    /// The longest name that `GetParameter` takes, in characters.
    pub const MAX_LENGTH: usize = 2048;

    /// The name as AWS knows it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ParameterName {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let arn = text.starts_with("arn:");
        let fits = |byte: u8| {
            byte.is_ascii_alphanumeric() || b"_.-/".contains(&byte) || (arn && byte == b':')
        };
        if (1..=Self::MAX_LENGTH).contains(&text.len()) && text.bytes().all(fits) {
            return Ok(Self(text.to_owned()));
        }
        Err(Malformed::new(
            "is not the name of an SSM parameter",
            "set it to the parameter's name or ARN, not to the secret itself",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_arns_are_taken() {
        for name in [
            "token",
            "/frontdesk/prod/bot-token",
            "arn:aws:ssm:eu-west-1:123456789012:parameter/a.b",
        ] {
            assert_eq!(name.parse::<ParameterName>().unwrap().as_str(), name);
        }
    }

    #[test]
    fn a_pasted_token_is_refused() {
        for text in [
            "",
            "123456:AAF_abcdefghijklmnopqrstuvwxyz",
            "two words",
            "ключ",
        ] {
            assert!(text.parse::<ParameterName>().is_err(), "{text}");
        }
        assert!("a".repeat(2049).parse::<ParameterName>().is_err());
    }
}
