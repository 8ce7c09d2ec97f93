use std::sync::Arc;

use clock::{Entropy as _, OsEntropy, SharedClock};
use queue_server::QueueServer;
use serde_json::json;
use telegram_server::{Telegram, TelegramConfig, TelegramServer};

use crate::callers::Callers;
use crate::control::Control;
use crate::data::Place;
use crate::functions::Functions;
use crate::loopback::{self, Loopback};
use crate::people::People;
use crate::surroundings::{Surroundings, TABLE, WEBHOOK_SECRET};
use crate::table_server::TableServer;
use crate::{StartError, Who, queue, webhook_server};

/// How a sandbox is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port of the control interface on 127.0.0.1; 0 for any.
    pub port: u16,
    /// Where the table is kept.
    pub place: Place,
    /// The user ids of superadmins, separated by commas; person 1 where there are none.
    pub superadmins: Option<String>,
    /// The time of everything in it.
    pub clock: SharedClock,
}

/// Everything in one process, until it is stopped or dropped.
#[derive(Debug)]
pub struct Sandbox {
    clock: SharedClock,
    pub(crate) control: Loopback,
    callers: Callers,
    pub(crate) telegram: TelegramServer,
    webhook: Loopback,
    pub(crate) queue: QueueServer,
    pub(crate) table: TableServer,
    pub(crate) superadmins: Vec<i64>,
}

impl Sandbox {
    /// Starts everything; when this returns, the superadmins have said /start, and the control
    /// interface takes commands.
    ///
    /// # Errors
    /// A sentence that says what to do about it.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let clock = options.clock;
        // First, so that a second sandbox touches nothing of the first one's.
        let control = loopback::listen(options.port).await?;
        let table = TableServer::start(options.place, &clock).await?;
        let telegram = start_telegram(&clock).await?;
        let queue = queue::start(&clock).await?;
        let webhook = loopback::listen(0).await?;
        let surroundings = Surroundings {
            table_url: &table.url(),
            telegram: &telegram,
            queue: &queue,
            webhook_url: &telegram_path(&loopback::url(&webhook)?),
            superadmins: options.superadmins.as_deref(),
        };
        let functions = Functions::of(&surroundings.environment(), &clock)?;
        let made = store::schema::create(&functions.dynamodb, TABLE).await;
        made.map_err(|error| table.broken(error))?;
        let webhook = Loopback::routes(webhook, webhook_server::routes(functions.webhook))?;
        let people = People::new(telegram.telegram(), clock.clone());
        introduce(&telegram.telegram(), &webhook)?;
        settle_in(&people, &functions.superadmins).await?;
        let (notifier, monitor) = (functions.notifier, functions.monitor);
        let callers = Callers::start(notifier, monitor, queue.queues().clone(), &clock);
        let control_interface = Control {
            people,
            dynamodb: functions.dynamodb,
        };
        Ok(Self {
            clock,
            control: Loopback::routes(control, control_interface.routes())?,
            callers,
            telegram,
            webhook,
            queue,
            table,
            superadmins: functions.superadmins,
        })
    }

    /// The port of the control interface.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.control.port()
    }

    /// The Telegram that people and the bot meet in.
    #[must_use]
    pub fn telegram(&self) -> Arc<Telegram> {
        self.telegram.telegram()
    }

    /// The base of the HTTP function, which has `/telegram` and `/health`.
    #[must_use]
    pub fn webhook_url(&self) -> String {
        self.webhook.url()
    }

    /// Stops in the order in which things lean on each other. What is under way in a server or a
    /// function may finish, within 2 s each. What the queue has rung for by then and nobody has
    /// looked at stays in the table.
    pub async fn stop(self) {
        self.control.stop(&*self.clock).await;
        self.callers.stop(&*self.clock).await;
        self.telegram.stop().await;
        self.webhook.stop(&*self.clock).await;
        drop(self.queue);
        self.table.stop(&*self.clock).await;
    }
}

/// Where Telegram brings updates, and the monitor its heartbeats.
fn telegram_path(base: &str) -> String {
    format!("{base}/telegram")
}

/// With a seed of its own: update ids of an earlier run are remembered in the table.
async fn start_telegram(clock: &SharedClock) -> Result<TelegramServer, StartError> {
    let config = TelegramConfig {
        seed: OsEntropy::new().next(),
        ..TelegramConfig::new(clock.clone())
    };
    let started = TelegramServer::start(config).await;
    started.map_err(|source| StartError::Port { port: 0, source })
}

/// Lets Telegram know the bot's webhook.
fn introduce(telegram: &Telegram, webhook: &Loopback) -> Result<(), StartError> {
    let url = telegram_path(&webhook.url());
    let params = json!({"url": url, "secret_token": WEBHOOK_SECRET});
    telegram.call("setWebhook", params)?;
    Ok(())
}

/// Every superadmin starts the bot: Telegram lets it write to nobody else on its own.
async fn settle_in(people: &People, superadmins: &[i64]) -> Result<(), StartError> {
    for user in superadmins.iter().copied() {
        let boss = Who {
            user,
            name: Some("Boss".to_owned()),
            ..Who::default()
        };
        let greeted = people.say(&boss, "/start").await;
        greeted.map_err(|source| StartError::Superadmin { user, source })?;
    }
    Ok(())
}
