use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use clock::{SharedClock, SharedEntropy, jittered};
use engine::Acknowledgement;
use futures_util::FutureExt as _;
use futures_util::future::{Either, Shared, join_all, select};
use line::Line;
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
    clock: SharedClock,
    entropy: SharedEntropy,
}

impl Poller {
    /// A poller on this line; asks for nothing yet.
    #[must_use]
    pub fn new(line: Line, clock: SharedClock, entropy: SharedEntropy) -> Self {
        Self {
            line,
            clock,
            entropy,
        }
    }

    /// Lets `take` handle every update, queue beside queue and each in its order, and sends the
    /// replies. What was not acknowledged is taken again, before anything else of its queue.
    ///
    /// When `stop` is ready, the batch in hand is finished and confirmed. What was polled and not
    /// confirmed Telegram keeps for the next poll, for up to 24 hours.
    ///
    /// # Errors
    /// What does not pass by itself; everything else is logged and tried again.
    pub async fn run<T, F>(&self, take: T, stop: impl Future<Output = ()>) -> Result<(), PollError>
    where
        T: Fn(Envelope) -> F,
        F: Future<Output = Acknowledgement>,
    {
        let stop = pin!(stop);
        let stop = stop.shared();
        let mut backlog = Backlog::default();
        let mut failures = 0;
        while let Some(answer) = until(&stop, self.ask(&backlog, WAIT)).await {
            let pause = match answer {
                Ok(polled) => {
                    failures = 0;
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
        self.confirm(&backlog).await;
        Ok(())
    }

    async fn ask(&self, backlog: &Backlog, wait: Duration) -> Result<Polled, line::LineError> {
        let poll = Poll {
            offset: backlog.offset(),
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
    /// wait before the next one if it was not.
    async fn queue<T, F>(&self, queue: Vec<Envelope>, take: &T) -> (Vec<i64>, Option<Duration>)
    where
        T: Fn(Envelope) -> F,
        F: Future<Output = Acknowledgement>,
    {
        let mut done = Vec::new();
        for envelope in queue {
            let id = envelope.update_id.get();
            match take(envelope).await {
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
            Ok(lasting) => return Err(logged(lasting)),
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
        if let Err(error) = self.ask(backlog, Duration::ZERO).await {
            tracing::warn!(%error, "the last updates were not confirmed");
        }
    }
}

/// Counts a conflict; whoever polls says why it has ended.
fn logged(error: PollError) -> PollError {
    if matches!(error, PollError::Conflict(_)) {
        tracing::error!(
            polling_conflicts_total = 1,
            "somebody else has the bot's updates"
        );
    }
    error
}

/// `None` when the stop comes first.
async fn until<S: Future<Output = ()>, F: Future>(stop: &Shared<S>, work: F) -> Option<F::Output> {
    match select(stop.clone(), pin!(work)).await {
        Either::Left(_) => None,
        Either::Right((output, _)) => Some(output),
    }
}
