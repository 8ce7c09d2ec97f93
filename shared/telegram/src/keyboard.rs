//! Keyboards, in the few shapes that the bot shows.

use frankenstein::types::{
    ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup,
    ReplyKeyboardRemove, ReplyMarkup,
};

use crate::CallbackData;

/// What hangs below a message or replaces the person's keyboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    /// Nothing. On an edit it takes the buttons away; on a new message it leaves the person's
    /// keyboard as it is.
    #[default]
    None,
    /// Rows of buttons below the message; Telegram shows at most 100.
    Inline(Vec<Vec<Button>>),
    /// A keyboard that offers to share the person's own contact. In private chats only.
    Contact {
        /// The label of the button that shares.
        share: String,
        /// The label of a button below it, which sends its label as text.
        cancel: Option<String>,
    },
    /// Takes away a keyboard such as [`Keyboard::Contact`].
    Remove,
    /// Opens a reply to the message, for the person it answers: in a group the bot sees
    /// replies to itself.
    Ask,
}

impl Keyboard {
    /// The markup for a new message.
    pub(crate) fn markup(&self) -> Option<ReplyMarkup> {
        match self {
            Self::None => None,
            Self::Inline(_) => self.inline_markup().map(ReplyMarkup::InlineKeyboardMarkup),
            Self::Contact { share, cancel } => Some(ReplyMarkup::ReplyKeyboardMarkup(contact(
                share,
                cancel.as_deref(),
            ))),
            Self::Remove => Some(ReplyMarkup::ReplyKeyboardRemove(
                ReplyKeyboardRemove::builder().remove_keyboard(true).build(),
            )),
            Self::Ask => Some(ReplyMarkup::ForceReply(
                ForceReply::builder()
                    .force_reply(true)
                    .selective(true)
                    .build(),
            )),
        }
    }

    /// The markup for an edit, which takes buttons below the message and nothing else.
    pub(crate) fn inline_markup(&self) -> Option<InlineKeyboardMarkup> {
        let Self::Inline(rows) = self else {
            return None;
        };
        let rows = rows
            .iter()
            .map(|row| row.iter().map(Button::markup).collect());
        Some(
            InlineKeyboardMarkup::builder()
                .inline_keyboard(rows.collect::<Vec<_>>())
                .build(),
        )
    }
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// Its text, without markup.
    pub label: String,
    /// What it does.
    pub action: Action,
}

impl Button {
    fn markup(&self) -> InlineKeyboardButton {
        let button = InlineKeyboardButton::builder().text(&self.label);
        match &self.action {
            Action::Press(data) => button.callback_data(data.as_str()).build(),
            Action::Url(url) => button.url(url).build(),
        }
    }
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sends a callback query with this data.
    Press(CallbackData),
    /// Opens a link.
    Url(String),
}

fn contact(share: &str, cancel: Option<&str>) -> ReplyKeyboardMarkup {
    let share = KeyboardButton::builder()
        .text(share)
        .request_contact(true)
        .build();
    let cancel = cancel.map(|label| vec![KeyboardButton::builder().text(label).build()]);
    ReplyKeyboardMarkup::builder()
        .keyboard([vec![share]].into_iter().chain(cancel).collect::<Vec<_>>())
        .resize_keyboard(true)
        .one_time_keyboard(true)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(keyboard: &Keyboard) -> String {
        serde_json::to_string(&keyboard.markup()).unwrap()
    }

    #[test]
    fn buttons_carry_data_or_links() {
        let data = CallbackData::try_new("book:1").unwrap();
        let book = Button {
            label: "Book".to_owned(),
            action: Action::Press(data),
        };
        let url = "https://example.org/a".to_owned();
        let site = Button {
            label: "Site".to_owned(),
            action: Action::Url(url),
        };
        insta::assert_snapshot!(json(&Keyboard::Inline(vec![vec![book], vec![site]])), @r#"{"inline_keyboard":[[{"text":"Book","callback_data":"book:1"}],[{"text":"Site","url":"https://example.org/a"}]]}"#);
    }

    #[test]
    fn a_contact_is_asked_for_once() {
        let cancel = Some("Cancel".to_owned());
        insta::assert_snapshot!(json(&Keyboard::Contact { share: "Share".to_owned(), cancel }), @r#"{"keyboard":[[{"text":"Share","request_contact":true}],[{"text":"Cancel"}]],"resize_keyboard":true,"one_time_keyboard":true}"#);
    }

    #[test]
    fn the_other_keyboards_are_constant() {
        insta::assert_snapshot!(json(&Keyboard::None), @"null");
        insta::assert_snapshot!(json(&Keyboard::Remove), @r#"{"remove_keyboard":true}"#);
        insta::assert_snapshot!(json(&Keyboard::Ask), @r#"{"force_reply":true,"selective":true}"#);
    }

    #[test]
    fn an_edit_takes_inline_buttons_only() {
        assert!(Keyboard::Inline(Vec::new()).inline_markup().is_some());
        for keyboard in [Keyboard::None, Keyboard::Remove, Keyboard::Ask] {
            assert!(keyboard.inline_markup().is_none());
        }
    }
}
