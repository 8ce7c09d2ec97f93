use serde_json::{Value, json};

use super::Answer;
use crate::ApiError;
use crate::params::Params;
use crate::world::World;

impl World {
    /// `getUpdates` without waiting. It ends every older call that still waits.
    pub(super) fn get_updates(&mut self, params: &Params) -> Answer {
        if self.webhook.current.is_some() {
            return Err(ApiError::conflict(
                "can't use getUpdates method while webhook is active; \
                 use deleteWebhook to delete the webhook first",
            ));
        }
        self.polls += 1;
        if let Some(allowed) = params.strings("allowed_updates") {
            self.updates.allowed = Some(allowed);
        }
        if let Some(offset) = params.integer("offset").filter(|offset| *offset != 0) {
            self.updates.confirm(offset);
        }
        Ok(self.waiting_updates(params))
    }

    /// What a call of `getUpdates` that still waits gets now.
    pub(crate) fn poll_again(&mut self, params: &Params, poll: u64) -> Answer {
        if self.webhook.current.is_some() {
            return Err(ApiError::conflict("terminated by setWebhook request"));
        }
        if self.polls != poll {
            return Err(ApiError::conflict(
                "terminated by other getUpdates request; \
                 make sure that only one bot instance is running",
            ));
        }
        Ok(self.waiting_updates(params))
    }

    fn waiting_updates(&mut self, params: &Params) -> Value {
        self.updates.expire(self.clock.now());
        let limit = params.integer("limit").unwrap_or(100).clamp(1, 100);
        let limit = usize::try_from(limit).unwrap_or(1);
        let updates = self.updates.waiting.values().take(limit);
        json!(updates.map(|update| update.to_json()).collect::<Vec<_>>())
    }
}
