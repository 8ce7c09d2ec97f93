//! The JSON of calls. The leaves are frankenstein's types; the parameters are our own, because
//! the ids are (frankenstein keeps a message's id in 32 bits, and every other parameter as an
//! option).

use frankenstein::ParseMode;
use frankenstein::types::{InlineKeyboardMarkup, LinkPreviewOptions, ReplyMarkup};
use serde::Serialize;

use crate::{
    Alert, Call, ChatId, CommandScope, Html, Keyboard, LanguageCode, MenuCommand, MessageId,
    truncate_chars,
};

/// The most characters in the answer to a press.
const ANSWER_LIMIT: usize = 200;

/// A call with its method in the same object.
#[derive(Serialize)]
pub(crate) struct Reply<'a> {
    pub(crate) method: &'static str,
    #[serde(flatten)]
    pub(crate) parameters: Parameters<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Parameters<'a> {
    Send(Send<'a>),
    Edit(Edit<'a>),
    Answer(Answer<'a>),
    Commands(Commands<'a>),
}

impl<'a> Parameters<'a> {
    pub(crate) fn of(call: &'a Call) -> Self {
        match call {
            Call::SendMessage {
                chat,
                text,
                keyboard,
                reply_to,
            } => Self::Send(Send {
                chat_id: *chat,
                text: Text::of(text),
                reply_parameters: reply_to.map(ReplyParameters::to),
                reply_markup: keyboard.markup(),
            }),
            Call::EditMessageText {
                chat,
                message,
                text,
                keyboard,
            } => {
                let target = Target::Chat {
                    chat_id: *chat,
                    message_id: *message,
                };
                Self::Edit(Edit::of(target, text, keyboard))
            }
            Call::EditInlineMessageText {
                inline_message_id,
                text,
                keyboard,
            } => Self::Edit(Edit::of(
                Target::Inline { inline_message_id },
                text,
                keyboard,
            )),
            Call::AnswerCallbackQuery { id, text, alert } => Self::Answer(Answer {
                callback_query_id: id,
                text: text
                    .as_deref()
                    .map(|text| truncate_chars(text, ANSWER_LIMIT)),
                show_alert: (*alert == Alert::Alert).then_some(true),
            }),
            Call::SetMyCommands {
                scope,
                language,
                commands,
            } => Self::Commands(Commands {
                commands: Some(commands),
                ..Commands::of(*scope, *language)
            }),
            Call::DeleteMyCommands { scope, language } => {
                Self::Commands(Commands::of(*scope, *language))
            }
        }
    }
}

#[derive(Serialize)]
pub(crate) struct Send<'a> {
    chat_id: ChatId,
    #[serde(flatten)]
    text: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<ReplyMarkup>,
}

#[derive(Serialize)]
pub(crate) struct Edit<'a> {
    #[serde(flatten)]
    target: Target<'a>,
    #[serde(flatten)]
    text: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<InlineKeyboardMarkup>,
}

impl<'a> Edit<'a> {
    fn of(target: Target<'a>, text: &'a Html, keyboard: &Keyboard) -> Self {
        Self {
            target,
            text: Text::of(text),
            reply_markup: keyboard.inline_markup(),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct Answer<'a> {
    callback_query_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    show_alert: Option<bool>,
}

/// A command menu, and what is in it.
#[derive(Serialize)]
pub(crate) struct Commands<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    commands: Option<&'a [MenuCommand]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<CommandScope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language_code: Option<LanguageCode>,
}

impl Commands<'_> {
    /// The menu alone.
    pub(crate) fn of(scope: CommandScope, language_code: Option<LanguageCode>) -> Self {
        Self {
            commands: None,
            scope: scope.named(),
            language_code,
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Target<'a> {
    Chat {
        chat_id: ChatId,
        message_id: MessageId,
    },
    Inline {
        inline_message_id: &'a str,
    },
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
    parse_mode: ParseMode,
    link_preview_options: LinkPreviewOptions,
}

impl<'a> Text<'a> {
    fn of(html: &'a Html) -> Self {
        let link_preview_options = LinkPreviewOptions::DISABLED;
        Self {
            text: html.as_str(),
            parse_mode: ParseMode::Html,
            link_preview_options,
        }
    }
}

#[derive(Serialize)]
struct ReplyParameters {
    message_id: MessageId,
    allow_sending_without_reply: bool,
}

impl ReplyParameters {
    fn to(message_id: MessageId) -> Self {
        Self {
            message_id,
            allow_sending_without_reply: true,
        }
    }
}
