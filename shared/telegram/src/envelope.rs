//! Stage one of reading an update: whose it is, read so that it can hardly fail.

use std::fmt;

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::object::{entries, fields, read};
use crate::{ChatId, MessageId, UpdateId, UpdateKind, UserId};

/// What can be said about any update, whatever it holds.
///
/// Each field beside the id is read on its own: junk in one leaves just that one out.
/// `Debug` leaves out the body, which holds what people wrote.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Telegram's number of this update; a redelivery has the same.
    pub update_id: UpdateId,
    /// What the update is about.
    pub kind: UpdateKind,
    /// The chat; none for inline queries, payments and presses on inline messages.
    pub chat: Option<ChatId>,
    /// The sort of that chat.
    pub chat_kind: ChatKind,
    /// The sender; none for channel posts and polls.
    pub user: Option<UserId>,
    /// The id to answer a press with.
    pub callback_id: Option<String>,
    /// When it happened, to the second; of an edit the time of the edit. A press has no date.
    pub date: Option<Timestamp>,
    /// The album that the message belongs to (`media_group_id`).
    pub album: Option<String>,
    /// The sender's language as an IETF tag, unchecked.
    pub language_code: Option<String>,
    /// The message, or the one that the pressed button hangs on.
    pub message_id: Option<MessageId>,
    /// The update as it came, for the second stage and for parking.
    pub body: Bytes,
}

impl Envelope {
    /// Reads the envelope of one update.
    ///
    /// # Errors
    /// When the body is not one JSON object with an integer `update_id` of 64 bits.
    pub fn parse(body: Bytes) -> Result<Self, NoUpdateId> {
        let envelope = Self::read(&String::from_utf8_lossy(&body))?;
        Ok(Self { body, ..envelope })
    }

    /// The delivery queue that Telegram keeps this update in.
    #[must_use]
    pub fn queue(&self) -> Queue {
        match self.kind {
            UpdateKind::CallbackQuery => Queue::Callbacks,
            _ => Queue::Rest,
        }
    }

    /// Whether the update comes from a private chat.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.chat_kind == ChatKind::Private
    }

    fn read(json: &str) -> Result<Self, NoUpdateId> {
        let top = TopLevel::read(json).ok_or(NoUpdateId)?;
        let empty = Self::empty(top.update_id);
        Ok(match top.payload {
            None => empty,
            Some((UpdateKind::CallbackQuery, payload)) => empty.with_press(payload),
            Some((kind, payload)) => empty.with_payload(kind, payload),
        })
    }

    fn empty(update_id: UpdateId) -> Self {
        Self {
            update_id,
            kind: UpdateKind::Unknown,
            chat: None,
            chat_kind: ChatKind::Unknown,
            user: None,
            callback_id: None,
            date: None,
            album: None,
            language_code: None,
            message_id: None,
            body: Bytes::new(),
        }
    }

    fn with_press(self, payload: &RawValue) -> Self {
        let [id, from, message] = fields(payload, ["id", "from", "message"]);
        let [chat, message_id] =
            message.map_or([None; 2], |message| fields(message, ["chat", "message_id"]));
        Self {
            kind: UpdateKind::CallbackQuery,
            callback_id: read(id),
            message_id: read(message_id),
            ..self.with_user(from).with_chat(chat)
        }
    }

    fn with_payload(self, kind: UpdateKind, payload: &RawValue) -> Self {
        let names = [
            "chat",
            "date",
            "edit_date",
            "media_group_id",
            "message_id",
            user_field(kind),
        ];
        let [chat, date, edit_date, album, message_id, user] = fields(payload, names);
        Self {
            kind,
            date: timestamp(edit_date).or_else(|| timestamp(date)),
            album: read(album),
            message_id: read(message_id),
            ..self.with_user(user).with_chat(chat)
        }
    }

    fn with_user(self, user: Option<&RawValue>) -> Self {
        let [id, language] = user.map_or([None; 2], |user| fields(user, ["id", "language_code"]));
        Self {
            user: read(id),
            language_code: read(language),
            ..self
        }
    }

    fn with_chat(self, chat: Option<&RawValue>) -> Self {
        let [id, kind] = chat.map_or([None; 2], |chat| fields(chat, ["id", "type"]));
        let kind: Option<String> = read(kind);
        Self {
            chat: read(id),
            chat_kind: ChatKind::of(kind.as_deref()),
            ..self
        }
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("update_id", &self.update_id)
            .field("kind", &self.kind)
            .field("chat", &self.chat)
            .field("chat_kind", &self.chat_kind)
            .field("user", &self.user)
            .field("callback_id", &self.callback_id)
            .field("date", &self.date)
            .field("album", &self.album)
            .field("language_code", &self.language_code)
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}

/// The body has no integer `update_id`, so the update can be neither counted nor parked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the body is no update: it has no integer update_id")]
pub struct NoUpdateId;

/// Telegram's delivery queues, as far as they concern one conversation: of each, the next update
/// comes only after the one before was acknowledged or expired (tdlib/telegram-bot-api).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Queue {
    /// Callback queries, queued by user.
    Callbacks,
    /// Everything else.
    Rest,
}

/// The sort of a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChatKind {
    /// A person and the bot.
    Private,
    /// A group or a supergroup.
    Group,
    /// A channel.
    Channel,
    /// No chat, or a sort that is younger than this build.
    Unknown,
}

impl ChatKind {
    fn of(name: Option<&str>) -> Self {
        match name {
            Some("private") => Self::Private,
            Some("group" | "supergroup") => Self::Group,
            Some("channel") => Self::Channel,
            _ => Self::Unknown,
        }
    }
}

/// The two fields of an update, its payload still raw.
pub(crate) struct TopLevel<'a> {
    pub(crate) update_id: UpdateId,
    pub(crate) payload: Option<(UpdateKind, &'a RawValue)>,
}

impl<'a> TopLevel<'a> {
    pub(crate) fn read(json: &'a str) -> Option<Self> {
        let (mut update_id, mut payload) = (None, None);
        entries(json, |key, value| match UpdateKind::of_key(key) {
            Some(kind) => {
                payload.get_or_insert((kind, value));
            }
            None if key == b"update_id" => {
                update_id.get_or_insert(value);
            }
            None => {}
        })
        .ok()?;
        Some(Self {
            update_id: read(update_id)?,
            payload,
        })
    }
}

/// Where a payload names its sender. A channel post speaks for the channel, not for a person.
fn user_field(kind: UpdateKind) -> &'static str {
    match kind {
        UpdateKind::ChannelPost | UpdateKind::EditedChannelPost => "",
        UpdateKind::BusinessConnection
        | UpdateKind::ManagedBot
        | UpdateKind::MessageReaction
        | UpdateKind::PollAnswer
        | UpdateKind::Subscription => "user",
        _ => "from",
    }
}

fn timestamp(seconds: Option<&RawValue>) -> Option<Timestamp> {
    Timestamp::from_second(read(seconds)?).ok()
}
