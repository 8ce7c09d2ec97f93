use std::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::names::spelled;
use crate::{Malformed, Reader, Reported, Source};

const SECRET: &str = "TELEGRAM_WEBHOOK_SECRET";
const SHA256: &str = "TELEGRAM_WEBHOOK_SECRET_SHA256";

/// The SHA-256 digest of a webhook secret: enough to check what a caller presents.
///
/// Its `Debug` does not show it, since a short secret can be guessed from its digest.
#[derive(Clone, Copy)]
pub struct SecretDigest([u8; 32]);

impl SecretDigest {
    /// The digest of `secret`, whatever its form.
    #[must_use]
    pub fn of(secret: &str) -> Self {
        Self::of_bytes(secret.as_bytes())
    }

    /// The digest of a secret that Telegram's `setWebhook` would take (Bot API, `secret_token`),
    /// be it from the environment or fetched from a parameter.
    ///
    /// # Errors
    /// When it is not 1–256 of A–Z a–z 0–9 _ and -.
    pub fn of_secret_text(secret: &str) -> Result<Self, Malformed> {
        if spelled(secret, 1..=256, b"_-") {
            return Ok(Self::of(secret));
        }
        Err(Malformed::new(
            "does not have the form of a webhook secret",
            "use 1 to 256 of A-Z a-z 0-9 _ -",
        ))
    }

    /// The digest that 64 hexadecimal digits of either case spell.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn from_hex(text: &str) -> Result<Self, Malformed> {
        decoded(text).map(Self).ok_or_else(|| {
            Malformed::new(
                "does not have the form of a SHA-256 digest",
                "set it to the 64 hexadecimal digits",
            )
        })
    }

    /// Whether `presented` is the secret, in a time that does not depend on where they differ.
    #[must_use]
    pub fn matches(&self, presented: &[u8]) -> bool {
        self.0.ct_eq(&Self::of_bytes(presented).0).into()
    }

    fn of_bytes(secret: &[u8]) -> Self {
        Self(Sha256::digest(secret).into())
    }
}

impl fmt::Debug for SecretDigest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretDigest(redacted)")
    }
}

fn decoded(text: &str) -> Option<[u8; 32]> {
    let pairs = text.as_bytes().as_chunks().0;
    let mut bytes = [0; 32];
    if text.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = (digit(*high)? << 4) | digit(*low)?;
    }
    Some(bytes)
}

fn digit(character: u8) -> Option<u8> {
    let value = char::from(character).to_digit(16)?;
    u8::try_from(value).ok()
}

/// What the webhook's callers are checked against: the secret, else its digest, else the
/// parameter that holds the secret. The digest comes first of the two since it needs no fetch.
pub(crate) fn webhook_secret(reader: &mut Reader<'_>) -> Result<Source<SecretDigest>, Reported> {
    if let Some(digest) = reader.optional(SECRET, SecretDigest::of_secret_text)? {
        return Ok(Source::Value(digest));
    }
    if let Some(digest) = reader.optional(SHA256, SecretDigest::from_hex)? {
        return Ok(Source::Value(digest));
    }
    let parameter = reader.source(SECRET, SecretDigest::of_secret_text)?;
    parameter.ok_or_else(|| missing(reader))
}

/// The webhook's secret itself, for whoever has to present it.
#[derive(Clone)]
pub struct WebhookSecretText(secrecy::SecretString);

impl WebhookSecretText {
    /// Takes the secret, 1 to 256 of A-Z a-z 0-9 _ -.
    ///
    /// # Errors
    /// When it has another form.
    pub fn of(text: &str) -> Result<Self, Malformed> {
        SecretDigest::of_secret_text(text).map(|_| Self(secrecy::SecretString::from(text)))
    }

    /// The secret, for a request's header.
    #[must_use]
    pub fn expose(&self) -> &str {
        secrecy::ExposeSecret::expose_secret(&self.0)
    }
}

impl fmt::Debug for WebhookSecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecretText(redacted)")
    }
}

pub(crate) fn webhook_secret_text(
    reader: &mut Reader<'_>,
) -> Result<Source<WebhookSecretText>, Reported> {
    let source = reader.source(SECRET, WebhookSecretText::of)?;
    source.ok_or_else(|| {
        let mend = "set it, or TELEGRAM_WEBHOOK_SECRET_PARAMETER to the name of an SSM SecureString; \
                    a digest cannot be presented";
        reader.report(SECRET, "is missing", mend)
    })
}

fn missing(reader: &mut Reader<'_>) -> Reported {
    reader.report(
        SECRET,
        "is missing",
        "set it to 1 to 256 of A-Z a-z 0-9 _ -, or TELEGRAM_WEBHOOK_SECRET_SHA256 to its digest, \
         or TELEGRAM_WEBHOOK_SECRET_PARAMETER to the name of an SSM SecureString",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn only_the_very_secret_matches() {
        let digest = SecretDigest::of_secret_text("s3cret_-A").unwrap();
        assert!(digest.matches(b"s3cret_-A"));
        for wrong in ["", "s3cret_-a", "s3cret_-", "s3cret_-AA", "\u{0}"] {
            assert!(!digest.matches(wrong.as_bytes()), "{wrong}");
        }
    }

    #[test]
    fn a_digest_matches_as_its_secret_does() {
        for hex in [OF_ABC, &OF_ABC.to_uppercase()] {
            let digest = SecretDigest::from_hex(hex).unwrap();
            assert!(digest.matches(b"abc") && !digest.matches(b"abd"));
        }
    }

    #[test]
    fn malformed_secrets_and_digests_are_refused() {
        for secret in ["", "with space", "newline\n", "ключ", &"a".repeat(257)] {
            assert!(SecretDigest::of_secret_text(secret).is_err(), "{secret:?}");
        }
        let non_ascii = "é".repeat(32);
        for hex in [
            "",
            &OF_ABC[1..],
            &format!("{OF_ABC}0"),
            &OF_ABC.replace('b', "g"),
            &non_ascii,
        ] {
            assert!(SecretDigest::from_hex(hex).is_err(), "{hex}");
        }
    }

    #[test]
    fn debug_output_hides_the_digest() {
        assert_eq!(
            format!("{:?}", SecretDigest::of("abc")),
            "SecretDigest(redacted)"
        );
    }
}
