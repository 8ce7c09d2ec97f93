use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clock::{SharedClock, SharedEntropy, jittered};
use engine::Acknowledgement;
use futures_util::FutureExt as _;
use futures_util::future::{Either, Shared, join_all, select};
use line::Line;
use store::Permit;
use telegram::{ApiError, Envelope, Poll, Polled};

use crate::PollError;
use crate::backlog::Backlog;

/// How many updates are taken at once.
const BATCH: u8 = 50;

/// How long Telegram holds a poll while there is nothing.
const WAIT: Duration = Duration::from_secs(30);

/// What a poll may take beyond its wait.
const MARGIN: Duration = Duration::from_secs(10);

/// What a reply may take.
const REPLY_LIMIT: Duration = Duration::from_secs(10);

/// The first pause after a poll that failed; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The longest pause of our own.
const LONGEST_PAUSE: Duration = Duration::from_secs(32);

/// Polls the updates of one bot.
#[derive(Clone, Debug)]
pub struct Poller {
    line: Line,
    permit: Arc<dyn Permit>,
    clock: SharedClock,
    entropy: SharedEntropy,
    /// When Telegram last answered a poll or an update was last finished, in milliseconds of the
    /// monotonic clock.
    heard: Arc<AtomicU64>,
}

impl Poller {
    /// A poller on this line, as long as `permit` is open; asks for nothing yet.
    #[must_use]
    pub fn new(
        line: Line,
        permit: Arc<dyn Permit>,
        clock: SharedClock,
        entropy: SharedEntropy,
    ) -> Self {
        let heard = Arc::new(AtomicU64::new(milliseconds(clock.monotonic())));
        Self {
            line,
            permit,
            clock,
            entropy,
            heard,
        }
    }

    /// How long it is since Telegram has answered a poll, since an update of the batch in hand was
    /// finished, or since the poller was made: whatever came last.
    #[must_use]
    pub fn silence(&self) -> Duration {
        let heard = Duration::from_millis(self.heard.load(Ordering::Relaxed));
        self.clock.monotonic().saturating_sub(heard)
    }

    /// Lets Telegram forget every update that waits, without taking it.
    ///
    /// # Errors
    /// Whatever the call comes to; some may be forgotten then.
    pub async fn drop_pending(&self) -> Result<(), line::LineError> {
        // Telegram forgets what lies before the last one (core.telegram.org/bots/api#getupdates).
        let last = self.ask(Some(-1), Duration::ZERO).await?;
        let last = last.envelopes.iter().map(|one| one.update_id.get()).max();
        if let Some(last) = last {
            self.ask(Some(last + 1), Duration::ZERO).await?;
        }
        Ok(())
    }

    /// Lets `take` handle every update, queue beside queue and each in its order, and sends the
    /// replies. What was not acknowledged is taken again, before anything else of its queue.
    ///
    /// When `stop` is ready, the batch in hand is finished and confirmed. What was polled and not
    /// confirmed Telegram keeps for the next poll, for up to 24 hours.
    ///
    /// # Errors
    /// What does not pass by itself, the end of the permit among it; everything else is logged and
    /// tried again.
    pub async fn run<T, F>(&self, take: T, stop: impl Future<Output = ()>) -> Result<(), PollError>
    where
        T: Fn(Envelope) -> F,
        F: Future<Output = Acknowledgement>,
    {
        let stop = pin!(stop);
        let stop = stop.shared();
        let mut backlog = Backlog::default();
        let mut failures = 0;
        loop {
            self.permitted()?;
            let asking = self.ask(backlog.offset(), WAIT);
            let Some(answer) = until(&stop, asking).await else {
                break;
            };
            let pause = match answer {
                Ok(polled) => {
                    failures = 0;
                    self.note();
                    self.batch(polled, &mut backlog, &take).await
                }
                Err(error) => {
                    failures += 1;
                    Some(self.pause_after(PollError::lasting(error), failures)?)
                }
            };
            if let Some(pause) = pause {
                until(&stop, self.clock.sleep(pause)).await;
            }
        }
        // A poll would end that of whoever may poll now.
        self.permitted()?;
        self.confirm(&backlog).await;
        Ok(())
    }

    fn note(&self) {
        let now = milliseconds(self.clock.monotonic());
        self.heard.store(now, Ordering::Relaxed);
    }

