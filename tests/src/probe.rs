use std::sync::{Arc, Mutex, MutexGuard};

use clock::Wait;
use engine::{Probe, Step};
use telegram::Envelope;
use tokio::sync::Notify;

use crate::poison::Poison;

/// Notes every step, holds an update at one of them, and lets the handler fail where an
/// update says so (see [`Poison`]).
#[derive(Clone, Debug, Default)]
pub struct StopAt(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    at: Mutex<Option<Step>>,
    passed: Mutex<Vec<Step>>,
    stopped: Notify,
    resumed: Notify,
}

impl StopAt {
    /// Holds the next update that reaches `step`, for ever or until [`StopAt::resume`].
    pub fn hold(&self, step: Step) {
        *locked(&self.0.at) = Some(step);
    }

    /// Holds nothing any more.
    pub fn release(&self) {
        *locked(&self.0.at) = None;
    }

    /// Lets the update that is held go on.
    pub fn resume(&self) {
        self.0.resumed.notify_one();
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
            let shared = Arc::clone(&self.0);
            return Some(Box::pin(async move { shared.resumed.notified().await }));
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
