use std::sync::Arc;
use std::time::Duration;

use aws::{Connector, Platform};
use clock::{Clock as _, Deadline, SeededEntropy, SystemClock};
use courier::Courier;
use event_source::EventSource;
use frontdesk_tests::table::TABLE;
use frontdesk_tests::world::{QUEUE, queue, surroundings, telegram, variables};
use frontdesk_tests::{Fault as Trouble, TestTable, Wire};
use jiff::SignedDuration;
use locales::Phrase;
use monitor::Monitor;
use notifier::{Notifier, QueueEvent};
use outbox::{Delivery, Draft, Kind, NoticeRow, Priority, Recipient};
use queue_server::{Outgoing, QueueServer};
use serde_json::Value;
use settings::{Environment, TlsRoots};
use store::{Key, Table, WAKE_BUCKETS};
use telegram_server::{Fault, Flood, Limits, On, Person, TelegramServer, UserId};

use super::Size;
use super::clock::StormClock;
use super::ends::item;
use super::heard::Heard;

/// The id of the first chat.
const FIRST: i64 = 1_000;

/// Notices come in so many waves.
const WAVES: usize = 4;

/// The longest that is waited at once while nothing moves: a day of holds takes a dozen waits.
const LONGEST: Duration = Duration::from_secs(6 * 3_600);

/// The notifier, the monitor and what they stand on, in a storm that its seed decides.
pub(super) struct Storm {
    pub(super) table: TestTable,
    pub(super) heard: Heard,
    pub(super) born: Vec<NoticeRow>,
    clock: StormClock,
    telegram: TelegramServer,
    queue: QueueServer,
    wire: Wire,
    store: Table,
    notifier: Notifier,
    monitor: Monitor,
    random: fastrand::Rng,
    size: Size,
}

