//! The numbers that Telegram names things with, each a type of its own.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// The id with this number.
            #[must_use]
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// The number itself.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// An update. Starts at random and counts up by one, but may be re-randomised
    /// (<https://core.telegram.org/bots/api#update>): never compare two for age.
    UpdateId
}

id! {
    /// A person or a bot; at most 52 significant bits (<https://core.telegram.org/bots/api#user>).
    UserId
}

id! {
    /// A chat: positive for a private one, negative for groups and channels
    /// (<https://core.telegram.org/bots/api#chat>).
    ChatId
}

id! {
    /// A message, unique inside its chat (<https://core.telegram.org/bots/api#message>).
    MessageId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_as_its_number() {
        let id = ChatId::new(-1_001_234_567_890);
        assert_eq!(serde_json::to_string(&id).unwrap(), "-1001234567890");
        assert_eq!(
            serde_json::from_str::<ChatId>("-1001234567890").unwrap(),
            id
        );
        assert_eq!(id.to_string(), "-1001234567890");
    }
}
