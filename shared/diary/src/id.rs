use std::fmt;

use serde::{Deserialize, Serialize};

/// The text is no id.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("an id has 1 to 32 characters of A-Z, a-z, 0-9, '-', '_' and '.'")]
pub struct NotAnId;

/// Whether a text is an id. 32 characters leave room beside it in a button's 64 bytes.
fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=32).contains(&text.len()) && text.bytes().all(allowed)
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// The id of that text: 1 to 32 characters of A-Z, a-z, 0-9, `-`, `_` and `.`.
            ///
            /// # Errors
            /// [`NotAnId`].
            pub fn new(text: impl Into<String>) -> Result<Self, NotAnId> {
                let text = text.into();
                if is_id(&text) { Ok(Self(text)) } else { Err(NotAnId) }
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, NotAnId> {
                Self::new(text)
            }
        }
    };
}

id! {
    /// Names a booking for good, also when it is moved to another day.
    BookingId
}
id! {
    /// Names a block within its day.
    BlockId
}
id! {
    /// Names a service of the shop.
    ServiceId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_fit_into_a_button() {
        for id in ["haircut_beard", "123456789-0", "a", &"x".repeat(32)] {
            assert_eq!(ServiceId::new(id).unwrap().as_str(), id);
        }
        for odd in ["", "a b", "<b>", "é", "a#b", &"x".repeat(33)] {
            assert_eq!(ServiceId::new(odd), Err(NotAnId), "{odd}");
        }
    }
}
