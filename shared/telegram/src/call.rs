//! Calls of the Bot API as data.

use serde_json::Value;

use crate::parameters::{Parameters, Reply};
use crate::request::Request;
use crate::{ChatId, CommandScope, Html, Keyboard, LanguageCode, MenuCommand, MessageId};

/// A screen in its final words: text and keyboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The text.
    pub text: Html,
    /// What hangs below it.
    pub keyboard: Keyboard,
}

/// One call of the Bot API. Texts go out as HTML, without link previews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// A new message (<https://core.telegram.org/bots/api#sendmessage>).
    SendMessage {
        /// Where to.
        chat: ChatId,
        /// The text.
        text: Html,
        /// What hangs below it.
        keyboard: Keyboard,
        /// The message that it answers. When that is gone, it is sent without.
        reply_to: Option<MessageId>,
    },
    /// A new text for a message of the bot
    /// (<https://core.telegram.org/bots/api#editmessagetext>).
    EditMessageText {
        /// The message's chat.
        chat: ChatId,
        /// The message.
        message: MessageId,
        /// The new text.
        text: Html,
        /// The new buttons; anything but [`Keyboard::Inline`] takes them away.
        keyboard: Keyboard,
    },
    /// A new text for a message that was sent through inline mode.
    EditInlineMessageText {
        /// The message.
        inline_message_id: String,
        /// The new text.
        text: Html,
        /// The new buttons; anything but [`Keyboard::Inline`] takes them away.
        keyboard: Keyboard,
    },
    /// The answer to a press, which ends the button's progress bar
    /// (<https://core.telegram.org/bots/api#answercallbackquery>).
    AnswerCallbackQuery {
        /// The press.
        id: String,
        /// What to tell the person, plain; cut to 200 characters.
        text: Option<String>,
        /// How to show it.
        alert: Alert,
    },
    /// The commands that apps offer (<https://core.telegram.org/bots/api#setmycommands>).
    SetMyCommands {
        /// Whom they are for.
        scope: CommandScope,
        /// In which language of the app; `None` for every one without a menu of its own.
        language: Option<LanguageCode>,
        /// The commands in their order; Telegram takes at most 100.
        commands: Vec<MenuCommand>,
    },
    /// No menu of its own any more: that of the next wider scope counts
    /// (<https://core.telegram.org/bots/api#deletemycommands>).
    DeleteMyCommands {
        /// Whom the menu was for.
        scope: CommandScope,
        /// In which language of the app.
        language: Option<LanguageCode>,
    },
}

/// How the answer to a press is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alert {
    /// A line that goes away by itself.
    #[default]
    Toast,
    /// A dialog that the person must close.
    Alert,
}

impl Call {
    /// The method's name.
    #[must_use]
    pub fn method(&self) -> &'static str {
        match self {
            Self::SendMessage { .. } => "sendMessage",
            Self::EditMessageText { .. } | Self::EditInlineMessageText { .. } => "editMessageText",
            Self::AnswerCallbackQuery { .. } => "answerCallbackQuery",
            Self::SetMyCommands { .. } => "setMyCommands",
            Self::DeleteMyCommands { .. } => "deleteMyCommands",
        }
    }

    /// The parameters, without the method.
    #[must_use]
    pub fn body(&self) -> Value {
        serde_json::to_value(Parameters::of(self)).expect("parameters have text keys only")
    }

    /// The JSON object that makes the call when it answers a webhook
    /// (<https://core.telegram.org/bots/api#making-requests-when-getting-updates>).
    #[must_use]
    pub fn webhook_reply(&self) -> Vec<u8> {
        let reply = Reply {
            method: self.method(),
            parameters: Parameters::of(self),
        };
        serde_json::to_vec(&reply).expect("parameters have text keys only")
    }

    /// The call, to be posted.
    pub(crate) fn request(&self) -> Request {
        Request::json(self.method(), &Parameters::of(self))
    }
}
