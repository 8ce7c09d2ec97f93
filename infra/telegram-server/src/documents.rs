//! Documents that the bot uploads.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{ChatId, Telegram};

/// A file that a call carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The name of the form's field.
    pub field: String,
    /// The name of the file.
    pub name: String,
    /// What is in it.
    pub content: Bytes,
}

/// A document of a chat, with what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name of the file.
    pub name: String,
    /// Its type, as its extension says.
    pub mime: String,
    /// What is in it.
    pub content: Bytes,
}

/// What is in a file, kept with the messages that show it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Content(pub(crate) Bytes);

impl Telegram {
    /// The document that was uploaded for a message; none where it was sent by its address.
    #[must_use]
    pub fn document(&self, chat: impl Into<ChatId>, message_id: i64) -> Option<Document> {
        let chat = chat.into();
        self.look(|world| {
            let message = world.chats.get(&chat)?.messages.get(&message_id)?;
            let (name, mime) = labels(message.body.get("document")?)?;
            let Content(content) = message.content.clone()?;
            Some(Document {
                name,
                mime,
                content,
            })
        })
    }
}

/// The name and the type of a `Document` that was uploaded.
pub(crate) fn labels(document: &Value) -> Option<(String, String)> {
    let text = |name: &str| document[name].as_str().map(str::to_owned);
    Some((text("file_name")?, text("mime_type")?))
}

/// The name without any folder; Telegram cleans it much more.
pub(crate) fn file_name(given: &str) -> &str {
    let name = given.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.is_empty() { "file" } else { name }
}

/// The type that belongs to a name's extension. Telegram does not look at the type that a form says
/// (tdlib/td, `MimeType::from_extension`); it knows many more.
pub(crate) fn mime_of(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    match extension.unwrap_or_default().to_lowercase().as_str() {
        "csv" => "text/csv",
        "htm" | "html" => "text/html",
        "ics" => "text/calendar",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "txt" => "text/plain",
        "vcf" => "text/x-vcard",
        _ => "application/octet-stream",
    }
}

impl TryFrom<String> for Content {
    type Error = base64::DecodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Ok(Self(BASE64_STANDARD.decode(text)?.into()))
    }
}

impl From<Content> for String {
    fn from(content: Content) -> Self {
        BASE64_STANDARD.encode(content.0)
    }
}
