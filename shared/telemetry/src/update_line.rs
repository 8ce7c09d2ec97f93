/// The one line that an update leaves in the log, with its metrics in it.
///
/// Counts of zero are left out, since logs cost more than computing; the fullest line takes at
/// most 400 bytes without what CloudWatch needs to know of its metrics. Failures have lines of
/// their own, written where they are handled.
#[derive(Clone, Copy, Debug, Default)]
pub struct UpdateLine<'r> {
    /// The id of the invocation, as AWS gave it.
    pub request_id: &'r str,
    /// Telegram's id of the update, where it could be read.
    pub update_id: Option<i64>,
    /// Who wrote or pressed, by Telegram's user id; `None` where nobody is named.
    pub user: Option<i64>,
    /// The update's kind, by its name in the Bot API (`message`, `callback_query`, …).
    pub kind: &'static str,
    /// The class of the outcome, one of a short closed list.
    pub outcome: &'static str,
    /// What the update did to a booking, one of a short closed list; `None` for most.
    pub booking: Option<&'static str>,
    /// From the request's arrival to its answer, in seconds; written to a tenth of a millisecond.
    pub duration_s: f64,
    /// Requests to the table, reads and writes.
    pub table_requests: u32,
    /// Commits that lost a race and were made again.
    pub conflicts: u32,
    /// Requests to the Bot API; a reply in the webhook's answer is none.
    pub bot_api_calls: u32,
    /// 1 if the update had been handled before.
    pub duplicate: u32,
    /// 1 if the person went too fast and was refused.
    pub throttled: u32,
    /// 1 if the update was put aside for an operator.
    pub parked: u32,
}

impl UpdateLine<'_> {
    /// Writes the line: at `warn` if the update was parked, else at `info`.
    pub fn log(&self) {
        macro_rules! log_at {
            ($level:ident) => {
                tracing::$level!(
                    request_id = self.request_id,
                    update_id = self.update_id,
                    user = self.user,
                    kind = self.kind,
                    outcome = self.outcome,
                    booking = self.booking,
                    updates_total = 1,
                    update_duration_seconds = (self.duration_s * 10_000.0).round() / 10_000.0,
                    table_requests = unless_zero(self.table_requests),
                    bot_api_calls = unless_zero(self.bot_api_calls),
                    commit_conflicts_total = unless_zero(self.conflicts),
                    duplicates_total = unless_zero(self.duplicate),
                    throttled_total = unless_zero(self.throttled),
                    parked_total = unless_zero(self.parked),
                    booking_outcomes_total = self.booking.map(|_| 1),
                    "update"
                )
            };
        }
        if self.parked > 0 {
            log_at!(warn);
        } else {
            log_at!(info);
        }
    }
}

fn unless_zero(count: u32) -> Option<u32> {
    Some(count).filter(|count| *count > 0)
}
