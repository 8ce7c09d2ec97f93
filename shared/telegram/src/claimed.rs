//! The calls that a claim guards.

use serde::Serialize;

use crate::multipart::form;
use crate::parameters::Parameters;
use crate::request::Request;
use crate::{Call, Caption, ChatId, Document, Html, Keyboard, MessageId, Rendered};

/// A send that a record's claim guards: whoever makes one holds the claim, and makes the call
/// once. Telegram has no idempotency key for sends, so nothing else may repeat it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    chat: ChatId,
    body: Body,
    keyboard: Keyboard,
    silent: bool,
}

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    Text(Html),
    Document(Document, Caption),
    Copy { from: ChatId, message: MessageId },
}

impl Claimed {
    /// A new message, for the holder of a claim.
    #[must_use]
    pub fn message(chat: ChatId, screen: Rendered) -> Self {
        let Rendered { text, keyboard } = screen;
        let body = Body::Text(text);
        Self {
            chat,
            body,
            keyboard,
            silent: false,
        }
    }

    /// A new message that is a document, with the screen's text as its caption
    /// (<https://core.telegram.org/bots/api#senddocument>), for the holder of a claim.
    #[must_use]
    pub fn document(chat: ChatId, document: Document, screen: Rendered) -> Self {
        let Rendered { text, keyboard } = screen;
        let body = Body::Document(document, Caption::of(text));
        Self {
            chat,
            body,
            keyboard,
            silent: false,
        }
    }

    /// A new message with the content of another one, without a link to it
    /// (<https://core.telegram.org/bots/api#copymessage>), for the holder of a claim.
    #[must_use]
    pub fn copy(chat: ChatId, from: ChatId, message: MessageId) -> Self {
        Self {
            chat,
            body: Body::Copy { from, message },
            keyboard: Keyboard::None,
            silent: false,
        }
    }

    /// The same message, which arrives with or without a sound
    /// (`disable_notification`, <https://core.telegram.org/bots/api#sendmessage>).
    #[must_use]
    pub fn silent(self, silent: bool) -> Self {
        Self { silent, ..self }
    }

    /// The same text without any markup, for markup that Telegram refused.
    #[must_use]
    pub fn as_plain_text(&self) -> Self {
        let plain = |text: &Html| Html::escape(&text.visible_text());
        let body = match &self.body {
            Body::Text(text) => Body::Text(plain(text)),
            Body::Document(document, caption) => {
                Body::Document(document.clone(), Caption::of(plain(caption.html())))
            }
            copy @ Body::Copy { .. } => copy.clone(),
        };
        Self {
            body,
            ..self.clone()
        }
    }

    /// The same message for another chat: a group that became a supergroup.
    #[must_use]
    pub fn to_chat(&self, chat: ChatId) -> Self {
        Self {
            chat,
            ..self.clone()
        }
    }

    /// The method's name.
    #[must_use]
    pub fn method(&self) -> &'static str {
        match self.body {
            Body::Text(_) => "sendMessage",
            Body::Document(..) => "sendDocument",
            Body::Copy { .. } => "copyMessage",
        }
    }

    /// The call, to be posted.
    pub(crate) fn request(&self) -> Request {
        match &self.body {
            Body::Text(text) => {
                let message = Call::SendMessage {
                    chat: self.chat,
                    text: text.clone(),
                    keyboard: self.keyboard.clone(),
                    reply_to: None,
                };
                let sending = Sending {
                    parameters: Parameters::of(&message),
                    disable_notification: self.silent,
                };
                Request::json(message.method(), &sending)
            }
            Body::Document(document, caption) => {
                let form = form(&self.fields(caption.html()), ("document", document));
                Request::form(self.method(), form)
            }
            Body::Copy { from, message } => Request::json(
                self.method(),
                &Copying {
                    chat_id: self.chat,
                    from_chat_id: *from,
                    message_id: *message,
                    disable_notification: self.silent,
                },
            ),
        }
    }

    /// The parameters beside the file.
    fn fields(&self, caption: &Html) -> Vec<(&'static str, String)> {
        let mut fields = vec![("chat_id", self.chat.to_string())];
        if !caption.is_empty() {
            fields.push(("caption", caption.as_str().to_owned()));
            fields.push(("parse_mode", "HTML".to_owned()));
        }
        if self.silent {
            fields.push(("disable_notification", "true".to_owned()));
        }
        if let Some(markup) = self.keyboard.markup() {
            let markup = serde_json::to_string(&markup);
            fields.push(("reply_markup", markup.expect("a keyboard is JSON")));
        }
        fields
    }
}

#[derive(Serialize)]
struct Sending<'a> {
    #[serde(flatten)]
    parameters: Parameters<'a>,
    #[serde(skip_serializing_if = "is_not")]
    disable_notification: bool,
}

#[derive(Serialize)]
struct Copying {
    chat_id: ChatId,
    from_chat_id: ChatId,
    message_id: MessageId,
    #[serde(skip_serializing_if = "is_not")]
    disable_notification: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_not(it: &bool) -> bool {
    !*it
}
