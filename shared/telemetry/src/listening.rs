use std::sync::OnceLock;

use tracing::subscriber::{DefaultGuard, NoSubscriber};
use tracing::{Dispatch, Subscriber, callsite};

/// Lets this thread's events go to a subscriber while the guard lives, for tests that run side by
/// side.
///
/// While there is one dispatcher alone, tracing asks that of whichever thread comes to a callsite
/// first, which may be one that listens to nothing, and remembers its answer for all. So there is
/// a second one.
#[must_use]
pub fn listen(subscriber: impl Subscriber + Send + Sync) -> DefaultGuard {
    static SECOND: OnceLock<Dispatch> = OnceLock::new();
    SECOND.get_or_init(|| Dispatch::new(NoSubscriber::new()));
    let guard = tracing::subscriber::set_default(subscriber);
    callsite::rebuild_interest_cache();
    guard
}
