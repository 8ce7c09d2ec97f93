use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use telegram_server::{OpenPress, Telegram};

use crate::acts::Created;
use crate::body::Body;
use crate::desk::Desk;
use crate::place::{MessageId, Place, PressId};

/// How long a button glows at most: as long as its press can be answered.
const GLOWS_FOR: Duration = Duration::from_secs(150);

#[derive(Debug, Deserialize)]
pub(crate) struct Pressing {
    button: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Pressed {
    press: String,
}

/// A button that glows.
#[derive(Debug, Serialize)]
pub(crate) struct Glow {
    press: String,
    message_id: i64,
    data: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    /// None while there is none.
    answer: Option<Said>,
}

#[derive(Debug, Serialize)]
struct Said {
    /// Empty when the button just stops glowing.
    text: String,
    is_alert: bool,
}

pub(crate) async fn press(
    State(desk): State<Arc<Desk>>,
    at: Place,
    MessageId(message): MessageId,
    Body(pressing): Body<Pressing>,
) -> Created<Pressed> {
    let press = desk
        .telegram
        .press(at.user, at.chat, message, &pressing.button)?;
    Ok((StatusCode::CREATED, Json(Pressed { press })))
}

/// What the bot has said to a press.
pub(crate) async fn answer(State(desk): State<Arc<Desk>>, PressId(press): PressId) -> Json<Answer> {
    let answer = desk.telegram.answer_to(&press);
    let answer = answer.map(|answer| Said {
        text: answer.text,
        is_alert: answer.is_alert,
    });
    Json(Answer { answer })
}

impl Glow {
    /// The buttons that glow for a person in a chat.
    pub(crate) fn all(telegram: &Telegram, at: Place) -> Vec<Self> {
        let now = telegram.config().clock.now();
        let glows = |press: &OpenPress| press.chat == at.chat && press.at + GLOWS_FOR > now;
        let open = telegram.open_presses_of(at.user).into_iter();
        let glow = |press: OpenPress| Self {
            press: press.id,
            message_id: press.message_id,
            data: press.data,
        };
        open.filter(glows).map(glow).collect()
    }
}
