//! The control interface: a command in, an answer out, as JSON.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::people::People;
use super::{Answer, Command, Notices, Refusal};

/// The path that takes a [`Command`] by POST and gives an [`Answer`], or a [`Failure`].
///
/// JSON alone is taken, so that no page in a browser can send one without asking first.
pub(crate) const PATH: &str = "/act";

/// Why something was not done.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Failure {
    pub(crate) error: String,
}

/// What commands are done with.
#[derive(Debug)]
pub(crate) struct Control {
    /// `None` where people talk to the bot in Telegram itself.
    pub(crate) people: Option<People>,
    pub(crate) dynamodb: Client,
}

impl Control {
    pub(crate) fn routes(self) -> Router {
        Router::new()
            .route(PATH, post(act))
            .with_state(Arc::new(self))
    }

    async fn perform(&self, command: &Command) -> Result<Answer, Refusal> {
        let people = || self.people.as_ref().ok_or(Refusal::RealTelegram);
        Ok(match command {
            Command::Say(say) => Answer::Seen(people()?.say(&say.who, &say.text).await?),
            Command::Press(press) => Answer::Seen(people()?.press(&press.who, &press.label).await?),
            Command::Contact(contact) => Answer::Seen(people()?.contact(contact).await?),
            Command::Show(show) => Answer::Screen(people()?.show(show)?),
            Command::Notices => Answer::Notices(Notices::read(&self.dynamodb).await?),
        })
    }
}

async fn act(State(control): State<Arc<Control>>, Json(command): Json<Command>) -> Response {
    match control.perform(&command).await {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => {
            let error = refusal.to_string();
            (StatusCode::UNPROCESSABLE_ENTITY, Json(Failure { error })).into_response()
        }
    }
}
