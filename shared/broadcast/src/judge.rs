use jiff::SignedDuration;
use line::LineError;
use telegram::ApiError;

/// What a send's answer says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Verdict {
    /// Telegram has it.
    Sent,
    /// The person has blocked the bot or is gone.
    Unreachable,
    /// Refused for good.
    Failed,
    /// Nobody can know whether Telegram has it.
    Unknown,
    /// The markup was refused: once more as plain text.
    PlainText,
    /// Not taken; not before that time (429).
    Limited(SignedDuration),
    /// Not taken, for a reason that will pass: a 5xx, or no connection.
    Trouble,
    /// Not taken, since the bot's own set-up is broken: it is nobody's failure.
    SetUp,
}

/// As the table in `docs/notices.md` has it for single notices with the policy `record`.
pub(crate) fn judge(answer: Result<(), LineError>) -> Verdict {
    match answer {
        Ok(()) => Verdict::Sent,
        Err(LineError::Token(_)) => Verdict::SetUp,
        Err(LineError::Api(error)) => judge_error(&error),
    }
}

fn judge_error(error: &ApiError) -> Verdict {
    match error {
        ApiError::Refused {
            code,
            description,
            retry_after,
            ..
        } => match code {
            429 => Verdict::Limited(seconds(retry_after.unwrap_or(1))),
            403 => Verdict::Unreachable,
            400 if description.contains("can't parse entities") => Verdict::PlainText,
            401 | 404 => Verdict::SetUp,
            500.. => Verdict::Trouble,
            _ => Verdict::Failed,
        },
        ApiError::NotSent | ApiError::Unreadable { status: 500.. } => Verdict::Trouble,
        ApiError::Unknown | ApiError::Unreadable { .. } => Verdict::Unknown,
    }
}

fn seconds(retry_after: u64) -> SignedDuration {
    let seconds = i64::try_from(retry_after).unwrap_or(86_400);
    SignedDuration::from_secs(seconds.clamp(1, 7 * 86_400))
}
