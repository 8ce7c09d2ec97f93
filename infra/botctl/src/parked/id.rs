use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// What is parked is known by the update's id, or by the id that SQS gave a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Id {
    Update(i64),
    Message(String),
}

impl FromStr for Id {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let update = text.parse().map(Self::Update);
        Ok(update.unwrap_or_else(|_| Self::Message(text.to_owned())))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Update(id) => id.fmt(f),
            Self::Message(id) => f.write_str(id),
        }
    }
}
