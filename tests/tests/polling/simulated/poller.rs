//! One of the simulation's pollers: the lease, the real handler, and a loop that takes what waits.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use aws::{Connector, Platform, SharedHttpClient};
use bytes::Bytes;
use clock::{Deadline, ManualClock, SeededEntropy, SharedClock, SystemClock};
use desk::Desk;
use engine::{Acknowledgement, Unobserved};
use frontdesk_tests::station::{Skewed, configuration, identity};
use frontdesk_tests::{Gate, Station};
use futures_util::future::{join, join_all};
use jiff::SignedDuration;
use lease::Lease;
use serde_json::Value;
use settings::TlsRoots;
use store::Permit;
use telegram::Envelope;
use webhook::{Configuration, Invocation, Webhook};

use super::Waiting;

/// How long the handler has for an update.
const LIMIT: Duration = Duration::from_secs(10);

/// Between two attempts at the lock, and after a batch that was not all taken.
const PAUSE: Duration = Duration::from_secs(2);

type Running = Pin<Box<dyn Future<Output = ()>>>;

pub(crate) struct SimulatedPoller {
    pub(crate) gate: Gate,
    machine: Arc<Machine>,
    /// `None` when it is dead.
    running: Option<Running>,
}

/// What outlives a process.
struct Machine {
    pid: u32,
    gate: Gate,
    clock: SharedClock,
    configuration: Configuration,
    waiting: Waiting,
    /// How often the lock was taken here.
    starts: AtomicUsize,
}

impl SimulatedPoller {
    pub(crate) fn new(
        pid: u32,
        station: &Station,
        clock: &ManualClock,
        ahead: SignedDuration,
        waiting: &Waiting,
    ) -> Self {
        let connector = Connector::new(TlsRoots::Builtin, Arc::new(SystemClock::new())).unwrap();
        let gate = Gate::around(connector.shared());
        let clock = clock.clone();
        let machine = Machine {
            pid,
            gate: gate.clone(),
            clock: Arc::new(Skewed { clock, ahead }),
            configuration: configuration(&station.environment()),
            waiting: Arc::clone(waiting),
            starts: AtomicUsize::new(0),
        };
        Self {
            gate,
            machine: Arc::new(machine),
            running: None,
        }
    }

    pub(crate) fn starts(&self) -> usize {
        self.machine.starts.load(Ordering::Relaxed)
    }

    pub(crate) fn is_killed(&mut self) {
        self.running = None;
        self.gate.works_under(None);
    }

    /// Goes on until it has passed so many gates, or only time can help.
    pub(crate) async fn goes_on(&mut self, steps: usize) {
        let machine = Arc::clone(&self.machine);
        let running = self.running.get_or_insert_with(|| Box::pin(run(machine)));
        for _ in 0..=steps {
            if settled(running, &self.gate).await {
                return self.is_killed();
            }
            if !self.gate.lets_one_through() {
                return;
            }
        }
        if settled(running, &self.gate).await {
            self.is_killed();
        }
    }
}

/// Runs the process until it waits for the gate or for time alone; `true` when it has ended.
async fn settled(running: &mut Running, gate: &Gate) -> bool {
    std::future::poll_fn(|context| {
        let noted = Arc::new(Noted {
            waker: context.waker().clone(),
            woken: AtomicBool::new(false),
        });
        let waker = Waker::from(Arc::clone(&noted));
        match running.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(()) => Poll::Ready(true),
            // What was woken meanwhile is polled again; what is on the wire wakes us.
            Poll::Pending if noted.woken.load(Ordering::SeqCst) || gate.is_busy() => Poll::Pending,
            Poll::Pending => Poll::Ready(false),
        }
    })
    .await
}

/// A waker that remembers that it was used.
struct Noted {
    waker: Waker,
    woken: AtomicBool,
}

impl Wake for Noted {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::SeqCst);
        self.waker.wake_by_ref();
    }
}

/// A process from its start to its end.
async fn run(machine: Arc<Machine>) {
    let webhook = machine.webhook();
    let table = webhook.engine().table.clone();
    let entropy = webhook.engine().entropy.clone();
    let identity = identity(machine.pid);
    let taken = Lease::take(table, machine.clock.clone(), &*entropy, identity).await;
    let Ok(mut lease) = taken else {
        return machine.clock.sleep(PAUSE).await;
    };
    machine.starts.fetch_add(1, Ordering::Relaxed);
    let permit = lease.permit();
    machine.gate.works_under(Some(permit.clone()));
    let webhook = webhook.under(permit.clone());
    let working = machine.work(&webhook, &*permit);
    let lost = lease.keep();
    tokio::select! {
        () = working => {}
        _ = lost => {}
    }
}

impl Machine {
    fn webhook(&self) -> Webhook<Desk> {
        let starts = self.starts.load(Ordering::Relaxed) as u64;
        let platform = Platform {
            clock: self.clock.clone(),
            entropy: Arc::new(SeededEntropy::new(u64::from(self.pid) * 1_000_003 + starts)),
            http: SharedHttpClient::new(self.gate.clone()),
        };
        Webhook::of_desk(&self.configuration, platform, Arc::new(Unobserved)).unwrap()
    }

    /// Takes what waits, person beside person, until the permit has ended.
    async fn work(&self, webhook: &Webhook<Desk>, permit: &dyn Permit) {
        while permit.is_open() {
            let waiting = self.waiting.lock().unwrap().clone();
            let taking = waiting
                .into_iter()
                .map(|(person, queue)| self.queue(webhook, permit, person, queue));
            join(join_all(taking), self.clock.sleep(PAUSE)).await;
        }
    }

    /// Takes one person's updates in their order, and confirms what was acknowledged.
    async fn queue(
        &self,
        webhook: &Webhook<Desk>,
        permit: &dyn Permit,
        person: i64,
        queue: Vec<Value>,
    ) {
        for update in queue {
            let envelope = Envelope::parse(Bytes::from(update.to_string())).unwrap();
            let invocation = Invocation {
                request_id: "simulated",
                deadline: Deadline::after(LIMIT, &*self.clock),
            };
            let acknowledged = webhook.handle(&envelope, invocation).await;
            if !matches!(acknowledged, Acknowledgement::Done(_)) || !permit.is_open() {
                return;
            }
            let mut waiting = self.waiting.lock().unwrap();
            let queue = waiting.entry(person).or_default();
            queue.retain(|other| other["update_id"] != update["update_id"]);
            if queue.is_empty() {
                waiting.remove(&person);
            }
        }
    }
}
