//! How much a bot may send
//! (<https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>).

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use jiff::Timestamp;

use crate::{ApiError, ChatId};

/// Which limits hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limits {
    /// None: a test sends as much as it wants.
    #[default]
    Off,
    /// About Telegram's own: 30 messages in a second, in one chat one a second after 3 at once, in a group
    /// 20 in a minute, and `setWebhook` once in a second.
    Telegram,
}

/// What is flooded: all of it is refused with 429.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flood {
    /// Every message and edit of the bot.
    Bot,
    /// Every message to a chat, and every edit in it.
    Chat(ChatId),
}

/// How often something may happen.
#[derive(Clone, Copy)]
enum Rule {
    /// At most `count` times in any `span`.
    Window { count: usize, span: Duration },
    /// Once in every `span`, after as many as `burst` at once.
    Paced { burst: u32, span: Duration },
}

const OVERALL: Rule = Rule::Window {
    count: 30,
    span: Duration::from_secs(1),
};
const IN_A_CHAT: Rule = Rule::Paced {
    burst: 3,
    span: Duration::from_secs(1),
};
const IN_A_GROUP: Rule = Rule::Window {
    count: 20,
    span: Duration::from_secs(60),
};
const SET_WEBHOOK: Rule = Rule::Paced {
    burst: 1,
    span: Duration::from_secs(1),
};

/// The kinds of counted things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Counted {
    Overall,
    Chat(ChatId),
    Group(ChatId),
    SetWebhook,
}

/// What was sent lately.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    pub(crate) limits: Limits,
    floods: BTreeMap<Flood, Timestamp>,
    past: BTreeMap<Counted, VecDeque<Timestamp>>,
}

impl Meter {
    pub(crate) fn flood(&mut self, flood: Flood, until: Timestamp) {
        self.floods.insert(flood, until);
    }

    /// Says when a flood is over.
    pub(crate) fn flooded(&self, chat: ChatId, now: Timestamp) -> Result<(), ApiError> {
        for flood in [Flood::Bot, Flood::Chat(chat)] {
            if let Some(until) = self.floods.get(&flood).filter(|until| **until > now) {
                return Err(ApiError::too_many_requests(seconds_between(now, *until)));
            }
        }
        Ok(())
    }

    /// Counts a message, or says when it may be sent.
    pub(crate) fn message(&mut self, chat: ChatId, now: Timestamp) -> Result<(), ApiError> {
        self.flooded(chat, now)?;
        let is_group = chat.0 < 0;
        let mut rules = vec![
            (Counted::Overall, OVERALL),
            (Counted::Chat(chat), IN_A_CHAT),
        ];
        if is_group {
            rules.push((Counted::Group(chat), IN_A_GROUP));
        }
        self.count(&rules, now)
    }

    /// Counts a `setWebhook`, or says when it may be made.
    pub(crate) fn set_webhook(&mut self, now: Timestamp) -> Result<(), ApiError> {
        self.count(&[(Counted::SetWebhook, SET_WEBHOOK)], now)
    }

    fn count(&mut self, rules: &[(Counted, Rule)], now: Timestamp) -> Result<(), ApiError> {
        if self.limits == Limits::Off {
            return Ok(());
        }
        let wait = rules.iter().filter_map(|(counted, rule)| {
            let past = self.past.entry(*counted).or_default();
            rule.free_at(past, now)
        });
        if let Some(free_at) = wait.max() {
            return Err(ApiError::too_many_requests(seconds_between(now, free_at)));
        }
        for (counted, rule) in rules {
            rule.count(self.past.entry(*counted).or_default(), now);
        }
        Ok(())
    }
}

impl Rule {
    /// Says when there is room, if there is none now.
    fn free_at(self, past: &mut VecDeque<Timestamp>, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Window { count, span } => {
                while past.front().is_some_and(|at| *at + span <= now) {
                    past.pop_front();
                }
                let oldest = *past.front()?;
                (past.len() >= count).then(|| oldest + span)
            }
            Self::Paced { burst, span } => {
                let free_at = *past.back()? - span * (burst - 1);
                (free_at > now).then_some(free_at)
            }
        }
    }

    fn count(self, past: &mut VecDeque<Timestamp>, now: Timestamp) {
        match self {
            Self::Window { .. } => past.push_back(now),
            // One moment is kept: when all that was sent would have been sent at the even pace.
            Self::Paced { span, .. } => {
                let done_at = past.pop_back().map_or(now, |at| at.max(now));
                past.push_back(done_at + span);
            }
        }
    }
}

/// Whole seconds from `now` until `then`, rounded up, at least 1.
fn seconds_between(now: Timestamp, then: Timestamp) -> u64 {
    let span = then.duration_since(now).unsigned_abs();
    let rounded_up = span.as_secs() + u64::from(span.subsec_nanos() > 0);
    rounded_up.max(1)
}
