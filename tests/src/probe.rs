use std::sync::{Arc, Mutex, MutexGuard};

use clock::Wait;
use engine::{Probe, Step};
use telegram::Envelope;
use tokio::sync::Notify;

use crate::poison::Poison;

/// Notes every step, holds an update for ever at one of them, and lets the handler fail where an
/// update says so (see [`Poison`]).
#[derive(Clone, Debug, Default)]
pub struct StopAt(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    at: Mutex<Option<Step>>,
    passed: Mutex<Vec<Step>>,
    stopped: Notify,
}

impl StopAt {
    /// Holds the next update that reaches `step`.
    pub fn hold(&self, step: Step) {
        *locked(&self.0.at) = Some(step);
    }

    /// Holds nothing any more.
    pub fn release(&self) {
        *locked(&self.0.at) = None;
    }

    /// Ends when an update is held.
    pub async fn held(&self) {
        self.0.stopped.notified().await;
    }

    /// The steps that were passed since the last call.
    pub fn passed(&self) -> Vec<Step> {
        std::mem::take(&mut *locked(&self.0.passed))
    }
}

impl Probe for StopAt {
    fn reached(&self, step: Step, envelope: &Envelope) -> Option<Wait> {
        locked(&self.0.passed).push(step);
        let mut at = locked(&self.0.at);
        if *at == Some(step) {
            *at = None;
            self.0.stopped.notify_one();
            return Some(Box::pin(std::future::pending()));
        }
        drop(at);
        Poison.reached(step, envelope)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .expect("no test panics while it holds the lock")
}
