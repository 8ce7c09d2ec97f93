//! What a request says, in each of the ways in which the Bot API reads one.

use bytes::Bytes;
use futures_util::stream;
use multer::{Field, Multipart};
use serde_json::{Map, Value};

use crate::{ApiError, Upload};

/// Parameters, and files beside them.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) params: Map<String, Value>,
    pub(crate) files: Vec<Upload>,
}

impl Given {
    pub(crate) async fn read(
        query: &str,
        content_type: &str,
        body: Bytes,
    ) -> Result<Self, ApiError> {
        let mut given = Self {
            params: form(query),
            files: Vec::new(),
        };
        let kind = content_type.to_lowercase();
        if kind.starts_with("application/json") && !body.is_empty() {
            let unreadable = |_| ApiError::bad_request("can't parse JSON object");
            let body: Map<String, Value> = serde_json::from_slice(&body).map_err(unreadable)?;
            given.params.extend(body);
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            given.params.extend(form(&String::from_utf8_lossy(&body)));
        } else if kind.starts_with("multipart/form-data") {
            let parts = given.take_parts(content_type, body).await;
            parts.map_err(|error| {
                ApiError::bad_request(&format!("can't parse form data: {error}"))
            })?;
        }
        Ok(given)
    }

    async fn take_parts(&mut self, content_type: &str, body: Bytes) -> multer::Result<()> {
        let boundary = multer::parse_boundary(content_type)?;
        let body = stream::iter([Ok::<_, multer::Error>(body)]);
        let mut parts = Multipart::new(body, boundary);
        while let Some(part) = parts.next_field().await? {
            self.take(part).await?;
        }
        Ok(())
    }

    /// A part with the name of a file is one, any other a parameter. Names are read as addresses
    /// are (tdlib/td, `HttpReader::parse_multipart_form_data`).
    async fn take(&mut self, part: Field<'_>) -> multer::Result<()> {
        let field = decoded(part.name().unwrap_or_default());
        match part.file_name().map(decoded) {
            Some(name) => self.files.push(Upload {
                field,
                name,
                content: part.bytes().await?,
            }),
            None => {
                let value = part.bytes().await?;
                let value = String::from_utf8_lossy(&value).into_owned();
                self.params.insert(field, Value::String(value));
            }
        }
        Ok(())
    }
}

fn form(text: &str) -> Map<String, Value> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let read = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let plain = |text: &str| decoded(&text.replace('+', " "));
        (plain(name), Value::String(plain(value)))
    });
    read.collect()
}

/// Reads `%41` as `A`.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hexadecimal = after.get(..2).filter(|_| *first == b'%');
        let hexadecimal = hexadecimal.and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = hexadecimal.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
