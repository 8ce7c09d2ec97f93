use std::sync::Arc;
use std::time::Duration;

use aws::{Connector, Platform};
use clock::{Clock as _, Deadline, SeededEntropy, SystemClock};
use courier::Courier;
use frontdesk_tests::table::TABLE;
use frontdesk_tests::world::{QUEUE, queue, surroundings, telegram, variables};
use frontdesk_tests::{TestTable, Wire};
use jiff::SignedDuration;
use locales::Phrase;
use monitor::Monitor;
use notifier::Notifier;
use outbox::{Delivery, Draft, Kind, NoticeRow, Priority, Recipient};
use queue_server::{Outgoing, QueueServer};
use serde_json::Value;
use settings::{Environment, TlsRoots};
use store::{Key, Table, WAKE_BUCKETS};
use telegram_server::{Limits, Person, TelegramServer, UserId};

use super::Size;
use super::clock::StormClock;
use super::ends::item;
use super::heard::Heard;

/// The id of the first chat.
pub(super) const FIRST: i64 = 1_000;

/// Notices come in so many waves.
const WAVES: usize = 4;

/// The longest that is waited at once while nothing moves: a day of holds takes a dozen waits.
const LONGEST: Duration = Duration::from_secs(6 * 3_600);

/// The notifier, the monitor and what they stand on, in a storm that its seed decides.
pub(super) struct Storm {
    pub(super) table: TestTable,
    pub(super) heard: Heard,
    pub(super) born: Vec<NoticeRow>,
    pub(super) clock: StormClock,
    pub(super) telegram: TelegramServer,
    pub(super) queue: QueueServer,
    pub(super) wire: Wire,
    /// As many as may be at work at once.
    pub(super) notifiers: [Notifier; 2],
    /// One that cannot reach Telegram.
    pub(super) cut_off: Notifier,
    /// What was handed over lately.
    pub(super) past: Vec<Value>,
    pub(super) random: fastrand::Rng,
    pub(super) size: Size,
    store: Table,
    monitor: Monitor,
}

