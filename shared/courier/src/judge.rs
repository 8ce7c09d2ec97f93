use jiff::{SignedDuration, Timestamp};
use line::LineError;
use outbox::{Kind, NoticeRow, Policy, Status};
use telegram::{ApiError, ChatId};

/// After so many failed attempts a notice has failed.
pub const MAX_ATTEMPTS: u32 = 5;

/// The delay after the first failed attempt; it doubles with each one.
const FIRST_DELAY: SignedDuration = SignedDuration::from_secs(10);

/// What is waited while the bot's own set-up is broken: no attempt is counted for that.
const SET_UP_DELAY: SignedDuration = SignedDuration::from_secs(60);

/// When an alert is tried again. The monitor sends them: each of its runs, a minute apart, finds
/// what the last one has put back, before it says anything new.
const ALERT_DELAY: SignedDuration = SignedDuration::from_secs(45);

/// For so long an alert waits for a Telegram that takes nothing.
const ALERT_WAITS: SignedDuration = SignedDuration::from_hours(24);

/// What a send's answer means for the notice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Next {
    /// It has come to its end.
    End(Status, Option<String>),
    /// The person cannot be reached, and the notice has failed.
    Unreachable(String),
    /// It is put back and counts as a failed attempt.
    Again(Timestamp),
    /// It is put back and counts as none: the bot's set-up is broken.
    Later(Timestamp),
    /// It is put back and counts as none: Telegram takes nothing.
    Wait(Timestamp),
    /// Telegram takes nothing for this chat before then; no attempt.
    Hold(Timestamp),
    /// The markup was refused: once more as plain text.
    PlainText,
    /// The group has moved: once more to its new chat.
    Follow(ChatId),
}

pub(crate) fn judge(answer: Result<(), LineError>, row: &NoticeRow, now: Timestamp) -> Next {
    match answer {
        Ok(()) => Next::End(Status::Sent, None),
        Err(LineError::Token(_)) => Next::Later(now + set_up_delay(row)),
        Err(LineError::Api(error)) => judge_error(&error, row, now),
    }
}

fn judge_error(error: &ApiError, row: &NoticeRow, now: Timestamp) -> Next {
    match error {
        ApiError::Refused {
            code,
            description,
            retry_after,
            migrate_to_chat_id,
        } => match code {
            429 => Next::Hold(now + seconds(retry_after.unwrap_or(1))),
            403 => Next::Unreachable(description.clone()),
            400 if migrate_to_chat_id.is_some() => {
                Next::Follow(ChatId::new(migrate_to_chat_id.unwrap_or_default()))
            }
            400 if description.contains("can't parse entities") => Next::PlainText,
            // A wrong token is the set-up's fault: no notice may fail for it.
            401 | 404 => Next::Later(now + set_up_delay(row)),
            500.. => unavailable(row, description, now),
            _ => Next::End(Status::Failed, Some(description.clone())),
        },
        ApiError::NotSent => unavailable(row, "no connection to Telegram", now),
        ApiError::Unreadable { status: 500.. } => unavailable(row, "an unreadable 5xx", now),
        ApiError::Unknown | ApiError::Unreadable { .. } => match row.policy {
            Policy::Record => Next::End(
                Status::Unknown,
                Some("no answer after the request was written".to_owned()),
            ),
            Policy::SendAgain if row.attempts + 1 >= MAX_ATTEMPTS => Next::End(
                Status::Unknown,
                Some("five sends without an answer".to_owned()),
            ),
            Policy::SendAgain => again(row, "no answer after the request was written", now),
        },
    }
}

/// An alert must not be lost because Telegram is away: for a day that is no attempt of it.
fn unavailable(row: &NoticeRow, reason: &str, now: Timestamp) -> Next {
    if is_alert(row) && now.duration_since(row.created) < ALERT_WAITS {
        return Next::Wait(now + ALERT_DELAY);
    }
    again(row, reason, now)
}

fn again(row: &NoticeRow, reason: &str, now: Timestamp) -> Next {
    if row.attempts + 1 >= MAX_ATTEMPTS {
        return Next::End(Status::Failed, Some(format!("five attempts: {reason}")));
    }
    let delay = if is_alert(row) {
        ALERT_DELAY
    } else {
        FIRST_DELAY * (1 << row.attempts.min(8))
    };
    Next::Again(now + delay)
}

fn set_up_delay(row: &NoticeRow) -> SignedDuration {
    if is_alert(row) {
        ALERT_DELAY
    } else {
        SET_UP_DELAY
    }
}

fn is_alert(row: &NoticeRow) -> bool {
    row.kind == Kind::SystemMaintenance
}

fn seconds(retry_after: u64) -> SignedDuration {
    SignedDuration::from_secs(
        i64::try_from(retry_after)
            .unwrap_or(86_400)
            .clamp(1, 7 * 86_400),
    )
}
