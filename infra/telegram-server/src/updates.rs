//! The updates that wait for the bot.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use fastrand::Rng;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::kept::Tracked;
use crate::{ChatId, UserId};

/// Which updates are delivered one after the other; those of different queues go in parallel.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
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

/// How many ids of updates that were given up are remembered.
const MAX_DROPPED: usize = 10_000;

/// The kinds that a bot gets only when it asks for them.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// An update that was not acknowledged yet.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Pending {
    pub(crate) id: i64,
    kind: String,
    payload: Value,
    pub(crate) queue: Queue,
    pub(crate) expires_at: Timestamp,
    /// None until the webhook's side has taken it up. Not kept: after a restart it is taken up
    /// anew.
    #[serde(skip)]
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
    pub(crate) next_id: i64,
    /// By the place of each in that order.
    pub(crate) waiting: Tracked<u64, Pending>,
    /// None: the kinds that Telegram sends by default.
    pub(crate) allowed: Option<Vec<String>>,
    /// The last ids of updates that were given up.
    pub(crate) dropped: VecDeque<i64>,
}

impl Pending {
    /// An `Update` (<https://core.telegram.org/bots/api#update>).
    pub(crate) fn to_json(&self) -> Value {
        let mut json = json!({"update_id": self.id});
        json[&self.kind] = self.payload.clone();
        json
    }

    /// Whether it happened in a chat: a message there, or a press of a button there.
    pub(crate) fn is_about(&self, chat: ChatId) -> bool {
        let of_press = || self.payload["message"]["chat"]["id"].as_i64();
        match &self.queue {
            Queue::Chat(id) => *id == chat,
            Queue::Callbacks(_) => of_press() == Some(chat.0),
            Queue::Other(..) => false,
        }
    }
}

impl Updates {
    pub(crate) fn new(rng: &mut Rng) -> Self {
        Self {
            next_id: random_id(rng),
            waiting: Tracked::default(),
            allowed: None,
            dropped: VecDeque::new(),
        }
    }

    /// Adds an update, unless the bot does not want its kind.
    pub(crate) fn add(&mut self, kind: &str, payload: Value, queue: Queue, now: Timestamp) {
        if !self.is_wanted(kind) {
            return;
        }
        let update = Pending {
            id: self.next_id,
            kind: kind.to_owned(),
            payload,
            queue,
            expires_at: now + life(kind),
            tries: None,
        };
        let last = self.waiting.last_key_value();
        self.waiting
            .insert(last.map_or(0, |(place, _)| place + 1), update);
        self.next_id += 1;
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
        self.give_up(|update| update.tries.is_none() && update.expires_at <= now);
    }

    /// Removes updates that were not acknowledged, and notes their ids.
    pub(crate) fn give_up(&mut self, is_over: impl Fn(&Pending) -> bool) {
        let over = self.waiting.values().filter(|update| is_over(update));
        self.dropped.extend(over.map(|update| update.id));
        self.waiting.retain(|update| !is_over(update));
        let surplus = self.dropped.len().saturating_sub(MAX_DROPPED);
        self.dropped.drain(..surplus);
    }

    /// Takes up updates until those of `limit` different queues are taken up.
    pub(crate) fn take_up(&mut self, limit: usize, now: Timestamp) {
        self.expire(now);
        let mut queues = BTreeSet::new();
        for update in self.waiting.passing_values_mut() {
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
        let all = self.waiting.passing_values_mut();
        let taken_up = all.take_while(|update| update.tries.is_some());
        taken_up
            .filter(|update| seen.insert(update.queue.clone()))
            .collect()
    }

    /// Forgets all deliveries, so that everything is delivered anew.
    pub(crate) fn put_back(&mut self) {
        for update in self.waiting.passing_values_mut() {
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
            self.waiting.keep_last(keep);
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
