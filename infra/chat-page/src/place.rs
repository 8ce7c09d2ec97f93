use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts, Path};
use axum::http::request::Parts;
use telegram_server::{ChatId, UserId};

use crate::desk::Desk;
use crate::refusal::Refusal;

/// A person of the address, who is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Somebody(pub(crate) UserId);

/// A person and a chat of the address, both of which are there; whether the person is in the chat
/// is Telegram's to say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) user: UserId,
    pub(crate) chat: ChatId,
}

/// A message of the address, there or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MessageId(pub(crate) i64);

/// A press of the address, there or not.
#[derive(Clone, Debug)]
pub(crate) struct PressId(pub(crate) String);

impl<S> FromRequestParts<S> for Somebody
where
    Arc<Desk>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let desk = Arc::<Desk>::from_ref(state);
        let user = UserId(number(parts, "user").await?);
        let mut people = desk.telegram.people().into_iter();
        let known = people.any(|person| person.id == user);
        known
            .then_some(Self(user))
            .ok_or(Refusal::NoSuchPerson(user))
    }
}

impl<S> FromRequestParts<S> for Place
where
    Arc<Desk>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let Somebody(user) = Somebody::from_request_parts(parts, state).await?;
        let desk = Arc::<Desk>::from_ref(state);
        let chat = ChatId(number(parts, "chat").await?);
        let private = desk
            .telegram
            .people()
            .into_iter()
            .any(|person| chat == person.id.into());
        let known = private || desk.telegram.groups().iter().any(|group| group.id == chat);
        known
            .then_some(Self { user, chat })
            .ok_or(Refusal::NoSuchChat(chat))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MessageId {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        number(parts, "message").await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PressId {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        part(parts, "press").await.map(Self)
    }
}

/// A number of the address; what is no number is the address of nothing.
async fn number(parts: &mut Parts, name: &str) -> Result<i64, Refusal> {
    let number = part(parts, name).await?;
    number.parse().map_err(|_| Refusal::NoSuchAddress)
}

/// A part of the address; what is no UTF-8 is the address of nothing.
async fn part(parts: &mut Parts, name: &str) -> Result<String, Refusal> {
    let path = Path::<HashMap<String, String>>::from_request_parts(parts, &()).await;
    let Path(mut names) = path.map_err(|_| Refusal::NoSuchAddress)?;
    names.remove(name).ok_or(Refusal::NoSuchAddress)
}
