use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use telegram_server::{
    ChatId, Impossible, KeyboardButton, MenuCommand, ReplyKeyboard, Shown, ShownButton,
    ShownContact, ShownDocument, Telegram,
};

use crate::body::Body;
use crate::desk::Desk;
use crate::place::Place;
use crate::presses::Glow;
use crate::refusal::Refusal;

/// How many messages are given when nobody asks for a number.
const LAST: usize = 200;

/// A chat as one of its people sees it.
#[derive(Debug, Serialize)]
pub(crate) struct ChatState {
    id: i64,
    title: String,
    /// Oldest first.
    messages: Vec<MessageView>,
    /// How many messages before those are left out.
    earlier: usize,
    keyboard: Option<KeyboardView>,
    /// The bot's message that asks for a reply.
    asks_reply: Option<i64>,
    /// The commands that the person's app offers here.
    commands: Vec<CommandView>,
    /// The ids of the updates of this chat that wait for the bot, oldest first.
    pending: Vec<i64>,
    /// The buttons that glow.
    glowing: Vec<Glow>,
    has_blocked: bool,
}

#[derive(Debug, Serialize)]
struct MessageView {
    id: i64,
    /// None for the bot.
    user: Option<i64>,
    from: String,
    /// Seconds since 1970.
    date: i64,
    /// The field of a `Message` that says what it is, if it is no text.
    kind: Option<String>,
    /// The text or caption as Telegram's HTML, or else empty.
    html: String,
    contact: Option<ContactView>,
    document: Option<DocumentView>,
    buttons: Vec<Vec<ButtonView>>,
    reply_to: Option<i64>,
    edited: bool,
    media_url: Option<String>,
}

#[derive(Debug, Serialize)]
struct ContactView {
    name: String,
    phone: String,
    user: Option<i64>,
}

/// A document that can be downloaded.
#[derive(Debug, Serialize)]
struct DocumentView {
    name: String,
    mime: String,
    /// In bytes.
    size: usize,
}

#[derive(Debug, Serialize)]
struct CommandView {
    name: String,
    description: String,
}

#[derive(Debug, Serialize)]
struct ButtonView {
    label: String,
    data: Option<String>,
    url: Option<String>,
}

#[derive(Debug, Serialize)]
struct KeyboardView {
    message_id: i64,
    rows: Vec<Vec<KeyView>>,
}

#[derive(Debug, Serialize)]
struct KeyView {
    label: String,
    shares_contact: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default = "last")]
    last: usize,
}

fn last() -> usize {
    LAST
}

#[derive(Debug, Deserialize)]
pub(crate) struct Reading {
    up_to: i64,
}

pub(crate) async fn state(
    State(desk): State<Arc<Desk>>,
    place: Place,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<ChatState>, Refusal> {
    let Query(wanted) = wanted.map_err(|rejection| Refusal::Malformed {
        status: rejection.status(),
        sentence: format!("{}.", rejection.body_text()),
    })?;
    let title = title(&desk.telegram, place)?;
    Ok(Json(ChatState::of(&desk, place, title, wanted.last)))
}

pub(crate) async fn read(
    State(desk): State<Arc<Desk>>,
    place: Place,
    Body(reading): Body<Reading>,
) -> Result<StatusCode, Refusal> {
    title(&desk.telegram, place)?;
    desk.has_read(place.user, place.chat, reading.up_to);
    Ok(StatusCode::NO_CONTENT)
}

/// What the chat is called for a person who is in it. Their private chat is there before it begins.
pub(crate) fn title(telegram: &Telegram, place: Place) -> Result<String, Refusal> {
    let Place { user, chat } = place;
    if chat == user.into() {
        return Ok(telegram.config().name.clone());
    }
    let mut chats = telegram.chats_of(user).into_iter();
    let theirs = chats.find(|(id, _)| *id == chat).map(|(_, title)| title);
    Ok(theirs.ok_or(Impossible::NotInChat { user, chat })?)
}

impl ChatState {
    fn of(desk: &Desk, place: Place, title: String, last: usize) -> Self {
        let Place { user, chat } = place;
        let telegram = &desk.telegram;
        let mut messages = telegram.screen(chat);
        let earlier = messages.len().saturating_sub(last);
        Self {
            id: chat.0,
            title,
            messages: messages.drain(earlier..).map(MessageView::of).collect(),
            earlier,
            keyboard: telegram.keyboard(chat).as_ref().map(KeyboardView::of),
            asks_reply: telegram.asks_reply(chat),
            commands: CommandView::all(telegram.menu(user, chat)),
            pending: pending(telegram, chat),
            glowing: Glow::all(telegram, place),
            has_blocked: chat == user.into() && telegram.has_blocked(user),
        }
    }
}

fn pending(telegram: &Telegram, chat: ChatId) -> Vec<i64> {
    let updates = telegram.pending_in(chat).into_iter();
    let ids = updates.filter_map(|update| update["update_id"].as_i64());
    ids.collect()
}

impl MessageView {
    fn of(shown: Shown) -> Self {
        let row = |row: Vec<ShownButton>| row.into_iter().map(ButtonView::of).collect();
        Self {
            id: shown.message_id,
            user: shown.user.map(|user| user.0),
            from: shown.from,
            date: shown.date.as_second(),
            kind: shown.kind,
            html: shown.markup,
            contact: shown.contact.map(ContactView::of),
            document: shown.document.map(DocumentView::of),
            buttons: shown.buttons.into_iter().map(row).collect(),
            reply_to: shown.reply_to,
            edited: shown.edited,
            media_url: shown.media_url,
        }
    }
}

impl ContactView {
    fn of(contact: ShownContact) -> Self {
        let ShownContact { name, phone, user } = contact;
        let user = user.map(|user| user.0);
        Self { name, phone, user }
    }
}

impl DocumentView {
    fn of(document: ShownDocument) -> Self {
        let ShownDocument { name, mime, size } = document;
        Self { name, mime, size }
    }
}

impl CommandView {
    fn all(menu: Vec<MenuCommand>) -> Vec<Self> {
        let view = |MenuCommand { name, description }| Self { name, description };
        menu.into_iter().map(view).collect()
    }
}

impl ButtonView {
    fn of(button: ShownButton) -> Self {
        let ShownButton { label, data, url } = button;
        Self { label, data, url }
    }
}

impl KeyboardView {
    fn of(keyboard: &ReplyKeyboard) -> Self {
        let key = |button: &KeyboardButton| KeyView {
            label: button.label().to_owned(),
            shares_contact: matches!(button, KeyboardButton::ShareContact(_)),
        };
        let rows = keyboard.rows.iter();
        Self {
            message_id: keyboard.message_id,
            rows: rows.map(|row| row.iter().map(key).collect()).collect(),
        }
    }
}
