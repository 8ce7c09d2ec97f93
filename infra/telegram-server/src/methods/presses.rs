use std::time::Duration;

use serde_json::json;

use super::Answer;
use crate::params::Params;
use crate::world::World;
use crate::{ApiError, CallbackAnswer};

/// How long a press can be answered: as long as its update lives.
const ANSWERABLE_FOR: Duration = Duration::from_secs(150);

/// The most characters of an answer.
const MAX_ANSWER_CHARS: usize = 200;

impl World {
    pub(super) fn answer_callback_query(&mut self, params: &Params) -> Answer {
        let text = params.text("text").unwrap_or_default();
        if text.chars().count() > MAX_ANSWER_CHARS {
            return Err(ApiError::bad_request("MESSAGE_TOO_LONG"));
        }
        let now = self.now();
        let id = params.text("callback_query_id").unwrap_or_default();
        let press = self.presses.get_mut(&id);
        let press = press.filter(|press| press.at + ANSWERABLE_FOR >= now);
        let press = press.ok_or_else(|| {
            ApiError::bad_request(
                "query is too old and response timeout expired or query ID is invalid",
            )
        })?;
        press.answer = Some(CallbackAnswer {
            text,
            is_alert: params.flag("show_alert"),
        });
        Ok(json!(true))
    }
}
