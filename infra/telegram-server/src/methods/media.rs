use serde_json::{Value, json};

use super::sending::marked;
use super::{Answer, text};
use crate::ApiError;
use crate::chat::Message;
use crate::params::Params;
use crate::world::World;

impl World {
    /// Sends a photo, a video or a document by its address or by a `file_id` of this world.
    pub(super) fn send_media(&mut self, kind: &str, params: &Params) -> Answer {
        let caption = text::caption(params)?;
        let source = params.text(kind).unwrap_or_default();
        if source.is_empty() {
            return Err(ApiError::bad_request(&format!(
                "there is no {kind} in the request"
            )));
        }
        let is_address = source.starts_with("https://") || source.starts_with("http://");
        let media = if is_address {
            self.new_media(kind)
        } else {
            self.known_media(kind, &source)?
        };
        let mut body = marked("caption", "caption_entities", &caption);
        body.insert(kind.to_owned(), media);
        let message = Message {
            media_url: is_address.then_some(source),
            ..self.outgoing(body, caption.html)
        };
        let (chat, id) = self.send_from_bot(params, message)?;
        self.sent(chat, id)
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
    fn known_media(&self, kind: &str, file_id: &str) -> Result<Value, ApiError> {
        let messages = self.chats.values().flat_map(|chat| chat.messages.values());
        let mut media = messages.filter_map(|message| message.body.get(kind));
        let known = media.find(|media| has_file(media, file_id)).cloned();
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
