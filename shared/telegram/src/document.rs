use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A small file of text that is sent with a message, such as a calendar entry.
///
/// Its name is plain enough for every header that it goes through: the Bot API's server decodes
/// `%41` in it and takes a backslash for an escape (tdlib/td, `HttpReader::parse_multipart_form_data`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Document {
    name: String,
    mime: String,
    content: String,
}

/// Why there is no such document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidDocument {
    /// The name does not fit.
    #[error("a document's name is 3 to 64 of A-Z a-z 0-9 _ - with an extension behind a dot")]
    Name,
    /// The type does not fit.
    #[error("a document's type is such as text/calendar, at most 64 characters")]
    Mime,
    /// There is nothing in it, which Telegram refuses.
    #[error("a document is not empty")]
    Empty,
    /// There is too much in it.
    #[error("a document has at most {} bytes", Document::MAX_BYTES)]
    TooLarge,
}

impl Document {
    /// The most bytes of a content. It lies in the row of a notice, and each write of that row
    /// costs a write unit a kilobyte. A build reads no larger one: a raise goes out before its use.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// The longest name and the longest type, in bytes.
    const MAX_LABEL: usize = 64;

    /// A document of this content. People get the name; Telegram tells its apps the type that
    /// belongs to the name's extension, whatever `mime` says (tdlib/td, `MimeType::from_extension`).
    ///
    /// # Errors
    /// When it would be refused, or would not fit into a notice's row.
    pub fn new(
        name: &str,
        mime: &str,
        content: impl Into<String>,
    ) -> Result<Self, InvalidDocument> {
        let content = content.into();
        if !is_name(name) {
            return Err(InvalidDocument::Name);
        }
        if !is_mime(mime) {
            return Err(InvalidDocument::Mime);
        }
        match content.len() {
            0 => Err(InvalidDocument::Empty),
            1..=Self::MAX_BYTES => Ok(Self {
                name: name.to_owned(),
                mime: mime.to_owned(),
                content,
            }),
            _ => Err(InvalidDocument::TooLarge),
        }
    }

    /// The name of the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its type.
    #[must_use]
    pub fn mime(&self) -> &str {
        &self.mime
    }

    /// What is in it.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }
}

/// A document as it is stored.
#[derive(Deserialize)]
struct Unchecked {
    name: String,
    mime: String,
    content: String,
}

impl TryFrom<Unchecked> for Document {
    type Error = InvalidDocument;

    fn try_from(stored: Unchecked) -> Result<Self, InvalidDocument> {
        Self::new(&stored.name, &stored.mime, stored.content)
    }
}

fn is_name(name: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    name.len() <= Document::MAX_LABEL && is_word(stem, b"_-.") && is_word(extension, b"")
}

fn is_mime(mime: &str) -> bool {
    let Some((kind, subtype)) = mime.split_once('/') else {
        return false;
    };
    mime.len() <= Document::MAX_LABEL && is_word(kind, b"") && is_word(subtype, b"+-.")
}

/// ASCII letters, digits and some more, which does not begin with one of those.
fn is_word(text: &str, more: &[u8]) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes().next().is_some_and(plain) && text.bytes().all(|b| plain(b) || more.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str, mime: &str, content: &str) -> Option<InvalidDocument> {
        Document::new(name, mime, content).err()
    }

    #[test]
    fn a_document_keeps_what_it_is_given() {
        let file = Document::new("visit-2026.08.ics", "text/calendar", "BEGIN").unwrap();
        let parts = (file.name(), file.mime(), file.content());
        assert_eq!(parts, ("visit-2026.08.ics", "text/calendar", "BEGIN"));
    }

    #[test]
    fn a_name_that_headers_would_change_is_refused() {
        let long = format!("{}.ics", "a".repeat(61));
        for name in [
            "",
            "ics",
            ".ics",
            "a.",
            "a b.ics",
            "a\".ics",
            "a\\.ics",
            "%41.ics",
            "a/b.ics",
            "a\r\n.ics",
            "день.ics",
            "-a.ics",
            &long,
        ] {
            let refused = refusal(name, "text/calendar", "x");
            assert_eq!(refused, Some(InvalidDocument::Name), "{name:?}");
        }
    }

    #[test]
    fn a_type_is_two_words() {
        for mime in [
            "",
            "text",
            "text/",
            "/plain",
            "text/plain; charset=utf-8",
            "a\r/b",
        ] {
            let refused = refusal("a.txt", mime, "x");
            assert_eq!(refused, Some(InvalidDocument::Mime), "{mime:?}");
        }
        for mime in ["image/svg+xml", "application/vnd.ms-excel"] {
            assert_eq!(refusal("a.txt", mime, "x"), None, "{mime}");
        }
    }

    #[test]
    fn a_content_has_1_to_16_kilobytes() {
        let of = |length: usize| refusal("a.txt", "text/plain", &"x".repeat(length));
        assert_eq!(of(0), Some(InvalidDocument::Empty));
        assert_eq!((of(1), of(Document::MAX_BYTES)), (None, None));
        assert_eq!(of(Document::MAX_BYTES + 1), Some(InvalidDocument::TooLarge));
    }

    #[test]
    fn a_stored_document_is_checked_again() {
        let file = Document::new("a.txt", "text/plain", "x").unwrap();
        let stored = serde_json::to_string(&file).unwrap();
        assert_eq!(
            stored,
            r#"{"name":"a.txt","mime":"text/plain","content":"x"}"#
        );
        assert_eq!(serde_json::from_str::<Document>(&stored).unwrap(), file);
        let forged = stored.replace("a.txt", "../a.txt");
        assert!(serde_json::from_str::<Document>(&forged).is_err());
    }
}
