use std::sync::Arc;
use std::time::Duration;

use aws::{Connector, Platform};
use clock::{Deadline, SeededEntropy, SystemClock};
use event_source::EventSource;
use monitor::Monitor;
use notifier::{Notifier, QueueEvent};
use outbox::NoticeRow;
use serde_json::Value;
use settings::{Environment, TlsRoots};
use store::Table;
use telegram_server::{Outcome, Person, Telegram, UserId, WebhookAnswer};

use crate::table::TABLE;
use crate::webhook_server::WebhookServer;
use crate::world::{BULK, DEAD, QUEUE, surroundings, variables};
use crate::{Answer, BOSS, CHIEF, SECRET, Wire, World};

/// The whole of Frontdesk: the world of the webhook, with the other two functions beside it.
#[derive(Debug)]
pub struct Town {
    pub world: Arc<World>,
    pub notifier: Notifier,
    pub monitor: Monitor,
    /// The wire of the notifier and the monitor.
    pub wire: Wire,
    source: EventSource,
    bulk: EventSource,
    /// Where the monitor's heartbeats go.
    pub server: WebhookServer,
}

/// Somebody who asks to join the staff.
pub const ANN: i64 = 42;

impl Town {
    pub async fn new() -> Self {
        let world = Arc::new(World::new().await);
        let server = WebhookServer::before(Arc::clone(&world)).await;
        let around = surroundings(&world.table, &world.telegram, &world.queue);
        let mut pairs = variables(&around);
        pairs.push(("WEBHOOK_URL".to_owned(), server.url()));
        let dead = DEAD.map(|name| world.queue.queue_url(name)).join(",");
        pairs.push(("DEAD_LETTER_QUEUE_URLS".to_owned(), dead));
        let environment = Environment::from_iter(pairs);
        let connector = Connector::new(TlsRoots::Builtin, Arc::new(SystemClock::new()))
            .expect("the roots are built in");
        let wire = Wire::around(connector.shared());
        let platform = || Platform {
            clock: Arc::new(world.clock.clone()),
            entropy: Arc::new(SeededEntropy::new(7)),
            http: aws::SharedHttpClient::new(wire.clone()),
        };
        let notifier = notifier(&environment, platform());
        let configuration = monitor::Configuration::from_environment(&environment)
            .expect("the settings are complete");
        let monitor = Monitor::of(&configuration, platform(), "town".to_owned())
            .expect("the settings are right");
        let source = EventSource::new(world.queue.queues().clone(), QUEUE, 10);
        let bulk = EventSource::new(world.queue.queues().clone(), BULK, 1);
        let town = Self {
            world,
            notifier,
            monitor,
            wire,
            source,
            bulk,
            server,
        };
        town.settle_in().await;
        town
    }

    /// Everybody who matters has started the bot once.
    async fn settle_in(&self) {
        self.telegram()
            .call(
                "setWebhook",
                serde_json::json!({ "url": self.server.url(), "secret_token": SECRET }),
            )
            .expect("the stand-in takes a webhook");
        for (id, name) in [(BOSS, "Boss"), (CHIEF, "Chief"), (ANN, "Ann")] {
            self.telegram().add_person(Person::new(id, name));
            self.say(id, "/start");
            self.updates().await;
        }
        self.telegram().clear_calls();
        self.wire.operations();
        self.world.wire.operations();
    }

    /// The test's own way to the table, past the wires.
    #[must_use]
    pub fn store(&self) -> Table {
        let (client, clock) = (self.world.table.client().clone(), &self.world.clock);
        let entropy = Arc::new(SeededEntropy::new(9));
        Table::new(client, TABLE, Arc::new(clock.clone()), entropy)
    }

    pub fn telegram(&self) -> Arc<Telegram> {
        self.world.telegram.telegram()
    }

    pub fn say(&self, user: i64, text: &str) {
        self.telegram()
            .say(UserId(user), UserId(user), text)
            .expect("people may write to the bot");
    }

    /// Presses the button with that label under the newest message that has it.
    pub fn press(&self, user: i64, label: &str) {
        let shown = self.telegram().screen(UserId(user));
        let message = shown
            .iter()
            .rev()
            .find(|shown| shown.button(label).is_some());
        let message = message.unwrap_or_else(|| panic!("{user} sees no {label} in {shown:#?}"));
        self.telegram()
            .press(UserId(user), UserId(user), message.message_id, label)
            .expect("it can be pressed");
    }

    /// What the newest message of the bot says to a person.
    pub fn last(&self, user: i64) -> String {
        self.telegram()
            .last_from_bot(UserId(user))
            .map(|shown| shown.text)
            .unwrap_or_default()
    }

    /// How many messages of the bot a person sees that say this.
    pub fn sees(&self, user: i64, words: &str) -> usize {
        self.telegram()
            .screen(UserId(user))
            .iter()
            .filter(|shown| shown.user.is_none() && shown.text.contains(words))
            .count()
    }

    /// Delivers every update that is due, through the real function. One that is held on the
    /// wire is killed there, and Telegram sees its connection close.
    pub async fn updates(&self) {
        let world = Arc::clone(&self.world);
        self.telegram()
            .deliver_all(move |delivery| {
                let world = Arc::clone(&world);
                async move {
                    tokio::select! {
                        biased;
                        () = world.wire.held() => Outcome::Closed,
                        answer = world.post(delivery.body.clone()) => outcome(&answer),
                    }
                }
            })
            .await;
    }

