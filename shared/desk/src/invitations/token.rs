use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What stands before a token in the payload of a link.
const PREFIX: &str = "inv_";

/// The secret of an invitation: whoever has it may open the invitation. It is shown once and
/// stored nowhere.
#[derive(Clone, Eq, PartialEq)]
pub struct Token(String);

/// The SHA-256 digest of a token, by which its invitation is kept: 43 letters of base64url.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String")]
pub struct Digest(String);

/// The text is no digest.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a digest has 43 letters of base64url")]
pub struct NoDigest;

impl Token {
    /// 128 bits as 22 letters of base64url.
    const LENGTH: usize = 22;

    /// A new token of 128 bits that nobody can guess. They come from the operating system and
    /// not from the process's entropy, which is predictable to whoever knows its seed.
    pub(super) fn draw() -> Self {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits).expect("the operating system has randomness");
        Self(URL_SAFE_NO_PAD.encode(bits))
    }

    /// The token in what stands behind `/start`; `None` where that is something else.
    pub(crate) fn of_payload(payload: &str) -> Option<Self> {
        let token = payload.strip_prefix(PREFIX)?;
        is_base64url(token, Self::LENGTH).then(|| Self(token.to_owned()))
    }

    /// What has to stand behind `/start`.
    pub(super) fn payload(&self) -> String {
        format!("{PREFIX}{}", self.0)
    }

    /// What the invitation is kept by.
    pub(super) fn digest(&self) -> Digest {
        Digest(URL_SAFE_NO_PAD.encode(Sha256::digest(self.0.as_bytes())))
    }
}

/// Nothing that is printed may hold a token.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Digest {
    const LENGTH: usize = 43;

    /// Reads a digest.
    ///
    /// # Errors
    /// [`NoDigest`].
    pub fn parse(text: &str) -> Result<Self, NoDigest> {
        let fits = is_base64url(text, Self::LENGTH);
        fits.then(|| Self(text.to_owned())).ok_or(NoDigest)
    }

    /// The digest as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Digest {
    type Error = NoDigest;

    fn try_from(text: String) -> Result<Self, NoDigest> {
        Self::parse(&text)
    }
}

fn is_base64url(text: &str, length: usize) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.len() == length && text.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_brings_the_token_back() {
        let token = Token::draw();
        assert_eq!(Token::of_payload(&token.payload()), Some(token.clone()));
        assert!(token.payload().len() <= 64, "Telegram's bound on a payload");
        assert_eq!(Digest::parse(token.digest().as_str()), Ok(token.digest()));
        for odd in [
            "",
            "inv_",
            "inv_x",
            "promo",
            &format!("inv_{}", "ä".repeat(11)),
        ] {
            assert_eq!(Token::of_payload(odd), None, "{odd}");
        }
    }

    #[test]
    fn no_two_tokens_are_the_same() {
        let digests: Vec<_> = (0..100).map(|_| Token::draw().digest().0).collect();
        let distinct: std::collections::BTreeSet<_> = digests.iter().collect();
        assert_eq!(distinct.len(), 100);
    }

    #[test]
    fn a_digest_is_what_sha_256_says() {
        let token = Token("AAAAAAAAAAAAAAAAAAAAAA".to_owned());
        let printed = format!("{token:?}");
        assert!(!printed.contains("AAAA"), "{printed}");
        assert_eq!(token.digest().as_str().len(), Digest::LENGTH);
        assert_ne!(token.digest(), Token::draw().digest());
    }
}
