use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use telegram_server::{ChatId, Group, Impossible, Telegram, UserId};

use crate::body::Body;
use crate::desk::Desk;
use crate::place::Place;
use crate::refusal::Refusal;

#[derive(Debug, Serialize)]
pub(crate) struct GroupView {
    id: i64,
    title: String,
    members: Vec<i64>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewGroup {
    title: String,
    members: Vec<i64>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Made {
    pub(crate) id: i64,
}

impl GroupView {
    pub(crate) fn all(telegram: &Telegram) -> Vec<Self> {
        let groups = telegram.groups().into_iter();
        let view = |group: Group| Self {
            id: group.id.0,
            title: group.title,
            members: group.members.iter().map(|user| user.0).collect(),
        };
        groups.map(view).collect()
    }
}

/// A new group, with the bot in it.
pub(crate) async fn found(
    State(desk): State<Arc<Desk>>,
    Body(new): Body<NewGroup>,
) -> Result<(StatusCode, Json<Made>), Refusal> {
    let title = new.title.trim();
    if title.is_empty() || title.chars().count() > 128 {
        return Err(Refusal::Unfit(
            "A group has a title of 1 to 128 characters.",
        ));
    }
    if new.members.is_empty() {
        return Err(Refusal::Unfit(
            "A group has at least one member: choose somebody.",
        ));
    }
    let known: BTreeSet<_> = desk
        .telegram
        .people()
        .iter()
        .map(|person| person.id)
        .collect();
    let members: Vec<_> = new.members.iter().map(|user| UserId(*user)).collect();
    if let Some(stranger) = members.iter().find(|user| !known.contains(user)) {
        return Err(Refusal::NoSuchPerson(*stranger));
    }
    let ChatId(id) = desk.telegram.add_supergroup(title, &members);
    Ok((StatusCode::CREATED, Json(Made { id })))
}

/// Somebody joins a group; nothing happens when they are in it already.
pub(crate) async fn join(
    State(desk): State<Arc<Desk>>,
    place: Place,
) -> Result<StatusCode, Refusal> {
    let group = group_at(&desk, place)?;
    if !group.members.contains(&place.user) {
        desk.telegram.join(place.user, place.chat)?;
    }
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn leave(
    State(desk): State<Arc<Desk>>,
    place: Place,
) -> Result<StatusCode, Refusal> {
    group_at(&desk, place)?;
    desk.telegram.leave(place.user, place.chat)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Nobody joins or leaves a private chat.
fn group_at(desk: &Desk, place: Place) -> Result<Group, Refusal> {
    let Place { user, chat } = place;
    let mut groups = desk.telegram.groups().into_iter();
    let group = groups.find(|group| group.id == chat);
    Ok(group.ok_or(Impossible::NotInChat { user, chat })?)
}
