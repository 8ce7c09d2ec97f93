//! The calls that a claim guards.

use crate::{Call, ChatId, Keyboard, Rendered};

/// A send that a record's claim guards: whoever makes one holds the claim, and makes the call
/// once. Telegram has no idempotency key for sends, so nothing else may repeat it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed(Call);

impl Claimed {
    /// A new message, for the holder of a claim.
    #[must_use]
    pub fn message(chat: ChatId, screen: Rendered) -> Self {
        let Rendered { text, keyboard } = screen;
        Self(Call::SendMessage {
            chat,
            text,
            keyboard,
            reply_to: None,
        })
    }

    /// The same text without any markup, for markup that Telegram refused.
    #[must_use]
    pub fn as_plain_text(&self) -> Self {
        let Call::SendMessage {
            chat,
            text,
            keyboard,
            ..
        } = &self.0
        else {
            return self.clone();
        };
        let text = crate::Html::escape(&text.visible_text());
        Self::message(
            *chat,
            Rendered {
                text,
                keyboard: keyboard.clone(),
            },
        )
    }

    /// The same message for another chat: a group that became a supergroup.
    #[must_use]
    pub fn to_chat(&self, chat: ChatId) -> Self {
        let Call::SendMessage { text, keyboard, .. } = &self.0 else {
            return self.clone();
        };
        Self::message(
            chat,
            Rendered {
                text: text.clone(),
                keyboard: Keyboard::clone(keyboard),
            },
        )
    }

    /// The call.
    #[must_use]
    pub fn as_call(&self) -> &Call {
        &self.0
    }
}
