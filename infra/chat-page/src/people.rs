use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use telegram_server::{ChatId, Person, Shown, Telegram, UserId};

use crate::body::Body;
use crate::desk::Desk;
use crate::groups::{GroupView, Made};
use crate::place::Somebody;
use crate::refusal::Refusal;

/// The first id that a new person gets by themselves.
const FIRST_ID: i64 = 42;

/// Telegram's ids have at most 52 significant bits (<https://core.telegram.org/bots/api#user>).
const MAX_ID: i64 = (1 << 52) - 1;

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

#[derive(Debug, Deserialize)]
pub(crate) struct NewPerson {
    name: String,
    #[serde(default)]
    last_name: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    id: Option<i64>,
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

impl NewPerson {
    fn person(self, telegram: &Telegram) -> Result<Person, Refusal> {
        let taken = telegram.people().iter().map(|person| person.id.0).collect();
        let id = free_id(self.id, &taken)?;
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 64 {
            return Err(Refusal::Unfit("A person has a name of 1 to 64 characters."));
        }
        let mut person = Person::new(id, name);
        person.last_name = filled(self.last_name);
        if let Some(language) = filled(self.language) {
            person.language_code = Some(language);
        }
        if let Some(phone) = filled(self.phone) {
            person.phone = phone;
        }
        Ok(person)
    }
}

fn free_id(wanted: Option<i64>, taken: &BTreeSet<i64>) -> Result<i64, Refusal> {
    match wanted {
        Some(id) if !(1..=MAX_ID).contains(&id) => Err(Refusal::NotAPerson(id)),
        Some(id) if taken.contains(&id) => Err(Refusal::Taken(UserId(id))),
        Some(id) => Ok(id),
        None => {
            let free = (FIRST_ID..).find(|id| !taken.contains(id));
            Ok(free.expect("people do not take all ids"))
        }
    }
}

/// What somebody has filled in.
fn filled(field: Option<String>) -> Option<String> {
    let field = field.map(|text| text.trim().to_owned());
    field.filter(|text| !text.is_empty())
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
