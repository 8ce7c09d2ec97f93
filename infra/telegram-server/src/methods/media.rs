use serde_json::{Value, json};

use super::sending::marked;
use super::{Answer, text};
use crate::chat::Message;
use crate::documents::{Content, file_name, mime_of};
use crate::params::Params;
use crate::world::World;
use crate::{ApiError, Upload};

/// What a message shows, and where that comes from.
struct Media {
    json: Value,
    url: Option<String>,
    content: Option<Content>,
}

impl World {
    /// Sends a photo, a video or a document: by its address, by a `file_id` of this world, or, if
    /// it is a document, by itself.
    pub(super) fn send_media(&mut self, kind: &str, params: &Params) -> Answer {
        let caption = text::caption(params)?;
        let media = self.media(kind, params)?;
        let mut body = marked("caption", "caption_entities", &caption);
        body.insert(kind.to_owned(), media.json);
        let message = Message {
            media_url: media.url,
            content: media.content,
            ..self.outgoing(body, caption.html)
        };
        let (chat, id) = self.send_from_bot(params, message)?;
        self.sent(chat, id)
    }

    fn media(&mut self, kind: &str, params: &Params) -> Result<Media, ApiError> {
        if let Some(upload) = params.file(kind).filter(|_| kind == "document") {
            return self.uploaded(upload);
        }
        let source = params.text(kind).unwrap_or_default();
        if source.is_empty() || source.starts_with("attach://") {
            return Err(ApiError::bad_request(&format!(
                "there is no {kind} in the request"
            )));
        }
        let is_address = source.starts_with("https://") || source.starts_with("http://");
        if !is_address {
            return self.known_media(kind, &source);
        }
        Ok(Media {
            json: self.new_media(kind),
            url: Some(source),
            content: None,
        })
    }

    fn uploaded(&mut self, upload: &Upload) -> Result<Media, ApiError> {
        if upload.content.is_empty() {
            return Err(ApiError::bad_request("file must be non-empty"));
        }
        let name = file_name(&upload.name);
        let mut json = self.new_file("BQAC");
        json["file_name"] = name.into();
        json["mime_type"] = mime_of(name).into();
        json["file_size"] = upload.content.len().into();
        Ok(Media {
            json,
            url: None,
            content: Some(Content(upload.content.clone())),
        })
    }

    fn new_media(&mut self, kind: &str) -> Value {
        match kind {
            "photo" => json!([self.photo_size((90, 67)), self.photo_size((1280, 960))]),
            "video" => {
                let mut video = self.photo_size((1280, 720));
                video["duration"] = 5.into();
                video["mime_type"] = "video/mp4".into();
                video
            }
            _ => self.new_file("BQAC"),
        }
    }

    /// The file of this kind that a message of any chat has.
    fn known_media(&self, kind: &str, file_id: &str) -> Result<Media, ApiError> {
        let mut messages = self.chats.values().flat_map(|chat| chat.messages.values());
        let known = messages.find_map(|message| {
            let json = message.body.get(kind)?;
            has_file(json, file_id).then(|| Media {
                json: json.clone(),
                url: None,
                content: message.content.clone(),
            })
        });
        known.ok_or_else(|| {
            ApiError::bad_request("wrong remote file identifier specified: can't unserialize it")
        })
    }
}

fn has_file(media: &Value, file_id: &str) -> bool {
    match media {
        Value::Array(sizes) => sizes.iter().any(|size| has_file(size, file_id)),
        other => other["file_id"] == file_id,
    }
}
