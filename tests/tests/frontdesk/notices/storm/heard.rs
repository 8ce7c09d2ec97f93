use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use telegram_server::{CallEnd, CallRecord};

/// What Telegram got, as it noted it.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// How often each notice has arrived.
    pub(super) arrived: BTreeMap<String, usize>,
    /// In which order, by chat.
    pub(super) order: BTreeMap<i64, Vec<String>>,
    /// What was asked of Telegram before it was time, after a 429 had said so.
    pub(super) too_early: Vec<String>,
    /// How often each kind of fault was met.
    pub(super) faults: BTreeMap<String, usize>,
    /// What two notifiers have had in hand at the same time.
    pub(super) in_any_order: BTreeSet<String>,
    held: BTreeMap<i64, Timestamp>,
    shaken: BTreeMap<i64, Timestamp>,
}

/// Calls of a notifier that was killed may be noted so much later.
const STRAGGLERS: SignedDuration = SignedDuration::from_secs(30);

impl Heard {
    /// The notifier was killed, or the table failed: a hold may not have been noted.
    pub(super) fn shake(&mut self, chat: i64, now: Timestamp) {
        self.held.remove(&chat);
        self.shaken.insert(chat, now);
    }

    pub(super) fn count(&mut self, fault: &str) {
        *self.faults.entry(fault.to_owned()).or_default() += 1;
    }

    pub(super) fn note(&mut self, call: &CallRecord) {
        let (Some(chat), Some(text)) = (call.chat, call.params["text"].as_str()) else {
            return;
        };
        let (chat, id) = (chat.0, named(text));
        if self.held.get(&chat).is_some_and(|until| call.at < *until) {
            self.too_early.push(format!("{id} at {}", call.at));
        }
        if call.succeeded() {
            *self.arrived.entry(id.clone()).or_default() += 1;
            self.order.entry(chat).or_default().push(id);
        }
        match &call.end {
            CallEnd::Answered(_) => {}
            CallEnd::Hanging(_) => self.count("hung"),
            CallEnd::Closed(_) => self.count("closed"),
            CallEnd::Dropped => self.count("dropped"),
        }
        let Some(error) = call.error() else { return };
        self.count(&error.code.to_string());
        let shaken = self.shaken.get(&chat);
        let counts = matches!(call.end, CallEnd::Answered(_))
            && shaken.is_none_or(|shaken| call.at > *shaken + STRAGGLERS);
        if let Some(seconds) = error.retry_after.filter(|_| counts) {
            let seconds = i64::try_from(seconds).unwrap();
            let until = call.at + SignedDuration::from_secs(seconds);
            self.held.insert(chat, until);
        }
    }
}

/// The notice that a text names.
fn named(text: &str) -> String {
    let (_, rest) = text.split_once('“').unwrap();
    rest.split_once('”').unwrap().0.to_owned()
}
