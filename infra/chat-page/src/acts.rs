use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use telegram_server::{Impossible, SharedContact, UserId};

use crate::body::Body;
use crate::desk::Desk;
use crate::new_person::MAX_NAME;
use crate::place::{MessageId, Place};
use crate::refusal::Refusal;

/// The most photos of an album.
const MAX_ALBUM: usize = 10;

#[derive(Debug, Deserialize)]
pub(crate) struct Saying {
    text: String,
    #[serde(default)]
    reply_to: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Edit {
    text: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Tap {
    label: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contact {
    #[serde(default)]
    of: Option<i64>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Photos {
    captions: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Sent {
    message_id: i64,
}

#[derive(Debug, Serialize)]
pub(crate) struct AllSent {
    message_ids: Vec<i64>,
}

/// The answer to an act that has made something.
pub(crate) type Created<T> = Result<(StatusCode, Json<T>), Refusal>;

pub(crate) async fn say(
    State(desk): State<Arc<Desk>>,
    at: Place,
    Body(saying): Body<Saying>,
) -> Created<Sent> {
    let text = &saying.text;
    sent(match saying.reply_to {
        Some(to) => desk.telegram.reply(at.user, at.chat, to, text),
        None => desk.telegram.say(at.user, at.chat, text),
    })
}

pub(crate) async fn edit(
    State(desk): State<Arc<Desk>>,
    at: Place,
    MessageId(message): MessageId,
    Body(edit): Body<Edit>,
) -> Result<StatusCode, Refusal> {
    desk.telegram
        .edit_message(at.user, at.chat, message, &edit.text)?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn delete(
    State(desk): State<Arc<Desk>>,
    at: Place,
    MessageId(message): MessageId,
) -> Result<StatusCode, Refusal> {
    desk.telegram.delete_message(at.user, at.chat, message)?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn tap(
    State(desk): State<Arc<Desk>>,
    at: Place,
    Body(tap): Body<Tap>,
) -> Created<Sent> {
    sent(desk.telegram.tap(at.user, at.chat, &tap.label))
}

pub(crate) async fn share_contact(
    State(desk): State<Arc<Desk>>,
    at: Place,
    Body(contact): Body<Contact>,
) -> Created<Sent> {
    let shared = contact.shared()?;
    sent(desk.telegram.share_contact(at.user, at.chat, &shared))
}

impl Contact {
    fn shared(self) -> Result<SharedContact, Refusal> {
        match (self.of, self.phone, self.name) {
            (None, None, None) => Ok(SharedContact::Own),
            (Some(user), None, None) => Ok(SharedContact::Of(UserId(user))),
            (None, Some(phone), Some(first_name)) => unregistered(phone, first_name),
            _ => Err(Refusal::Malformed {
                status: StatusCode::BAD_REQUEST,
                sentence: "A contact is one's own, or `of` somebody, or has `phone` and `name`."
                    .to_owned(),
            }),
        }
    }
}

/// Somebody of the address book, where a number may be written as one likes.
fn unregistered(phone: String, first_name: String) -> Result<SharedContact, Refusal> {
    let fits = |text: &str| !text.trim().is_empty() && text.chars().count() <= MAX_NAME;
    let shared = (fits(&phone) && fits(&first_name))
        .then_some(SharedContact::Unregistered { phone, first_name });
    shared.ok_or(Refusal::Unfit(
        "A contact has a name and a number of 1 to 64 characters each.",
    ))
}

pub(crate) async fn send_photos(
    State(desk): State<Arc<Desk>>,
    at: Place,
    Body(photos): Body<Photos>,
) -> Created<AllSent> {
    let captions: Vec<_> = photos.captions.iter().map(String::as_str).collect();
    let message_ids = match captions.as_slice() {
        [caption] => vec![desk.telegram.send_photo(at.user, at.chat, caption)?],
        [] => return Err(Refusal::Unfit("At least one photo has to be sent.")),
        album if album.len() > MAX_ALBUM => {
            return Err(Refusal::Unfit("An album has at most ten photos."));
        }
        album => desk.telegram.send_album(at.user, at.chat, album)?,
    };
    Ok((StatusCode::CREATED, Json(AllSent { message_ids })))
}

fn sent(message_id: Result<i64, Impossible>) -> Created<Sent> {
    let message_id = message_id?;
    Ok((StatusCode::CREATED, Json(Sent { message_id })))
}
