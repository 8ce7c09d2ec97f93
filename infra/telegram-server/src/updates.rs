//! The updates that wait for the bot.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use fastrand::Rng;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{ChatId, UserId};

/// Which updates are delivered one after the other; those of different queues go in parallel.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Queue {
    /// Messages, edits and channel posts of a chat.
    Chat(ChatId),
    /// Presses of a person, wherever the buttons are.
    Callbacks(UserId),
    /// Updates of another kind, by their kind and the user or chat they are about.
    Other(String, i64),
}

impl Queue {
    /// The queue of an update of any kind.
    pub(crate) fn of(kind: &str, payload: &Value) -> Self {
        let id = |name: &str| payload[name]["id"].as_i64();
        let user = id("from").or_else(|| id("user"));
        match kind {
            "callback_query" => Self::Callbacks(UserId(user.unwrap_or_default())),
            "message" | "edited_message" | "channel_post" | "edited_channel_post" => {
                Self::Chat(ChatId(id("chat").unwrap_or_default()))
            }
            _ => Self::Other(kind.to_owned(), user.or(id("chat")).unwrap_or_default()),
        }
    }
}

/// How long Telegram keeps an update.
fn life(kind: &str) -> Duration {
    match kind {
        "callback_query" | "pre_checkout_query" | "shipping_query" => Duration::from_secs(150),
        "inline_query" => Duration::from_secs(30),
        _ => Duration::from_secs(24 * 60 * 60),
    }
}

/// The kinds that a bot gets only when it asks for them.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// An update that was not acknowledged yet.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) id: i64,
    kind: String,
    payload: Value,
    pub(crate) queue: Queue,
    pub(crate) expires_at: Timestamp,
    /// None until the webhook's side has taken it up.
    pub(crate) tries: Option<Tries>,
}

/// What the webhook's side knows about an update.
#[derive(Debug)]
pub(crate) struct Tries {
    pub(crate) delay_s: u64,
    pub(crate) fails: u32,
    pub(crate) wake_at: Timestamp,
    /// The delivery that is under way.
    pub(crate) ticket: Option<u64>,
}

/// All that waits, in the order in which it happened.
#[derive(Debug)]
pub(crate) struct Updates {
    next_id: i64,
    pub(crate) waiting: VecDeque<Pending>,
    /// None: the kinds that Telegram sends by default.
    pub(crate) allowed: Option<Vec<String>>,
    /// The ids of updates that were given up.
    pub(crate) dropped: Vec<i64>,
}

impl Pending {
    /// An `Update` (<https://core.telegram.org/bots/api#update>).
    pub(crate) fn to_json(&self) -> Value {
        let mut json = json!({"update_id": self.id});
        json[&self.kind] = self.payload.clone();
        json
    }
}

impl Updates {
    pub(crate) fn new(rng: &mut Rng) -> Self {
        Self {
            next_id: random_id(rng),
            waiting: VecDeque::new(),
            allowed: None,
            dropped: Vec::new(),
        }
    }

    /// Adds an update, unless the bot does not want its kind.
    pub(crate) fn add(&mut self, kind: &str, payload: Value, queue: Queue, now: Timestamp) {
        if self.is_wanted(kind) {
            self.waiting.push_back(Pending {
                id: self.next_id,
                kind: kind.to_owned(),
                payload,
                queue,
                expires_at: now + life(kind),
                tries: None,
            });
            self.next_id += 1;
        }
    }

    fn is_wanted(&self, kind: &str) -> bool {
        match &self.allowed {
            Some(allowed) if !allowed.is_empty() => allowed.iter().any(|name| name == kind),
            _ => !ON_REQUEST.contains(&kind),
        }
    }

    /// Continues with another number, as Telegram may do after a quiet week.
    pub(crate) fn renumber(&mut self, rng: &mut Rng) {
        self.next_id = random_id(rng);
    }

    /// Gives up what is over and was not taken up.
    pub(crate) fn expire(&mut self, now: Timestamp) {
        let is_over = |update: &Pending| update.tries.is_none() && update.expires_at <= now;
        let over = self.waiting.iter().filter(|update| is_over(update));
        self.dropped.extend(over.map(|update| update.id));
        self.waiting.retain(|update| !is_over(update));
    }

    /// Takes up updates until those of `limit` different queues are taken up.
    pub(crate) fn take_up(&mut self, limit: usize, now: Timestamp) {
        self.expire(now);
        let mut queues = BTreeSet::new();
        for update in &mut self.waiting {
            if queues.len() >= limit {
                return;
            }
            update.tries.get_or_insert(Tries::new(now));
            queues.insert(update.queue.clone());
        }
    }

    /// The first taken-up update of each queue.
    pub(crate) fn heads(&mut self) -> Vec<&mut Pending> {
        let mut seen = BTreeSet::new();
        // They are taken up in their order, so those that are come first.
        let taken_up = self.waiting.iter_mut().take_while(|u| u.tries.is_some());
        taken_up
            .filter(|update| seen.insert(update.queue.clone()))
            .collect()
    }

    /// Forgets all deliveries, so that everything is delivered anew.
    pub(crate) fn put_back(&mut self) {
        for update in &mut self.waiting {
            update.tries = None;
        }
    }

    pub(crate) fn remove(&mut self, id: i64) {
        self.waiting.retain(|update| update.id != id);
    }

    /// Forgets every update before `offset`; a negative one counts from the end.
    pub(crate) fn confirm(&mut self, offset: i64) {
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let first = self.waiting.len().saturating_sub(keep);
            self.waiting.drain(..first);
        } else {
            self.waiting.retain(|update| update.id >= offset);
        }
    }
}

impl Tries {
    fn new(now: Timestamp) -> Self {
        Self {
            delay_s: 1,
            fails: 0,
            wake_at: now,
            ticket: None,
        }
    }
}

fn random_id(rng: &mut Rng) -> i64 {
    rng.i64(100_000_000..1_000_000_000)
}