    fn permitted(&self) -> Result<(), PollError> {
        match self.permit.is_open() {
            true => Ok(()),
            false => Err(PollError::Fenced),
        }
    }

    async fn ask(&self, offset: Option<i64>, wait: Duration) -> Result<Polled, line::LineError> {
        let poll = Poll {
            offset,
            most: BATCH,
            wait,
        };
        self.line.updates(&poll, wait + MARGIN).await
    }

    /// Says how long to wait before what was left is taken again, if anything was.
    async fn batch<T, F>(&self, polled: Polled, backlog: &mut Backlog, take: &T) -> Option<Duration>
    where
        T: Fn(Envelope) -> F,
        F: Future<Output = Acknowledgement>,
    {
        if polled.unreadable > 0 {
            tracing::error!(count = polled.unreadable, "polled updates have no id");
        }
        let ids: Vec<_> = polled
            .envelopes
            .iter()
            .map(|one| one.update_id.get())
            .collect();
        let queues = backlog.queues(polled.envelopes);
        let ended = join_all(queues.into_iter().map(|queue| self.queue(queue, take))).await;
        let pause = ended.iter().filter_map(|(_, pause)| *pause).max();
        backlog.settle(&ids, ended.into_iter().flat_map(|(done, _)| done));
        pause
    }

    /// Takes a queue's updates in their order. Gives those that were acknowledged, and how long to
    /// wait before the next one if it was not. What comes after the permit's end is left to whoever
    /// takes it then, the reply to what was committed included.
    async fn queue<T, F>(&self, queue: Vec<Envelope>, take: &T) -> (Vec<i64>, Option<Duration>)
    where
        T: Fn(Envelope) -> F,
        F: Future<Output = Acknowledgement>,
    {
        let mut done = Vec::new();
        for envelope in queue {
            let id = envelope.update_id.get();
            if !self.permit.is_open() {
                break;
            }
            let taken = take(envelope).await;
            self.note();
            match taken {
                _ if !self.permit.is_open() => break,
                Acknowledgement::Done(reply) => {
                    done.push(id);
                    if let Some(reply) = reply {
                        self.reply(&reply).await;
                    }
                }
                Acknowledgement::Unavailable { retry_after } => return (done, Some(retry_after)),
            }
        }
        (done, None)
    }

    async fn reply(&self, reply: &telegram::Call) {
        if let Err(error) = self.line.reply(reply, REPLY_LIMIT).await {
            tracing::warn!(method = reply.method(), %error, "a reply was not sent");
        }
    }

    fn pause_after(
        &self,
        error: Result<PollError, ApiError>,
        failures: u32,
    ) -> Result<Duration, PollError> {
        let error = match error {
            Ok(lasting) => return Err(counted(lasting)),
            Err(passing) => passing,
        };
        tracing::warn!(%error, "updates could not be polled");
        if let ApiError::Refused {
            retry_after: Some(seconds),
            ..
        } = error
        {
            return Ok(Duration::from_secs(seconds));
        }
        let ceiling = FIRST_PAUSE
            .saturating_mul(1 << failures.min(6))
            .min(LONGEST_PAUSE);
        Ok(FIRST_PAUSE + jittered(ceiling, &*self.entropy))
    }

    /// Lets Telegram forget what is done. Whatever comes back is not taken, and comes again.
    async fn confirm(&self, backlog: &Backlog) {
        if backlog.offset().is_none() {
            return;
        }
        if let Err(error) = self.ask(backlog.offset(), Duration::ZERO).await {
            tracing::warn!(%error, "the last updates were not confirmed");
        }
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Telegram's refusals are counted in the log; whoever polls says why it has ended.
fn counted(lasting: PollError) -> PollError {
    if let PollError::Webhook(why) | PollError::Conflict(why) = &lasting {
        tracing::error!(polling_conflicts_total = 1, why, "polling was refused");
    }
    lasting
}

/// `None` when the stop comes first.
async fn until<S: Future<Output = ()>, F: Future>(stop: &Shared<S>, work: F) -> Option<F::Output> {
    match select(stop.clone(), pin!(work)).await {
        Either::Left(_) => None,
        Either::Right((output, _)) => Some(output),
    }
}
