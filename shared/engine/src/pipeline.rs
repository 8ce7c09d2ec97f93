use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use clock::{Deadline, SharedClock, SharedEntropy, jittered};
use futures_util::FutureExt as _;
use outbox::{Knock, NoticeRow};
use store::{Cause, Table};
use telegram::{Call, Envelope, Idempotent, Update};

use crate::{Acknowledgement, Bot, Class, EngineError, Mark, ParkReason, Probe, Report, Step};

/// How often an update starts again at Load after a lost race, before it is left to Telegram.
const MAX_ROUNDS: u32 = 10;

/// The most that a loser of a race waits before it starts again.
const MAX_BACK_OFF: Duration = Duration::from_millis(200);

/// Kept back from handling, so that there is time to park what ran out of it.
const PARKING_RESERVE: Duration = Duration::from_millis(1_500);

/// What Telegram is asked to wait before it delivers again; spec: at most 5 s.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// Something on its way out.
pub type Sending = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What may leave the HTTP function directly: idempotent calls, and word of new notices and of
/// broadcasts.
///
/// Failures are logged there, and nothing depends on them: the monitor finds what was not
/// handed over.
pub trait HandOff: fmt::Debug + Send + Sync {
    /// Performs the call within the limit.
    fn send(&self, call: Idempotent, limit: Duration) -> Sending;

    /// Says that these notices wait in the table; at most 1 s.
    fn ring(&self, notices: Vec<NoticeRow>) -> Sending;

    /// Sends these messages to the bulk queue; at most 1 s.
    fn knock(&self, knocks: Vec<Knock>) -> Sending;
}

/// The engine: everything that an update needs on its way.
#[derive(Debug)]
pub struct Engine<B> {
    /// The business.
    pub bot: B,
    /// The table.
    pub table: Table,
    /// Where time comes from.
    pub clock: SharedClock,
    /// Where randomness comes from: back-off and the tokens of transactions.
    pub entropy: SharedEntropy,
    /// The way out.
    pub hand_off: Arc<dyn HandOff>,
    /// Who hears which steps are reached.
    pub probe: Arc<dyn Probe>,
    /// The bot's name in groups, without the `@`.
    pub username: Option<String>,
}

impl<B: Bot> Engine<B> {
    /// Takes one update all the way. Never fails and never panics: see the report.
    ///
    /// Every outgoing request ends before `deadline`, also the ones that park the update.
    pub async fn handle(&self, envelope: &Envelope, deadline: Deadline) -> Report {
        let (update, unreadable) = match Update::parse(envelope) {
            Ok(Update::Unused) => return Report::ignored(),
            Ok(update) => (Some(update), None),
            Err(error) => (None, Some(ParkReason::Unreadable(error.to_string()))),
        };
        let run = Run::new(self, envelope, update.as_ref(), deadline, Purpose::Delivery);
        let ended = run.within_error_layer(unreadable).await;
        run.reached(Step::Acknowledging).await;
        run.report(ended)
    }
}

/// One update on its way.
pub(crate) struct Run<'e, B: Bot> {
    pub(crate) engine: &'e Engine<B>,
    pub(crate) envelope: &'e Envelope,
    /// `None` when the update is unreadable.
    pub(crate) update: Option<&'e Update>,
    pub(crate) table: Table,
    /// The table for parking, which has a little more time.
    pub(crate) late_table: Table,
    pub(crate) handling_ends: Deadline,
    pub(crate) tally: Tally,
    pub(crate) purpose: Purpose,
}

/// Why an update is taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Purpose {
    /// Telegram has delivered it.
    Delivery,
    /// It was parked, and an operator has it handled once more.
    Replay,
}

/// What is counted on the way.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) conflicts: AtomicU32,
    pub(crate) direct_calls: AtomicU32,
    /// The pressed button's spinner has been stopped: no alert can be shown any more.
    pub(crate) stopped: AtomicBool,
}

/// An update that has come to its end.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) class: Class,
    pub(crate) reply: Option<Call>,
    pub(crate) trouble: Option<String>,
    pub(crate) mark: Option<&'static Mark>,
}

impl<'e, B: Bot> Run<'e, B> {
    pub(crate) fn new(
        engine: &'e Engine<B>,
        envelope: &'e Envelope,
        update: Option<&'e Update>,
        deadline: Deadline,
        purpose: Purpose,
    ) -> Self {
        let handling_ends = deadline.earlier_by(PARKING_RESERVE);
        Self {
            engine,
            envelope,
            update,
            table: engine.table.until(handling_ends),
            late_table: engine.table.until(deadline),
            handling_ends,
            tally: Tally::default(),
            purpose,
        }
    }
}

