mod audience;
mod author;

pub use author::plan;

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use aws::{Connector, Platform};
use broadcast::{Broadcast, Lane, Ring, Status};
use clock::{Clock as _, Deadline, SeededEntropy, SystemClock};
use event_source::EventSource;
use futures_util::FutureExt as _;
use futures_util::future::{Either, join_all, select};
use locales::Language;
use monitor::Monitor;
use notifier::{Notifier, QueueEvent};
use outbox::NoticeRow;
use queue_server::{Outgoing, QueueServer};
use serde_json::{Value, json};
use settings::{Environment, TlsRoots};
use store::{Key, ReadSet, Span, Table};
use telegram_server::{CallRecord, ChatId, Telegram, TelegramServer, UserId};

use crate::table::TABLE;
use crate::world::{BULK, QUEUE, queue, surroundings, telegram, variables};
use crate::{BOSS, PacedClock, TestTable, Wire};

/// What a notifier's invocation gets on Lambda.
const INVOCATION: Duration = Duration::from_secs(30);

/// The id of the first of the people.
pub const FIRST: i64 = 1_000;

/// The text that everybody gets.
pub const TEXT: &str = "<b>We are open</b> on Sunday";

/// A hall full of people, to whom a broadcast goes: the notifier and the monitor on a clock that
/// jumps over pauses. The desk's part is played by the test.
#[derive(Debug)]
pub struct Hall {
    pub table: TestTable,
    pub telegram: TelegramServer,
    pub queue: QueueServer,
    pub wire: Wire,
    pub clock: PacedClock,
    pub store: Table,
    notifier: Notifier,
    monitor: Monitor,
    bulk: EventSource,
    notices: EventSource,
}

impl Hall {
    pub async fn new() -> Self {
        let clock = PacedClock::new();
        let table = TestTable::start().await;
        let telegram = telegram(Arc::new(clock.clone())).await;
        let queue = queue(Arc::new(clock.clone())).await;
        let connector = Connector::new(TlsRoots::Builtin, Arc::new(SystemClock::new()))
            .expect("the roots are built in");
        let wire = Wire::around(connector.shared());
        let platform = || Platform {
            clock: Arc::new(clock.clone()),
            entropy: Arc::new(SeededEntropy::new(7)),
            http: aws::SharedHttpClient::new(wire.clone()),
        };
        let environment = environment(&table, &telegram, &queue);
        let notifier = crate::town::notifier(&environment, platform());
        let settings = monitor::Configuration::from_environment(&environment);
        let settings = settings.expect("the settings are complete");
        let monitor = Monitor::of(&settings, platform(), "hall".to_owned());
        let entropy = Arc::new(SeededEntropy::new(3));
        let client = table.client().clone();
        let hall = Self {
            store: Table::new(client, TABLE, Arc::new(clock.clone()), entropy),
            notifier,
            monitor: monitor.expect("the settings are right"),
            bulk: EventSource::new(queue.queues().clone(), BULK, 1),
            notices: EventSource::new(queue.queues().clone(), QUEUE, 10),
            table,
            telegram,
            queue,
            wire,
            clock,
        };
        hall.admit(BOSS);
        hall
    }

    /// A hall with so many people, who speak the three languages in turn.
    pub async fn with(people: i64) -> Self {
        let hall = Self::new().await;
        let languages = Language::ALL.into_iter().cycle();
        hall.admit_all((FIRST..FIRST + people).zip(languages));
        hall
    }

    pub fn telegram(&self) -> Arc<Telegram> {
        self.telegram.telegram()
    }

    /// Sends these to the bulk queue.
    pub fn ring(&self, rings: &[Ring]) {
        for ring in rings {
            let knock = ring.knock();
            let message = Outgoing::new(knock.body).fifo(knock.group, knock.deduplication);
            let sent = self.queue.queues().send(BULK, message);
            sent.expect("the queue takes it");
        }
    }

    /// Hands one message of the bulk queue to the notifier, if there is one.
    pub async fn page(&self) -> usize {
        self.clock.employ(1);
        self.worker().await
    }

    /// One of several that have been employed.
    async fn worker(&self) -> usize {
        let handed = self.bulk.once(|event| self.notify(event)).await;
        self.clock.dismiss();
        handed
    }

    /// As many pages side by side as the queue has lanes; says how many messages there were.
    pub async fn round(&self) -> usize {
        let lanes = usize::from(broadcast::LANES);
        self.clock.employ(lanes);
        let handed = join_all((0..lanes).map(|_| self.worker())).await;
        self.clock.employ(1);
        handed.into_iter().sum()
    }

    /// Hands this message to the notifier so many times at once, as if the queue had forgotten its
    /// groups.
    pub async fn hand(&self, ring: &Ring, times: usize) {
        let event = || {
            let record = json!({ "messageId": "again", "body": ring.knock().body });
            json!({ "Records": [record] })
        };
        self.clock.employ(times);
        let handed = (0..times).map(|_| async {
            let handled = self.notify(event()).await;
            self.clock.dismiss();
            handled
        });
        join_all(handed).await;
        self.clock.employ(1);
    }

    /// Hands one batch of the queue of notices to the notifier.
    pub async fn batch(&self) -> usize {
        self.notices.once(|event| self.notify(event)).await
    }

