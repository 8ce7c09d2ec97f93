use std::time::Duration;

use telegram::Call;

use crate::Mark;

/// What the HTTP function answers, and what the update's log line says.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The answer to Telegram.
    pub acknowledgement: Acknowledgement,
    /// How it ended.
    pub class: Class,
    /// Why it ended so, for a transient error or a parked update.
    pub trouble: Option<String>,
    /// What the business says that was done.
    pub mark: Option<&'static Mark>,
    /// Requests made to the table.
    pub table_requests: u32,
    /// Races lost on the way.
    pub conflicts: u32,
    /// Calls made to the Bot API.
    pub direct_calls: u32,
}

impl Report {
    /// What was done to such a thing, if anything was.
    #[must_use]
    pub fn done_to(&self, subject: &str) -> Option<&'static str> {
        let mark = self.mark.filter(|mark| mark.subject == subject);
        mark.map(|mark| mark.outcome)
    }
}

/// The answer to Telegram.
#[derive(Clone, Debug, PartialEq)]
pub enum Acknowledgement {
    /// 200, with the call that rides in the response if there is one.
    Done(Option<Call>),
    /// 503: nothing is acknowledged, and Telegram delivers the update again.
    Unavailable {
        /// For the `Retry-After` header; at most 5 s.
        retry_after: Duration,
    },
}

/// How an update ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Class {
    /// State changed.
    Changed,
    /// Answered without a change.
    Answered,
    /// Not for us, or nothing to do.
    Ignored,
    /// Handled before; the stored reply went out.
    Duplicate,
    /// Refused, since too much changed in too short a time.
    Throttled,
    /// Parked.
    Parked,
    /// Not acknowledged.
    Transient,
}

impl Class {
    /// The name that log lines and metrics use.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Answered => "answered",
            Self::Ignored => "ignored",
            Self::Duplicate => "duplicate",
            Self::Throttled => "throttled",
            Self::Parked => "parked",
            Self::Transient => "transient",
        }
    }
}
