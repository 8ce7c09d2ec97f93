use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use telegram_server::Document;

use crate::chat::title;
use crate::desk::Desk;
use crate::place::{MessageId, Place};
use crate::refusal::Refusal;

/// A file, to be saved and never to be shown as a page.
type File = ([(HeaderName, HeaderValue); 2], Bytes);

/// The document of a message, for somebody who is in the chat.
pub(crate) async fn download(
    State(desk): State<Arc<Desk>>,
    at: Place,
    MessageId(message): MessageId,
) -> Result<File, Refusal> {
    title(&desk.telegram, at)?;
    let document = desk.telegram.document(at.chat, message);
    let document = document.ok_or(Refusal::NoSuchDocument)?;
    let headers = [
        (CONTENT_TYPE, content_type(&document)),
        (CONTENT_DISPOSITION, disposition(&document.name)),
    ];
    Ok((headers, document.content))
}

fn content_type(document: &Document) -> HeaderValue {
    let value = HeaderValue::from_str(&document.mime);
    value.unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// The name as RFC 6266 has it: in full behind `filename*`, and for old programs in ASCII.
fn disposition(name: &str) -> HeaderValue {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let ascii: String = name
        .chars()
        .map(|c| if plain(c) { c } else { '_' })
        .collect();
    let encoded = name.bytes().map(|byte| match char::from(byte) {
        c if plain(c) => c.to_string(),
        _ => format!("%{byte:02X}"),
    });
    let full: String = encoded.collect();
    let value = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{full}");
    HeaderValue::from_str(&value).expect("what is left is ASCII")
}