    /// Hands one batch of the queue to the notifier; says how many messages it had.
    pub async fn batch(&self) -> usize {
        self.source
            .once(|event| async { self.notify(event).await })
            .await
    }

    /// Hands one message of the bulk queue to the notifier, if there is one.
    pub async fn page(&self) -> usize {
        self.bulk
            .once(|event| async { self.notify(event).await })
            .await
    }

    /// Delivers, notifies and sends broadcasts until nothing moves any more.
    pub async fn settle_all(&self) {
        self.settle().await;
        while self.page().await > 0 {
            self.settle().await;
        }
    }

    async fn notify(&self, event: Value) -> Option<Value> {
        let event: QueueEvent = serde_json::from_value(event).expect("Lambda's events are read");
        let deadline = Deadline::after(Duration::from_secs(50), &self.world.clock);
        serde_json::to_value(self.notifier.handle(event, deadline).await).ok()
    }

    /// Delivers and notifies until nothing moves any more.
    pub async fn settle(&self) {
        loop {
            self.updates().await;
            if self.batch().await == 0 {
                return;
            }
        }
    }

    /// One run of the monitor.
    pub async fn watch(&self) {
        self.watch_by(&self.monitor).await;
    }

    /// One run of this monitor, whatever comes of it.
    pub async fn watch_by(&self, monitor: &Monitor) {
        let deadline = Deadline::after(Duration::from_secs(50), &self.world.clock);
        monitor.run(deadline).await.ok();
    }

    /// Another monitor on the same wire, with these settings: a new version, or another mode.
    #[must_use]
    pub fn another_monitor(&self, more: &[(&str, &str)]) -> Monitor {
        let around = surroundings(&self.world.table, &self.world.telegram, &self.world.queue);
        let mut pairs = variables(&around);
        pairs.push(("WEBHOOK_URL".to_owned(), self.server.url()));
        pairs.extend(
            more.iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let settings = monitor::Configuration::from_environment(&Environment::from_iter(pairs));
        let platform = Platform {
            clock: Arc::new(self.world.clock.clone()),
            entropy: Arc::new(SeededEntropy::new(8)),
            http: aws::SharedHttpClient::new(self.wire.clone()),
        };
        let settings = settings.expect("the settings are complete");
        Monitor::of(&settings, platform, "new".to_owned()).expect("the settings are right")
    }

    /// A minute passes: the monitor runs, and everything moves.
    pub async fn minute(&self) {
        self.world.clock.advance(Duration::from_secs(60));
        self.watch().await;
        self.settle().await;
    }

    /// Minutes pass.
    pub async fn minutes(&self, count: u32) {
        for _ in 0..count {
            self.minute().await;
        }
    }

    /// Fills the form of somebody who wants to join, to its end: the notice lies in the table.
    pub async fn ask_to_join(&self) {
        for answer in ["/join", "Ann", "Lee", "+998901234567"] {
            self.say(ANN, answer);
            self.updates().await;
        }
    }

    /// A town in which a request was rejected: one notice to Ann waits in the queue. Its id, too.
    pub async fn with_a_notice_to_ann() -> (Self, String) {
        let town = Self::new().await;
        town.ask_to_join().await;
        town.settle().await;
        town.press(BOSS, "🚫 Reject");
        town.updates().await;
        town.telegram().clear_calls();
        town.wire.operations();
        let notices = town.notices().await;
        let waiting = notices.into_iter().find(|notice| !notice.status.is_final());
        let id = waiting.expect("the decision is announced").id;
        (town, id)
    }

    /// Every notice in the table, by id.
    pub async fn notices(&self) -> Vec<NoticeRow> {
        let mut notices = Vec::new();
        for key in self
            .world
            .dump()
            .await
            .keys()
            .filter(|key| key.starts_with("notice#"))
        {
            let (pk, sk) = key.split_once(" / ").expect("a dump's key has two parts");
            let item = self
                .world
                .table
                .item(pk, sk)
                .await
                .expect("it was there just now");
            notices.push(store::decode(item).expect("this build reads its own notices"));
        }
        notices
    }

    /// The notice with that id.
    pub async fn notice(&self, id: &str) -> NoticeRow {
        let notices = self.notices().await;
        notices
            .into_iter()
            .find(|notice| notice.id == id)
            .unwrap_or_else(|| panic!("no notice {id}"))
    }

    /// How many messages Telegram has taken for a chat, as calls of the notifier or the monitor.
    pub fn sent_to(&self, chat: i64) -> usize {
        let calls = self.telegram().calls();
        let sends = calls
            .iter()
            .filter(|call| call.method == "sendMessage" && call.via == telegram_server::Via::Http);
        sends
            .filter(|call| call.succeeded() && call.chat == Some(telegram_server::ChatId(chat)))
            .count()
    }
}

pub(crate) fn notifier(environment: &Environment, platform: Platform) -> Notifier {
    let configuration =
        notifier::Configuration::from_environment(environment).expect("the settings are complete");
    let courier = courier::Courier::new(
        &configuration.outgoing,
        &configuration.aws,
        platform,
        desk::chosen_language,
    );
    Notifier::new(courier.expect("the settings are right"))
}

fn outcome(answer: &Answer) -> Outcome {
    if answer.status == 200 && !answer.body.is_empty() {
        return Outcome::reply(answer.body.clone());
    }
    let given = WebhookAnswer {
        status: answer.status,
        ..WebhookAnswer::default()
    };
    Outcome::Answered(match answer.retry_after {
        Some(seconds) => given.with_header("retry-after", &seconds.to_string()),
        None => given,
    })
}
