use jiff::Timestamp;
use locales::Language;
use serde::{Deserialize, Serialize};
use telegram::{
    Alert, Call, ChatId, Envelope, Html, Idempotent, Keyboard, MESSAGE_LIMIT, MessageId, Press,
    Rendered, Update, truncate_chars,
};

use crate::Bot;

/// What the person gets to see of an outcome. Stored as it is, so a redelivery gets the same.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Answer<S> {
    /// Nothing.
    #[serde(rename = "-")]
    Silent,
    /// A new message. At most once per acknowledged delivery.
    #[serde(rename = "s")]
    Say(S),
    /// The pressed message becomes this screen.
    #[serde(rename = "e")]
    Edit(S),
    /// A text over the chat, for a press; a message otherwise.
    #[serde(rename = "a")]
    Alert(S),
    /// The pressed message becomes the first screen, and the second one is shown over the chat.
    #[serde(rename = "b")]
    EditAndAlert(S, S),
}

/// An answer in Telegram's terms.
pub(crate) struct Calls {
    /// Stops the button's spinner, without a text: may go out before the commit.
    pub(crate) early: Option<Idempotent>,
    /// Says something: goes out after the commit.
    pub(crate) late: Option<Idempotent>,
    /// Rides in the webhook's response.
    pub(crate) reply: Option<Call>,
}

impl<S> Answer<S> {
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self, Self::Silent)
    }
}

/// Addresses an answer: where it goes, and which of its calls rides in the response.
pub(crate) struct Addressing<'a, B: Bot> {
    pub(crate) bot: &'a B,
    pub(crate) envelope: &'a Envelope,
    pub(crate) update: Option<&'a Update>,
    pub(crate) language: Language,
    pub(crate) now: Timestamp,
}

impl<B: Bot> Addressing<'_, B> {
    /// What may go out before the commit, if anything: see [`Calls::early`].
    pub(crate) fn early(&self, answer: &Answer<B::Screen>) -> Option<Idempotent> {
        let callback = self.envelope.callback_id.as_deref()?;
        matches!(answer, Answer::Say(_) | Answer::Edit(_)).then(|| stop(callback))
    }

    pub(crate) fn calls(&self, answer: &Answer<B::Screen>) -> Calls {
        match self.envelope.callback_id.as_deref() {
            Some(callback) => self.calls_for_press(callback, answer),
            None => Calls {
                early: None,
                late: None,
                reply: self.message_for(answer),
            },
        }
    }

    /// The answer when the button's spinner has been stopped already, so that an alert would not
    /// be shown: it becomes a message.
    pub(crate) fn reply_after_stop(&self, answer: &Answer<B::Screen>) -> Option<Call> {
        match answer {
            Answer::Edit(screen) | Answer::EditAndAlert(screen, _) => self.edit(screen),
            Answer::Silent | Answer::Say(_) | Answer::Alert(_) => self.message_for(answer),
        }
    }

    fn calls_for_press(&self, callback: &str, answer: &Answer<B::Screen>) -> Calls {
        let alert = |screen| {
            let text = self.render(screen).text.visible_text();
            Idempotent::answer(callback.to_owned(), Some(text), Alert::Alert)
        };
        match answer {
            Answer::Silent => Calls {
                early: None,
                late: None,
                reply: Some(stop(callback).into_call()),
            },
            Answer::Alert(screen) => Calls {
                early: None,
                late: None,
                reply: Some(alert(screen).into_call()),
            },
            Answer::Say(screen) => Calls {
                early: self.early(answer),
                late: None,
                reply: self.message(screen),
            },
            Answer::Edit(screen) => Calls {
                early: self.early(answer),
                late: None,
                reply: self.edit(screen),
            },
            Answer::EditAndAlert(screen, over) => Calls {
                early: None,
                late: Some(alert(over)),
                reply: self.edit(screen),
            },
        }
    }

    fn message_for(&self, answer: &Answer<B::Screen>) -> Option<Call> {
        match answer {
            Answer::Silent => None,
            Answer::Say(screen)
            | Answer::Edit(screen)
            | Answer::Alert(screen)
            | Answer::EditAndAlert(screen, _) => self.message(screen),
        }
    }

    fn message(&self, screen: &B::Screen) -> Option<Call> {
        let Rendered { text, keyboard } = self.render(screen);
        let chat = self
            .envelope
            .chat
            .or_else(|| self.envelope.user.map(|user| ChatId::new(user.get())))?;
        let (keyboard, reply_to) = self.fit(keyboard);
        Some(Call::SendMessage {
            chat,
            text,
            keyboard,
            reply_to,
        })
    }

    /// In a group an answer names the message that it answers, and a contact cannot be asked for.
    fn fit(&self, keyboard: Keyboard) -> (Keyboard, Option<MessageId>) {
        if self.envelope.is_private() || self.envelope.chat.is_none() {
            return (keyboard, None);
        }
        let keyboard = match keyboard {
            Keyboard::Contact { .. } => Keyboard::Ask,
            other => other,
        };
        let answers_message = self.envelope.callback_id.is_none();
        (
            keyboard,
            self.envelope.message_id.filter(|_| answers_message),
        )
    }

    fn edit(&self, screen: &B::Screen) -> Option<Call> {
        let Some(Update::Press(press)) = self.update else {
            return self.message(screen);
        };
        let Rendered { text, keyboard } = self.render(screen);
        edit_pressed(press, text, inline_only(keyboard)).or_else(|| self.message(screen))
    }

    fn render(&self, screen: &B::Screen) -> Rendered {
        let Rendered { text, keyboard } = self.bot.render(screen, self.language, self.now);
        Rendered {
            text: self.fitting(text),
            keyboard,
        }
    }

    /// The last resort for a text that Telegram would refuse, so that the person hears something:
    /// its beginning, without markup. The screens see to it that this does not happen.
    fn fitting(&self, text: Html) -> Html {
        let visible = text.visible_text();
        let characters = visible.chars().count();
        if characters <= MESSAGE_LIMIT {
            return text;
        }
        let update_id = self.envelope.update_id.get();
        tracing::warn!(update_id, characters, "an answer was too long and is cut");
        let mut cut = Html::escape(truncate_chars(&visible, MESSAGE_LIMIT - 1));
        cut.push_escaped("…");
        cut
    }
}

/// Stops a button's spinner, without a text.
fn stop(callback: &str) -> Idempotent {
    Idempotent::answer(callback.to_owned(), None, Alert::Toast)
}

fn edit_pressed(press: &Press, text: Html, keyboard: Keyboard) -> Option<Call> {
    if let Some(message) = &press.message {
        return Some(Call::EditMessageText {
            chat: message.chat,
            message: message.id,
            text,
            keyboard,
        });
    }
    let inline_message_id = press.inline_message_id.clone()?;
    Some(Call::EditInlineMessageText {
        inline_message_id,
        text,
        keyboard,
    })
}

/// Only inline keyboards can be edited into a message.
fn inline_only(keyboard: Keyboard) -> Keyboard {
    match keyboard {
        Keyboard::Inline(rows) => Keyboard::Inline(rows),
        _ => Keyboard::None,
    }
}
