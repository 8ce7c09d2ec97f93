use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use telegram_server::{ChatId, Person, Shown, UserId};

use crate::body::Body;
use crate::desk::Desk;
use crate::groups::{GroupView, Made};
use crate::new_person::NewPerson;
use crate::place::Somebody;
use crate::refusal::Refusal;

/// Everybody, as the left side of the page lists them.
#[derive(Debug, Serialize)]
pub(crate) struct Everybody {
    bot: BotView,
    people: Vec<PersonView>,
    groups: Vec<GroupView>,
}

#[derive(Debug, Serialize)]
struct BotView {
    name: String,
    username: String,
}

#[derive(Debug, Serialize)]
struct PersonView {
    id: i64,
    name: String,
    username: Option<String>,
    language: Option<String>,
    phone: String,
    has_blocked: bool,
    /// In all chats.
    unread: usize,
    /// The private chat first, begun or not.
    chats: Vec<ChatView>,
}

#[derive(Debug, Serialize)]
struct ChatView {
    id: i64,
    title: String,
    unread: usize,
    /// The last message's text, if there is one.
    last: Option<String>,
}

pub(crate) async fn everybody(State(desk): State<Arc<Desk>>) -> Json<Everybody> {
    let telegram = &desk.telegram;
    let people = telegram.people().into_iter();
    Json(Everybody {
        bot: BotView {
            name: telegram.config().name.clone(),
            username: telegram.config().username.clone(),
        },
        people: people.map(|person| PersonView::of(&desk, person)).collect(),
        groups: GroupView::all(telegram),
    })
}

impl PersonView {
    fn of(desk: &Desk, person: Person) -> Self {
        let private = ChatId::from(person.id);
        let mut chats = desk.telegram.chats_of(person.id);
        chats.retain(|(chat, _)| *chat != private);
        chats.insert(0, (private, desk.telegram.config().name.clone()));
        let chats = chats
            .into_iter()
            .map(|chat| ChatView::of(desk, person.id, chat));
        let chats: Vec<_> = chats.collect();
        Self {
            id: person.id.0,
            name: person.full_name(),
            has_blocked: desk.telegram.has_blocked(person.id),
            unread: chats.iter().map(|chat| chat.unread).sum(),
            username: person.username,
            language: person.language_code,
            phone: person.phone,
            chats,
        }
    }
}

impl ChatView {
    fn of(desk: &Desk, user: UserId, (chat, title): (ChatId, String)) -> Self {
        let screen = desk.telegram.screen(chat);
        let last = screen.last().map(|shown: &Shown| shown.text.clone());
        Self {
            id: chat.0,
            title,
            unread: desk.unread(user, chat, &screen),
            last,
        }
    }
}

/// A new person, who has not written to the bot yet.
pub(crate) async fn add(
    State(desk): State<Arc<Desk>>,
    Body(new): Body<NewPerson>,
) -> Result<(StatusCode, Json<Made>), Refusal> {
    let person = new.person(&desk.telegram)?;
    let UserId(id) = desk.telegram.add_person(person);
    Ok((StatusCode::CREATED, Json(Made { id })))
}

pub(crate) async fn block(
    State(desk): State<Arc<Desk>>,
    Somebody(user): Somebody,
) -> Result<StatusCode, Refusal> {
    desk.telegram.block(user)?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn unblock(
    State(desk): State<Arc<Desk>>,
    Somebody(user): Somebody,
) -> Result<StatusCode, Refusal> {
    desk.telegram.unblock(user)?;
    Ok(StatusCode::NO_CONTENT)
}
