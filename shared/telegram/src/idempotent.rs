//! The calls that may be repeated until they are done.

use thiserror::Error;

use crate::{Alert, Call, ChatId, CommandScope, LanguageCode, MenuCommand, MessageId, Rendered};

/// A call that does the same when it is made twice: an edit, the answer to a press, or a command
/// menu.
///
/// Only these go out directly from a webhook ([`crate::BotApi::perform`]). A new message is the
/// webhook's reply or a notice, because Telegram has no idempotency key for sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotent(Call);

impl Idempotent {
    /// Answers a press.
    #[must_use]
    pub fn answer(id: String, text: Option<String>, alert: Alert) -> Self {
        Self(Call::AnswerCallbackQuery { id, text, alert })
    }

    /// Shows another screen in a message of the bot.
    #[must_use]
    pub fn edit(chat: ChatId, message: MessageId, screen: Rendered) -> Self {
        let Rendered { text, keyboard } = screen;
        Self(Call::EditMessageText {
            chat,
            message,
            text,
            keyboard,
        })
    }

    /// Sets a command menu.
    #[must_use]
    pub fn set_my_commands(
        scope: CommandScope,
        language: Option<LanguageCode>,
        commands: Vec<MenuCommand>,
    ) -> Self {
        Self(Call::SetMyCommands {
            scope,
            language,
            commands,
        })
    }

    /// Takes a command menu away.
    #[must_use]
    pub fn delete_my_commands(scope: CommandScope, language: Option<LanguageCode>) -> Self {
        Self(Call::DeleteMyCommands { scope, language })
    }

    /// The call.
    #[must_use]
    pub fn as_call(&self) -> &Call {
        &self.0
    }

    /// The call, to ride in a webhook's response instead.
    #[must_use]
    pub fn into_call(self) -> Call {
        self.0
    }
}

impl TryFrom<Call> for Idempotent {
    type Error = NotIdempotent;

    fn try_from(call: Call) -> Result<Self, NotIdempotent> {
        match call {
            Call::SendMessage { .. } => Err(NotIdempotent {
                method: call.method(),
            }),
            Call::EditMessageText { .. }
            | Call::EditInlineMessageText { .. }
            | Call::AnswerCallbackQuery { .. }
            | Call::SetMyCommands { .. }
            | Call::DeleteMyCommands { .. } => Ok(Self(call)),
        }
    }
}

/// Making the call twice does something twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{method} may not be repeated")]
pub struct NotIdempotent {
    /// The method.
    pub method: &'static str,
}
