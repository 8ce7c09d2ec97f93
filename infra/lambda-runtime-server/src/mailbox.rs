use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard};

use serde_json::Value;
use tokio::sync::{oneshot, watch};

/// What a function made of an event: an answer or an error.
pub(crate) type Outcome = Result<Value, Value>;

/// An event on its way to the function.
#[derive(Debug)]
pub(crate) struct Invocation {
    pub(crate) id: String,
    pub(crate) payload: Value,
    /// When the function has to be done, in milliseconds since 1970.
    pub(crate) deadline_ms: i64,
}

/// Where events wait for the function, and callers for its answers.
#[derive(Debug, Default)]
pub(crate) struct Mailbox {
    contents: Mutex<Contents>,
    ready: watch::Sender<bool>,
}

#[derive(Debug, Default)]
struct Contents {
    sent: u64,
    waiting: VecDeque<Invocation>,
    poller: Option<oneshot::Sender<Invocation>>,
    open: HashMap<String, oneshot::Sender<Outcome>>,
    init_error: Option<Value>,
}

/// An event that was put into the mailbox; dropped without an answer, it is taken out again.
pub(crate) struct Delivery<'a> {
    mailbox: &'a Mailbox,
    id: String,
    outcome: oneshot::Receiver<Outcome>,
}

impl Mailbox {
    pub(crate) fn deliver(&self, payload: Value, deadline_ms: i64) -> Delivery<'_> {
        let (caller, outcome) = oneshot::channel();
        let mut contents = self.contents();
        contents.sent += 1;
        let id = format!("00000000-0000-4000-8000-{:012x}", contents.sent);
        contents.open.insert(id.clone(), caller);
        contents.hand_out(Invocation {
            id: id.clone(),
            payload,
            deadline_ms,
        });
        drop(contents);
        Delivery {
            mailbox: self,
            id,
            outcome,
        }
    }

    /// The next event, for the function that asks; who asked before gets none any more.
    pub(crate) fn next(&self) -> oneshot::Receiver<Invocation> {
        let (poller, event) = oneshot::channel();
        let mut contents = self.contents();
        contents.poller = Some(poller);
        if let Some(invocation) = contents.waiting.pop_front() {
            contents.hand_out(invocation);
        }
        drop(contents);
        self.ready.send_replace(true);
        event
    }

    /// Hands an outcome to the caller; `None` when nobody waits for it any more.
    pub(crate) fn answer(&self, id: &str, outcome: Outcome) -> Option<()> {
        let caller = self.contents().open.remove(id)?;
        caller.send(outcome).ok()
    }

    pub(crate) fn fail_init(&self, error: Value) {
        self.contents().init_error = Some(error);
    }

    pub(crate) fn init_error(&self) -> Option<Value> {
        self.contents().init_error.clone()
    }

    pub(crate) async fn ready(&self) {
        let mut ready = self.ready.subscribe();
        ready
            .wait_for(|ready| *ready)
            .await
            .expect("the sender lives in the mailbox");
    }

    pub(crate) fn reset(&self) {
        let mut contents = self.contents();
        contents.poller = None;
        contents.init_error = None;
        drop(contents);
        self.ready.send_replace(false);
    }

    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.contents
            .lock()
            .expect("moving an event does not panic")
    }
}

impl Contents {
    fn hand_out(&mut self, invocation: Invocation) {
        let Some(poller) = self.poller.take() else {
            return self.waiting.push_back(invocation);
        };
        if let Err(invocation) = poller.send(invocation) {
            self.waiting.push_front(invocation);
        }
    }
}

impl Delivery<'_> {
    pub(crate) async fn answer(mut self) -> Outcome {
        (&mut self.outcome)
            .await
            .expect("the sender stays in the mailbox until it answers")
    }
}

impl Drop for Delivery<'_> {
    fn drop(&mut self) {
        let mut contents = self.mailbox.contents();
        contents.open.remove(&self.id);
        contents
            .waiting
            .retain(|invocation| invocation.id != self.id);
    }
}