impl Storm {
    pub(super) async fn new(seed: u64, size: Size) -> Self {
        let clock = StormClock::default();
        let table = TestTable::start().await;
        let telegram = telegram(Arc::new(clock.clone())).await;
        let queue = queue(Arc::new(clock.clone())).await;
        let connector = Connector::new(TlsRoots::Builtin, Arc::new(SystemClock::new())).unwrap();
        let wire = Wire::around(connector.shared());
        let platform = |number| Platform {
            clock: Arc::new(clock.clone()),
            entropy: Arc::new(SeededEntropy::new(seed * 10 + number)),
            http: aws::SharedHttpClient::new(wire.clone()),
        };
        let mut pairs = variables(&surroundings(&table, &telegram, &queue));
        let ours = [
            ("WEBHOOK_URL", "http://127.0.0.1:9/telegram"),
            ("TELEGRAM_UPDATES_MODE", "disabled"),
        ];
        pairs.extend(ours.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let environment = Environment::from_iter(pairs.clone());
        let closed = ("TELEGRAM_API_URL".to_owned(), closed().await);
        pairs.retain(|(name, _)| *name != closed.0);
        pairs.push(closed);
        let cut_off = Environment::from_iter(pairs);
        let settings = monitor::Configuration::from_environment(&environment).unwrap();
        let entropy = Arc::new(SeededEntropy::new(seed * 10 + 9));
        telegram.telegram().set_limits(Limits::Telegram);
        for chat in FIRST..FIRST + size.chats {
            telegram.telegram().add_person(Person::new(chat, "P"));
            let said = telegram
                .telegram()
                .say(UserId(chat), UserId(chat), "/start");
            said.unwrap();
        }
        Self {
            store: Table::new(
                table.client().clone(),
                TABLE,
                Arc::new(clock.clone()),
                entropy,
            ),
            notifiers: [1, 2].map(|number| notifier(&environment, platform(number))),
            cut_off: notifier(&cut_off, platform(3)),
            past: Vec::new(),
            monitor: Monitor::of(&settings, platform(4), "storm".to_owned()).unwrap(),
            heard: Heard::default(),
            born: Vec::new(),
            random: fastrand::Rng::with_seed(seed),
            table,
            clock,
            telegram,
            queue,
            wire,
            size,
        }
    }

    /// Everything is sent, and has come to its end.
    pub(super) async fn rages(&mut self) {
        for wave in 0..WAVES {
            self.bear(wave);
            while self.batch().await > 0 {}
        }
        let mut wait = Duration::from_secs(31);
        while self.waits_for_something().await {
            self.clock.0.advance(wait);
            wait = (wait * 2).min(LONGEST);
            self.watch().await;
            while self.batch().await > 0 {
                wait = Duration::from_secs(60);
            }
        }
        self.listen();
    }

    /// Notices come into the world, and somebody rings for most of them.
    fn bear(&mut self, wave: usize) {
        let now = self.clock.now();
        let mut born = Vec::new();
        for number in 0..self.size.notices / WAVES {
            let chat = FIRST + self.random.i64(0..self.size.chats);
            let id = format!("s{wave}-{number:05}");
            let text = Phrase::new("people-found").with("word", id.as_str());
            let draft = Draft::new(Recipient::Person(chat), Kind::Booking, text);
            let priority = if self.random.u8(..20) == 0 {
                Priority::Urgent
            } else {
                Priority::Normal
            };
            born.push(NoticeRow::new(id, Draft { priority, ..draft }, now));
        }
        self.table.fill(born.iter().map(item));
        for notice in &born {
            self.ring(notice);
        }
        self.born.extend(born);
    }

    fn ring(&mut self, notice: &NoticeRow) {
        let times = match self.random.u8(..40) {
            0 => {
                self.heard.count("ring lost");
                0
            }
            1 => {
                self.heard.count("rung twice");
                2
            }
            _ => 1,
        };
        for time in 0..times {
            let body = serde_json::json!({ "notice": notice.id }).to_string();
            let deduplication = format!("{}.0.{time}", notice.id);
            let message = Outgoing::new(body).fifo(notice.group(), deduplication);
            self.queue.queues().send(QUEUE, message).unwrap();
        }
    }

    async fn watch(&mut self) {
        let deadline = Deadline::after(Duration::from_secs(50), &self.clock);
        self.monitor.run(deadline).await.ok();
        self.revive().await;
    }

    /// Those whom nobody could reach write again.
    async fn revive(&mut self) {
        for chat in FIRST..FIRST + self.size.chats {
            if self.random.u8(..10) > 0 {
                continue;
            }
            let known = self
                .store
                .get::<Delivery>(&Key::delivery(chat))
                .await
                .unwrap();
            let gone = known.filter(|known| known.record.unreachable);
            if let Some(gone) = gone {
                let back = Delivery {
                    unreachable: false,
                    ..gone.record.clone()
                };
                self.store.replace(&gone, back).await.unwrap();
            }
        }
    }

    /// Whether anything stands in the wake index.
    async fn waits_for_something(&self) -> bool {
        let end = self.clock.now() + SignedDuration::from_hours(24 * 365);
        for bucket in 0..WAKE_BUCKETS {
            if !self.store.due(bucket, end, 1).await.unwrap().is_empty() {
                return true;
            }
        }
        false
    }

    pub(super) fn listen(&mut self) {
        let telegram = self.telegram.telegram();
        for call in telegram.calls() {
            self.heard.note(&call);
        }
        telegram.clear_calls();
        self.wire.operations();
        self.wire.sent();
    }
}

fn notifier(environment: &Environment, platform: Platform) -> Notifier {
    let settings = notifier::Configuration::from_environment(environment).unwrap();
    let language = desk::chosen_language;
    let courier = Courier::new(&settings.outgoing, &settings.aws, platform, language);
    Notifier::new(courier.unwrap())
}

/// A port that nobody listens on.
async fn closed() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
