//! Contacts and pictures that people send.

use serde_json::{Map, Value, json};

use crate::world::{World, caption_body};
use crate::{ChatId, Impossible, Telegram, UserId, html};

/// Whose contact is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharedContact {
    /// The sender's own: its `user_id` is the sender.
    Own,
    /// Somebody else's, who has Telegram: its `user_id` is theirs.
    Of(UserId),
    /// A number from the phone's address book: it has no `user_id`.
    Unregistered {
        /// The number.
        phone: String,
        /// The name in the address book.
        first_name: String,
    },
}

impl Telegram {
    /// A person shares a contact. Returns the message's number.
    ///
    /// # Errors
    /// When their app would not let them.
    pub fn share_contact(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        contact: &SharedContact,
    ) -> Result<i64, Impossible> {
        let chat = chat.into();
        self.change(|world| world.share_contact(user, chat, None, contact))
    }

    /// A person sends a photo; an empty caption is none. Returns the message's number.
    ///
    /// # Errors
    /// When their app would not let them.
    pub fn send_photo(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        caption: &str,
    ) -> Result<i64, Impossible> {
        let chat = chat.into();
        self.change(|world| {
            let body = world.photo_body(caption);
            world.send(user, chat, None, body, html::escape(caption))
        })
    }

    /// A person sends an album: a photo for each caption, an empty caption is none. Each photo is
    /// an update of its own with the same `media_group_id`. Returns the messages' numbers.
    ///
    /// # Errors
    /// When their app would not let them.
    pub fn send_album(
        &self,
        user: UserId,
        chat: impl Into<ChatId>,
        captions: &[&str],
    ) -> Result<Vec<i64>, Impossible> {
        let chat = chat.into();
        self.change(|world| {
            let album = world.rng.u64(10_000_000_000_000_000..).to_string();
            let photos = captions.iter().map(|caption| {
                let mut body = world.photo_body(caption);
                body.insert("media_group_id".to_owned(), album.as_str().into());
                world.send(user, chat, None, body, html::escape(caption))
            });
            photos.collect()
        })
    }
}

impl World {
    pub(crate) fn share_contact(
        &mut self,
        user: UserId,
        chat: ChatId,
        reply_to: Option<i64>,
        contact: &SharedContact,
    ) -> Result<i64, Impossible> {
        let contact = match contact {
            SharedContact::Own => self.contact_json(user)?,
            SharedContact::Of(other) => self.contact_json(*other)?,
            SharedContact::Unregistered { phone, first_name } => {
                json!({"phone_number": phone, "first_name": first_name})
            }
        };
        let body = Map::from_iter([("contact".to_owned(), contact)]);
        self.send(user, chat, reply_to, body, String::new())
    }

    fn contact_json(&self, user: UserId) -> Result<Value, Impossible> {
        let person = self.active(user)?;
        let mut contact = json!({
            "phone_number": person.phone,
            "first_name": person.first_name,
            "user_id": user.0,
        });
        if let Some(last_name) = &person.last_name {
            contact["last_name"] = last_name.as_str().into();
        }
        Ok(contact)
    }

    fn photo_body(&mut self, caption: &str) -> Map<String, Value> {
        let mut body = caption_body(caption);
        let sizes = [(90, 67), (1280, 960)].map(|size| self.photo_size(size));
        body.insert("photo".to_owned(), sizes.to_vec().into());
        body
    }

    /// A `PhotoSize` of a new file.
    pub(crate) fn photo_size(&mut self, (width, height): (u32, u32)) -> Value {
        let mut file = self.new_file("AgAC");
        file["width"] = width.into();
        file["height"] = height.into();
        file
    }

    /// The fields that all files have.
    pub(crate) fn new_file(&mut self, prefix: &str) -> Value {
        let file = self.rng.u64(..);
        json!({
            "file_id": format!("{prefix}{file:016x}"),
            "file_unique_id": format!("AQ{file:016x}"),
            "file_size": 98_000,
        })
    }
}
