use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use telegram_server::{ChatId, Impossible, UserId};
use thiserror::Error;

/// Why a request is not done: a sentence, and a status.
#[derive(Debug, Error)]
pub(crate) enum Refusal {
    #[error("{sentence}")]
    Malformed {
        status: StatusCode,
        sentence: String,
    },
    #[error("{0}")]
    Foreign(&'static str),
    #[error("There is no person {0}.")]
    NoSuchPerson(UserId),
    #[error("There is no chat {0}.")]
    NoSuchChat(ChatId),
    #[error("There is no file in this message.")]
    NoSuchDocument,
    #[error("There is nothing at this address.")]
    NoSuchAddress,
    #[error("This address does not take requests of this method.")]
    NoSuchMethod,
    #[error("There is a person {0} already: choose another id, or none to get a free one.")]
    Taken(UserId),
    #[error("{0} cannot be the id of a person: choose a positive number below 2^52.")]
    NotAPerson(i64),
    #[error("{0}")]
    Unfit(&'static str),
    #[error("{}", sentence(.0))]
    Impossible(#[from] Impossible),
}

#[derive(Serialize)]
struct Failure {
    error: String,
}

impl Refusal {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Malformed { status, .. } => *status,
            Self::Foreign(_) => StatusCode::FORBIDDEN,
            Self::NoSuchPerson(_)
            | Self::NoSuchChat(_)
            | Self::NoSuchDocument
            | Self::NoSuchAddress
            | Self::Impossible(Impossible::NoSuchPerson(_) | Impossible::NoSuchMessage(_)) => {
                StatusCode::NOT_FOUND
            }
            Self::NoSuchMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Taken(_) | Self::NotAPerson(_) | Self::Unfit(_) | Self::Impossible(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let error = self.to_string();
        (self.status(), Json(Failure { error })).into_response()
    }
}

pub(crate) async fn no_such_address() -> Refusal {
    Refusal::NoSuchAddress
}

pub(crate) async fn no_such_method() -> Refusal {
    Refusal::NoSuchMethod
}

/// The stand-in's words as a sentence, with a mend where there is one.
fn sentence(impossible: &Impossible) -> String {
    let words = impossible.to_string();
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    let words = first.unwrap_or_default() + letters.as_str();
    match mend(impossible) {
        Some(mend) => format!("{words}: {mend}."),
        None => format!("{words}."),
    }
}

fn mend(impossible: &Impossible) -> Option<&'static str> {
    match impossible {
        Impossible::NotInChat { .. } => Some("let them join it first"),
        Impossible::BotIsBlocked(_) => Some("unblock it first"),
        Impossible::NotOwnMessage(_) => Some("only one's own messages can be changed"),
        Impossible::NoSuchButton(_) => Some("the bot may have taken it away"),
        Impossible::TextLength(_) => Some("it has to have 1 to 4096, not only blanks"),
        Impossible::Migrated(_) => Some("go on there"),
        _ => None,
    }
}
