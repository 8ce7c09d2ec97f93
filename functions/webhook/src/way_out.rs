use std::time::Duration;

use engine::{HandOff, Sending};
use line::Line;
use outbox::{Doorbell, Knock, NotRung, NoticeRow};
use telegram::Idempotent;

/// What may leave the function directly: idempotent calls, and word of new notices and of
/// broadcasts.
#[derive(Debug)]
pub(crate) struct WayOut {
    pub(crate) line: Line,
    /// `None` where no queue is configured: the monitor hands over everything.
    pub(crate) doorbell: Option<Doorbell>,
    /// The queue of broadcasts, likewise.
    pub(crate) bulk: Option<Doorbell>,
}

impl HandOff for WayOut {
    fn send(&self, call: Idempotent, limit: Duration) -> Sending {
        let line = self.line.clone();
        Box::pin(async move {
            let method = call.as_call().method();
            if let Err(error) = line.perform(&call, limit).await {
                tracing::warn!(method, %error, "a direct call failed");
            }
        })
    }

    fn ring(&self, notices: Vec<NoticeRow>) -> Sending {
        let doorbell = self.doorbell.clone();
        Box::pin(async move {
            let Some(doorbell) = doorbell else { return };
            let rung = doorbell.ring(&notices).await;
            if !rung.as_ref().is_ok_and(Vec::is_empty) {
                tracing::warn!(
                    notices = notices.len(),
                    "the monitor will hand over what the queue did not take"
                );
            }
        })
    }

    fn knock(&self, knocks: Vec<Knock>) -> Sending {
        let bulk = self.bulk.clone();
        Box::pin(async move {
            let rung = match bulk {
                Some(bulk) => bulk.knock(&knocks).await,
                None => Err(NotRung),
            };
            if !rung.as_ref().is_ok_and(Vec::is_empty) {
                tracing::warn!("the monitor will ring for what the bulk queue did not take");
            }
        })
    }
}
