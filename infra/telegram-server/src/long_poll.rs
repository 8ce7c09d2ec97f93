use std::time::Duration;

use serde_json::Value;

use crate::params::Params;
use crate::{ApiError, CallEnd, Telegram};

/// The longest wait for updates, in seconds.
const MAX_TIMEOUT_S: i64 = 50;

impl Telegram {
    /// Lets a call of `getUpdates` that got nothing wait as long as it wants to.
    pub(crate) async fn long_poll(&self, params: Value, first: CallEnd) -> CallEnd {
        let params = Params::new(params);
        let timeout_s = params
            .integer("timeout")
            .unwrap_or(0)
            .clamp(0, MAX_TIMEOUT_S);
        let is_empty = |result: &Value| result.as_array().is_some_and(Vec::is_empty);
        if timeout_s == 0 || !matches!(&first, CallEnd::Answered(Ok(result)) if is_empty(result)) {
            return first;
        }
        let clock = &*self.config().clock;
        let limit = Duration::from_secs(timeout_s.unsigned_abs());
        let news = clock::within(clock, limit, self.news(&params)).await;
        news.map_or(first, CallEnd::Answered)
    }

    async fn news(&self, params: &Params) -> Result<Value, ApiError> {
        let mut changes = self.changes();
        let poll = self.look(|world| world.polls);
        loop {
            let answer = self.step(|world| world.poll_again(params, poll))?;
            if answer.as_array().is_some_and(|updates| !updates.is_empty()) {
                return Ok(answer);
            }
            // The sender lives as long as this Telegram.
            let _ = changes.changed().await;
        }
    }
}