impl Storm {
    pub(super) async fn new(seed: u64, size: Size) -> Self {
        let clock = StormClock::default();
        let table = TestTable::start().await;
        let telegram = telegram(Arc::new(clock.clone())).await;
        let queue = queue(Arc::new(clock.clone())).await;
        let connector = Connector::new(TlsRoots::Builtin, Arc::new(SystemClock::new())).unwrap();
        let wire = Wire::around(connector.shared());
        let platform = || Platform {
            clock: Arc::new(clock.clone()),
            entropy: Arc::new(SeededEntropy::new(seed)),
            http: aws::SharedHttpClient::new(wire.clone()),
        };
        let mut pairs = variables(&surroundings(&table, &telegram, &queue));
        let ours = [
            ("WEBHOOK_URL", "http://127.0.0.1:9/telegram"),
            ("TELEGRAM_UPDATES_MODE", "disabled"),
        ];
        pairs.extend(ours.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let environment = Environment::from_iter(pairs);
        let settings = notifier::Configuration::from_environment(&environment).unwrap();
        let language = desk::chosen_language;
        let courier = Courier::new(&settings.outgoing, &settings.aws, platform(), language);
        let settings = monitor::Configuration::from_environment(&environment).unwrap();
        let entropy = Arc::new(SeededEntropy::new(seed + 1));
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
            notifier: Notifier::new(courier.unwrap()),
            monitor: Monitor::of(&settings, platform(), "storm".to_owned()).unwrap(),
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

    /// One batch, perhaps with something going wrong; says how many messages it had.
    async fn batch(&mut self) -> usize {
        self.plan_a_fault();
        let source = EventSource::new(self.queue.queues().clone(), QUEUE, 10);
        let mut event = None;
        let taken = source.once(|given| {
            event = Some(given);
            std::future::ready(None)
        });
        let taken = taken.await;
        if let Some(event) = event {
            let response = self.notify(&event).await;
            self.finish(&event, response.as_ref());
        }
        self.listen();
        let pause = Duration::from_millis(self.random.u64(300..700));
        self.clock.0.advance(pause);
        taken
    }

    /// Deletes what was processed, as Lambda does; what was not is seen again after 30 s.
    fn finish(&self, event: &Value, response: Option<&Value>) {
        let Some(response) = response else { return };
        let failed: Vec<_> = response["batchItemFailures"]
            .as_array()
            .unwrap()
            .iter()
            .collect();
        for record in event["Records"].as_array().unwrap() {
            let id = &record["messageId"];
            if !failed
                .iter()
                .any(|failure| failure["itemIdentifier"] == *id)
            {
                let receipt = record["receiptHandle"].as_str().unwrap();
                let _ = self.queue.queues().delete(QUEUE, receipt);
            }
        }
    }

    async fn notify(&mut self, event: &Value) -> Option<Value> {
        match self.random.u8(..100) {
            0..6 => self.killed(event).await,
            6..9 => {
                self.heard.count("table failed");
                let number = self.random.usize(..40);
                let fault = self.random.choice(TROUBLES).unwrap();
                self.wire.inject_at(number, *fault);
                let response = self.handled(event).await;
                self.wire.mend();
                self.shake(event);
                response
            }
            9..13 => {
                self.heard.count("redelivered");
                self.handled(event).await;
                self.clock.0.advance(Duration::from_secs(1));
                self.handled(event).await
            }
            _ => self.handled(event).await,
        }
    }

    /// Handled by a notifier that is killed at some request, if it makes so many.
    async fn killed(&mut self, event: &Value) -> Option<Value> {
        let at = [Trouble::HeldBefore, Trouble::HeldAfter];
        let at = *self.random.choice(&at).unwrap();
        self.wire.inject_at(self.random.usize(..40), at);
        let response = tokio::select! {
            biased;
            () = self.wire.held() => None,
            response = self.handled(event) => response,
        };
        self.wire.mend();
        if response.is_none() {
            self.heard.count("killed");
            self.shake(event);
        }
        response
    }

    async fn handled(&self, event: &Value) -> Option<Value> {
        let event: QueueEvent = serde_json::from_value(event.clone()).unwrap();
        let deadline = Deadline::after(Duration::from_secs(50), &self.clock);
        serde_json::to_value(self.notifier.handle(event, deadline).await).ok()
    }

    async fn watch(&mut self) {
        let deadline = Deadline::after(Duration::from_secs(50), &self.clock);
        self.monitor.run(deadline).await;
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

    /// What goes wrong with the next call to some chat.
    fn plan_a_fault(&mut self) {
        if self.random.u8(..3) == 0 {
            return;
        }
        let chat = FIRST + self.random.i64(0..self.size.chats);
        let telegram = self.telegram.telegram();
        let fault = match self.random.u8(..12) {
            0..4 => {
                let seconds = match self.random.u8(..3) {
                    0 => self.random.u64(1..=5),
                    1 => self.random.u64(1..=600),
                    _ => self.random.u64(1..=86_400),
                };
                let chat = Flood::Chat(UserId(chat).into());
                return telegram.flood(chat, Duration::from_secs(seconds));
            }
            4 => Fault::status(403, "Forbidden: bot was blocked by the user"),
            5 => Fault::status(400, "Bad Request: chat not found"),
            6 => Fault::status(400, "Bad Request: can't parse entities: x"),
            7 => Fault::status(500, "Internal Server Error"),
            8 => Fault::status(502, "Bad Gateway"),
            9 => Fault::Drop,
            10 => Fault::Close,
            _ => Fault::Hang,
        };
        telegram.fail_next(On::chat(UserId(chat)), fault);
    }

    fn shake(&mut self, event: &Value) {
        let now = self.clock.now();
        for record in event["Records"].as_array().unwrap() {
            let group = &record["attributes"]["MessageGroupId"];
            self.heard
                .shake(group.as_str().unwrap().parse().unwrap(), now);
        }
    }

    fn listen(&mut self) {
        let telegram = self.telegram.telegram();
        for call in telegram.calls() {
            self.heard.note(&call);
        }
        telegram.clear_calls();
        self.wire.operations();
        self.wire.sent();
    }
}

/// What goes wrong with one request to the table.
const TROUBLES: &[Trouble] = &[
    Trouble::Refused,
    Trouble::AnswerLost,
    Trouble::Answer(500, "InternalServerError"),
    Trouble::Answer(400, "TransactionConflictException"),
    Trouble::Answer(400, "ProvisionedThroughputExceededException"),
];
