use std::future::{Future, pending};
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clock::Deadline;
use engine::{Acknowledgement, Bot};
use futures_util::future::{Either, select};
use lease::{Identity, Lease, Lost, TakeError};
use line::{Line, LineError};
use poller::{PollError, Poller};
use telegram::Envelope;
use tokio::sync::oneshot;
use webhook::{Invocation, Webhook};

use crate::pulse::Pulse;

/// How long the handler has for an update.
const LIMIT: Duration = Duration::from_secs(10);

/// A poller that holds the lock.
#[derive(Debug)]
pub struct Polling<B> {
    webhook: Webhook<B>,
    poller: Poller,
    pulse: Pulse,
    lease: Lease,
}

/// This process on this machine, in an environment.
#[must_use]
pub fn this_process(environment: &str) -> Identity {
    Identity {
        host: gethostname::gethostname().to_string_lossy().into_owned(),
        pid: std::process::id(),
        environment: environment.to_owned(),
    }
}

impl<B: Bot> Polling<B> {
    /// Takes the lock, for a handler whose updates are polled on `line`. Polls nothing yet.
    ///
    /// # Errors
    /// When somebody else holds the lock, which stays theirs, or the table cannot be asked.
    pub async fn begin(
        webhook: Webhook<B>,
        line: Line,
        identity: Identity,
    ) -> Result<Self, TakeError> {
        let engine = webhook.engine();
        let (table, clock) = (engine.table.clone(), engine.clock.clone());
        let entropy = engine.entropy.clone();
        let (mine, time) = (identity.clone(), clock.clone());
        let lease = Lease::take(table.clone(), time, &*entropy, mine).await?;
        let permit = lease.permit();
        let poller = Poller::new(line, permit.clone(), clock.clone(), entropy);
        let pulse = Pulse {
            identity,
            table: table.under(permit.clone()),
            clock,
            poller: poller.clone(),
        };
        Ok(Self {
            webhook: webhook.under(permit),
            poller,
            pulse,
            lease,
        })
    }

    /// Lets Telegram forget every update that waits.
    ///
    /// # Errors
    /// Whatever the call comes to; some may be forgotten then.
    pub async fn drop_pending(&self) -> Result<(), LineError> {
        self.poller.drop_pending().await
    }

    /// Gives the lock back without having polled. What fails is logged: it expires by itself.
    pub async fn give_up(self) {
        release(self.lease).await;
    }

    /// Handles updates until `stop` is ready or the lock is lost. The batch in hand is finished,
    /// and the lock given back. Gives how many updates were taken, repetitions included.
    ///
    /// # Errors
    /// Why polling cannot go on.
    pub async fn run(self, stop: impl Future<Output = ()>) -> Result<u64, PollError> {
        let Self {
            webhook,
            poller,
            pulse,
            mut lease,
        } = self;
        let taken = AtomicU64::new(0);
        let ended = {
            let (tell, lost) = oneshot::channel::<()>();
            let stopped = async {
                select(pin!(stop), lost).await;
            };
            let take = |envelope| take(&webhook, envelope, &taken);
            let polling = pin!(poller.run(take, stopped));
            let keeping = async {
                log(&lease.keep().await);
                drop(tell);
                pending::<()>().await;
            };
            let beside = pin!(futures_util::future::join(keeping, pulse.beat()));
            match select(polling, beside).await {
                Either::Left((ended, _)) => ended,
                Either::Right((((), ()), _)) => Err(PollError::Fenced),
            }
        };
        if !matches!(ended, Err(PollError::Fenced)) {
            release(lease).await;
        }
        ended.map(|()| taken.load(Ordering::Relaxed))
    }
}

async fn take<B: Bot>(
    webhook: &Webhook<B>,
    envelope: Envelope,
    taken: &AtomicU64,
) -> Acknowledgement {
    let number = taken.fetch_add(1, Ordering::Relaxed);
    let invocation = Invocation {
        request_id: &format!("poll-{number}"),
        deadline: Deadline::after(LIMIT, &*webhook.engine().clock),
    };
    webhook.handle(&envelope, invocation).await
}

async fn release(lease: Lease) {
    if let Err(error) = lease.release().await {
        tracing::warn!(%error, "the lock was not given back, and expires by itself");
    }
}

fn log(lost: &Lost) {
    match lost {
        Lost::Expired => tracing::error!("the lock was lost: it could not be renewed in time"),
        Lost::Gone(None) => tracing::error!("the lock was lost: its row is gone"),
        Lost::Gone(Some(holder)) => tracing::error!(
            host = holder.host,
            pid = holder.pid,
            "the lock was lost: this is who holds it, or whose it was when it was broken"
        ),
    }
}
