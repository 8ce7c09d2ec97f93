//! Whether the functions are there.

use std::time::Duration;

use clock::SharedClock;
use lambda_client::LambdaClient;
use tokio::sync::watch;

/// How often it is looked.
const PAUSE: Duration = Duration::from_secs(1);

/// What is known of it; clones know the same.
#[derive(Clone, Debug)]
pub(super) struct Presence(watch::Receiver<bool>);

impl Presence {
    /// Looks for the first time. The other end is for [`look`].
    pub(super) async fn of(lambda: &LambdaClient) -> (watch::Sender<bool>, Self) {
        let (there, seen) = watch::channel(lambda.is_reachable().await);
        tell(lambda, *seen.borrow());
        (there, Self(seen))
    }

    /// Ends when the functions are there.
    pub(super) async fn begins(&self) {
        // Whoever looks is dropped with everything that waits here.
        let _ = self.0.clone().wait_for(|there| *there).await;
    }
}

/// Looks again and again, for ever; says once in the log when something has changed, and calls
/// `arrived` when functions that were not there have come.
pub(super) async fn look(
    lambda: LambdaClient,
    clock: SharedClock,
    there: watch::Sender<bool>,
    arrived: impl Fn(),
) {
    loop {
        clock.sleep(PAUSE).await;
        let now = lambda.is_reachable().await;
        if there.send_replace(now) != now {
            tell(&lambda, now);
            if now {
                arrived();
            }
        }
    }
}

fn tell(lambda: &LambdaClient, there: bool) {
    let endpoint = lambda.endpoint();
    if there {
        tracing::info!(%endpoint, "the functions are there");
    } else {
        tracing::warn!(
            %endpoint,
            "no functions are there: updates and notices wait until `cargo lambda watch` runs"
        );
    }
}
