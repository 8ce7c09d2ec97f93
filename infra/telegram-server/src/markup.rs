//! Keyboards, as a call brings them.

use serde_json::Value;

use crate::ApiError;
use crate::chat::KeyboardButton;
use crate::params::Params;

/// The most buttons that a keyboard has.
const MAX_BUTTONS: usize = 100;

/// The most bytes of `callback_data`.
const MAX_DATA_BYTES: usize = 64;

/// `reply_markup`.
pub(crate) enum Markup {
    None,
    Inline(Vec<Vec<Value>>),
    Keyboard {
        rows: Vec<Vec<KeyboardButton>>,
        goes_after_use: bool,
    },
    Remove,
    Ask {
        selective: bool,
    },
}

/// Where a message goes, as far as keyboards care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    PrivateChat,
    Elsewhere,
}

impl Markup {
    /// The markup of a new message.
    pub(crate) fn of(params: &Params, place: Place) -> Result<Self, ApiError> {
        let Some(markup) = markup(params)? else {
            return Ok(Self::None);
        };
        let is_set = |name: &str| markup[name].as_bool() == Some(true);
        if markup.get("inline_keyboard").is_some() {
            return inline(&markup).map(Self::Inline);
        }
        if markup.get("keyboard").is_some() {
            return Ok(Self::Keyboard {
                rows: keyboard(&markup["keyboard"], place)?,
                goes_after_use: is_set("one_time_keyboard"),
            });
        }
        if is_set("remove_keyboard") {
            return Ok(Self::Remove);
        }
        if is_set("force_reply") {
            let selective = is_set("selective");
            return Ok(Self::Ask { selective });
        }
        Ok(Self::None)
    }

    /// The buttons of an edit, which can have no other keyboard.
    pub(crate) fn of_edit(params: &Params) -> Result<Vec<Vec<Value>>, ApiError> {
        let Some(markup) = markup(params)? else {
            return Ok(Vec::new());
        };
        if markup.get("inline_keyboard").is_none() {
            return Err(ApiError::bad_request("inline keyboard expected"));
        }
        inline(&markup)
    }
}

fn markup(params: &Params) -> Result<Option<Value>, ApiError> {
    match params.structure("reply_markup") {
        None => Ok(None),
        Some(markup) if markup.is_object() => Ok(Some(markup)),
        Some(_) => Err(ApiError::bad_request("object expected as reply markup")),
    }
}

fn inline(markup: &Value) -> Result<Vec<Vec<Value>>, ApiError> {
    let mut rows = rows(&markup["inline_keyboard"])?;
    rows.retain(|row| !row.is_empty());
    for button in rows.iter().flatten() {
        check(button)?;
    }
    if rows.iter().map(Vec::len).sum::<usize>() > MAX_BUTTONS {
        return Err(ApiError::bad_request("REPLY_MARKUP_TOO_LONG"));
    }
    Ok(rows)
}

fn check(button: &Value) -> Result<(), ApiError> {
    let refused = |why: &str| {
        let why = format!("can't parse inline keyboard button: {why}");
        Err(ApiError::bad_request(&why))
    };
    let Some(label) = button["text"].as_str() else {
        return refused("Field \"text\" must be of type String");
    };
    if label.is_empty() {
        return refused("Field \"text\" must be non-empty");
    }
    if let Some(data) = button.get("callback_data") {
        let length = data.as_str().map_or(0, str::len);
        if !(1..=MAX_DATA_BYTES).contains(&length) {
            return Err(ApiError::bad_request("BUTTON_DATA_INVALID"));
        }
        return Ok(());
    }
    let others = [
        "url",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "copy_text",
        "pay",
    ];
    if others.iter().any(|action| button.get(action).is_some()) {
        return Ok(());
    }
    refused("Text buttons are unallowed in the inline keyboard")
}

fn keyboard(keyboard: &Value, place: Place) -> Result<Vec<Vec<KeyboardButton>>, ApiError> {
    let rows = rows(keyboard)?;
    if rows.iter().map(Vec::len).sum::<usize>() > MAX_BUTTONS {
        return Err(ApiError::bad_request("REPLY_MARKUP_TOO_LONG"));
    }
    let read_row = |row: &Vec<Value>| row.iter().map(|button| key(button, place)).collect();
    rows.iter().map(read_row).collect()
}

fn key(button: &Value, place: Place) -> Result<KeyboardButton, ApiError> {
    let label = button.as_str().or_else(|| button["text"].as_str());
    let label = label.filter(|label| !label.is_empty());
    let label = label.ok_or_else(|| {
        ApiError::bad_request("can't parse keyboard button: Field \"text\" must be of type String")
    })?;
    if button["request_contact"].as_bool() != Some(true) {
        return Ok(KeyboardButton::Text(label.to_owned()));
    }
    if place == Place::PrivateChat {
        return Ok(KeyboardButton::ShareContact(label.to_owned()));
    }
    Err(ApiError::bad_request(
        "phone number can be requested in private chats only",
    ))
}

fn rows(keyboard: &Value) -> Result<Vec<Vec<Value>>, ApiError> {
    let row = |row: &Value| row.as_array().cloned();
    let rows = keyboard
        .as_array()
        .and_then(|rows| rows.iter().map(row).collect());
    rows.ok_or_else(|| ApiError::bad_request("can't parse keyboard: an Array of Arrays expected"))
}