impl<B: Bot> Run<'_, B> {
    async fn within_error_layer(&self, unreadable: Option<ParkReason>) -> Result<Settled, Cause> {
        self.reached(Step::Entered).await;
        let outcome = match unreadable {
            Some(reason) => Err(EngineError::Park(reason)),
            None => AssertUnwindSafe(self.rounds())
                .catch_unwind()
                .await
                .unwrap_or(Err(EngineError::Park(ParkReason::Panicked))),
        };
        match outcome {
            Ok(settled) => Ok(settled),
            Err(EngineError::Transient(cause)) => Err(cause),
            Err(EngineError::Park(reason)) => self.park_or_give_up(reason).await,
        }
    }

    pub(crate) async fn rounds(&self) -> Result<Settled, EngineError> {
        let mut counted = false;
        let ended = self.rounds_counting(&mut counted).await;
        if counted && matches!(ended, Err(EngineError::Transient(_))) {
            self.take_back_the_count().await;
        }
        ended
    }

    async fn rounds_counting(&self, counted: &mut bool) -> Result<Settled, EngineError> {
        for round in 0..MAX_ROUNDS {
            if let Some(settled) = self.round(counted).await? {
                return Ok(settled);
            }
            self.back_off(round).await;
        }
        Err(EngineError::Transient(Cause::Contended))
    }

    /// A fault in parking itself leaves only Telegram's redelivery: nothing is lost by it.
    async fn park_or_give_up(&self, reason: ParkReason) -> Result<Settled, Cause> {
        let trouble = reason.to_string();
        match AssertUnwindSafe(self.park(reason)).catch_unwind().await {
            Ok(Ok(settled)) => {
                self.log_parked(&trouble);
                Ok(Settled {
                    trouble: Some(trouble),
                    ..settled
                })
            }
            Ok(Err(EngineError::Transient(cause))) => Err(cause),
            Ok(Err(EngineError::Park(_))) | Err(_) => Err(Cause::Server),
        }
    }

    pub(crate) async fn back_off(&self, round: u32) {
        self.tally.conflicts.fetch_add(1, Ordering::Relaxed);
        let ceiling = Duration::from_millis(4 << round.min(8)).min(MAX_BACK_OFF);
        let wait = jittered(ceiling, &*self.engine.entropy);
        self.engine.clock.sleep(wait).await;
    }

    pub(crate) async fn reached(&self, step: Step) {
        if let Some(wait) = self.engine.probe.reached(step, self.envelope) {
            wait.await;
        }
    }

    fn log_parked(&self, reason: &str) {
        let (update_id, kind) = (self.envelope.update_id.get(), self.envelope.kind.as_str());
        tracing::error!(update_id, kind, reason, "an update was parked");
    }

    fn report(&self, ended: Result<Settled, Cause>) -> Report {
        let settled = ended.unwrap_or_else(|cause| {
            let (update_id, kind) = (self.envelope.update_id.get(), self.envelope.kind.as_str());
            tracing::error!(update_id, kind, ?cause, "an update was not acknowledged");
            Settled {
                class: Class::Transient,
                reply: None,
                trouble: Some(format!("{cause:?}")),
                mark: None,
            }
        });
        let acknowledgement = match settled.class {
            Class::Transient => Acknowledgement::Unavailable {
                retry_after: RETRY_AFTER,
            },
            _ => Acknowledgement::Done(settled.reply),
        };
        Report {
            acknowledgement,
            class: settled.class,
            trouble: settled.trouble,
            mark: settled.mark,
            table_requests: self.table.requests() + self.late_table.requests(),
            conflicts: self.tally.conflicts.load(Ordering::Relaxed),
            direct_calls: self.tally.direct_calls.load(Ordering::Relaxed),
        }
    }
}

impl Report {
    fn ignored() -> Self {
        Self {
            acknowledgement: Acknowledgement::Done(None),
            class: Class::Ignored,
            trouble: None,
            mark: None,
            table_requests: 0,
            conflicts: 0,
            direct_calls: 0,
        }
    }
}

impl Settled {
    pub(crate) fn ignored() -> Self {
        Self::of(Class::Ignored)
    }

    /// An end without a reply.
    pub(crate) fn of(class: Class) -> Self {
        Self {
            class,
            reply: None,
            trouble: None,
            mark: None,
        }
    }
}
