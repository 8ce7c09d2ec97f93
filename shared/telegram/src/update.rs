//! Stage two of reading an update: the fields that the business reads, with types.

use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::content::WireMessage;
use crate::envelope::TopLevel;
use crate::{ChatId, ChatKind, Content, Envelope, MessageId, Person, UpdateKind};

/// What a person did. It holds what people write: never log one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Update {
    /// A person sent a message.
    Message(Message),
    /// A person edited a message.
    EditedMessage(Message),
    /// A person pressed a button of an inline keyboard.
    Press(Press),
    /// A kind that the bot does not use, or a message that no person sent: of a bot, of a
    /// channel, of an anonymous administrator.
    Unused,
}

impl Update {
    /// Reads the update in an envelope.
    ///
    /// # Errors
    /// When a field that the business reads is missing or of another type.
    pub fn parse(envelope: &Envelope) -> Result<Self, Unreadable> {
        let update = match envelope.kind {
            UpdateKind::Message => Message::parse(envelope)?.map(Self::Message),
            UpdateKind::EditedMessage => Message::parse(envelope)?.map(Self::EditedMessage),
            UpdateKind::CallbackQuery => Some(Self::Press(Press::parse(envelope)?)),
            _ => None,
        };
        Ok(update.unwrap_or(Self::Unused))
    }
}

/// A message of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id inside the chat.
    pub id: MessageId,
    /// The chat.
    pub chat: ChatId,
    /// The sort of that chat.
    pub chat_kind: ChatKind,
    /// The sender.
    pub from: Person,
    /// What it says.
    pub content: Content,
}

impl Message {
    fn parse(envelope: &Envelope) -> Result<Option<Self>, Unreadable> {
        let unreadable = Unreadable {
            kind: envelope.kind,
        };
        let payload = payload(envelope).ok_or(unreadable)?;
        let wire: WireMessage = serde_json::from_str(payload.get()).map_err(|_| unreadable)?;
        let Some(from) = wire.person() else {
            return Ok(None);
        };
        Ok(Some(Self {
            id: envelope.message_id.ok_or(unreadable)?,
            chat: envelope.chat.ok_or(unreadable)?,
            chat_kind: envelope.chat_kind,
            from,
            content: wire.content(payload),
        }))
    }
}

/// A press of a button. The data may be old, repeated, or pressed by somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The id to answer it with.
    pub id: String,
    /// Who pressed.
    pub from: Person,
    /// The button's callback data; none for a game's button.
    pub data: Option<String>,
    /// The message that the button hangs on, where the bot sent it into a chat.
    pub message: Option<PressedMessage>,
    /// The message that the button hangs on, where it was sent through inline mode.
    pub inline_message_id: Option<String>,
}

impl Press {
    fn parse(envelope: &Envelope) -> Result<Self, Unreadable> {
        let unreadable = Unreadable {
            kind: envelope.kind,
        };
        let payload = payload(envelope).ok_or(unreadable)?;
        let wire: WirePress = serde_json::from_str(payload.get()).map_err(|_| unreadable)?;
        let message = PressedMessage::of(envelope).filter(|_| wire.can_be_edited());
        Ok(Self {
            id: wire.id,
            from: wire.from,
            data: wire.data,
            message,
            inline_message_id: wire.inline_message_id,
        })
    }
}

/// The message that a pressed button hangs on, while the bot can reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PressedMessage {
    /// Its chat.
    pub chat: ChatId,
    /// The sort of that chat.
    pub chat_kind: ChatKind,
    /// Its id inside the chat.
    pub id: MessageId,
}

impl PressedMessage {
    fn of(envelope: &Envelope) -> Option<Self> {
        let (chat, id) = envelope.chat.zip(envelope.message_id)?;
        Some(Self {
            chat,
            chat_kind: envelope.chat_kind,
            id,
        })
    }
}

/// The update's content cannot be read by this build. It names the kind only, never the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the content of a {} update cannot be read", kind.as_str())]
pub struct Unreadable {
    /// The kind of the update.
    pub kind: UpdateKind,
}

#[derive(Deserialize)]
struct WirePress {
    id: String,
    from: Person,
    data: Option<String>,
    inline_message_id: Option<String>,
    message: Option<WirePressed>,
}

#[derive(Deserialize)]
struct WirePressed {
    date: Option<i64>,
}

impl WirePress {
    /// A date of 0 marks a message that the bot cannot reach any more
    /// (<https://core.telegram.org/bots/api#inaccessiblemessage>).
    fn can_be_edited(&self) -> bool {
        self.message
            .as_ref()
            .is_none_or(|message| message.date != Some(0))
    }
}

/// The raw payload; none where the body is not even UTF-8.
fn payload(envelope: &Envelope) -> Option<&RawValue> {
    let json = std::str::from_utf8(&envelope.body).ok()?;
    TopLevel::read(json)?.payload.map(|(_, payload)| payload)
}