    async fn notify(&self, event: Value) -> Option<Value> {
        let event: QueueEvent = serde_json::from_value(event).expect("Lambda's events are read");
        let deadline = Deadline::after(INVOCATION, &self.clock);
        serde_json::to_value(self.notifier.handle(event, deadline).await).ok()
    }

    /// A minute passes, the monitor runs, and everything moves.
    pub async fn minute(&self) {
        self.clock.advance(Duration::from_secs(60));
        self.watch().await;
        while self.round().await + self.batch().await > 0 {}
    }

    /// One run of the monitor.
    pub async fn watch(&self) {
        self.clock.employ(1);
        let deadline = Deadline::after(Duration::from_secs(50), &self.clock);
        self.monitor.run(deadline).await.ok();
    }

    /// Time goes on until the broadcast has ended; gives its head.
    pub async fn end_of(&self, id: &str) -> Broadcast {
        while self.round().await + self.batch().await > 0 {}
        for _ in 0..20_000 {
            let head = self.head(id).await;
            if head.status.is_final() {
                while self.batch().await > 0 {}
                return head;
            }
            self.pass_until(&head).await;
        }
        panic!("{id} does not end: {:#?}", self.lanes(id).await);
    }

    /// Nothing happens before the head wakes or a message of a queue is visible again.
    async fn pass_until(&self, head: &Broadcast) {
        let now = self.clock.now();
        let wake = head.wake_at.expect("what goes on is waited for");
        let left = wake.duration_since(now).unsigned_abs();
        let counts = self.queue.queues().counts(BULK).expect("there is a queue");
        if wake > now && counts.total() == 0 {
            self.clock.advance(left);
        }
        self.minute().await;
    }

    pub async fn head(&self, id: &str) -> Broadcast {
        let head = self.store.get::<Broadcast>(&Key::broadcast(id)).await;
        head.expect("the table answers")
            .expect("it is there")
            .record
    }

    pub async fn lanes(&self, id: &str) -> Vec<Lane> {
        let span = Span::broadcast_lanes(id);
        let lanes = self.store.all(&span, &mut ReadSet::default()).await;
        lanes.expect("the table answers")
    }

    /// Whether it has been decided what becomes of the broadcast.
    pub async fn is_over(&self, id: &str) -> bool {
        let status = self.head(id).await.status;
        matches!(status, Status::Done | Status::Stopped)
    }

    /// The sends to people so far, as Telegram got them; at most the last 10,000.
    pub fn sends(&self) -> Vec<CallRecord> {
        let mut calls = self.telegram().calls();
        let is_send = |method: &str| matches!(method, "sendMessage" | "copyMessage");
        calls.retain(|call| is_send(&call.method) && call.chat != Some(ChatId(BOSS)));
        calls
    }

    /// A round, and what happens in it as soon as so many sends were made.
    ///
    /// # Panics
    /// When the round makes fewer.
    pub async fn round_with<T>(&self, sends: usize, then: impl Future<Output = T>) -> T {
        let meanwhile = async {
            let mut changes = self.telegram().changes();
            while self.sends().len() < sends {
                changes.changed().await.expect("Telegram is there");
            }
            then.await
        };
        let (round, meanwhile) = (pin!(self.round()), pin!(meanwhile));
        match select(round, meanwhile).await {
            Either::Right((done, round)) => {
                round.await;
                done
            }
            Either::Left((_, meanwhile)) => {
                let done = meanwhile.now_or_never();
                done.unwrap_or_else(|| panic!("the round ends before {sends} sends"))
            }
        }
    }

    /// How often each person has got the broadcast.
    pub fn received(&self) -> BTreeMap<i64, usize> {
        let mut received = BTreeMap::new();
        for call in self.sends().iter().filter(|call| call.succeeded()) {
            let chat = call.chat.expect("a send has a chat");
            *received.entry(chat.0).or_default() += 1;
        }
        received
    }

    /// What the author sees in the messages of the bot, the last one last.
    pub fn shown(&self) -> Vec<String> {
        let screen = self.telegram().screen(UserId(BOSS)).into_iter();
        let from_bot = screen.filter(|shown| shown.user.is_none());
        from_bot.map(|shown| shown.text).collect()
    }

    /// Writes a notice and rings for it, as the engine does.
    pub async fn notice(&self, notice: NoticeRow) {
        let ring = json!({ "notice": notice.id }).to_string();
        let message = Outgoing::new(ring).fifo(notice.group(), notice.id.clone());
        let written = self.store.insert(notice).await;
        assert!(written.expect("the table takes it").is_some());
        let sent = self.queue.queues().send(QUEUE, message);
        sent.expect("the queue takes it");
    }
}

/// Where no updates are taken, no heartbeat is missed.
fn environment(table: &TestTable, telegram: &TelegramServer, queue: &QueueServer) -> Environment {
    let mut pairs = variables(&surroundings(table, telegram, queue));
    for (name, value) in [
        ("WEBHOOK_URL", "http://127.0.0.1:9/telegram"),
        ("TELEGRAM_UPDATES_MODE", "disabled"),
    ] {
        pairs.push((name.to_owned(), value.to_owned()));
    }
    Environment::from_iter(pairs)
}
