use std::fmt;
use std::sync::Arc;

use aws::{Aws, Connector, Platform};
use clock::{Entropy as _, OsEntropy, SharedClock, SystemClock};
use engine::Unobserved;
use line::OpenError;
use serde_json::json;
use settings::TlsRoots;
use telegram_server::{Person, Telegram, TelegramConfig, TelegramServer};
use webhook::{Configuration, Webhook};

use crate::control::Control;
use crate::data::Place;
use crate::loopback::{self, Loopback};
use crate::people::People;
use crate::surroundings::{TABLE, WEBHOOK_SECRET, environment};
use crate::table_server::TableServer;
use crate::{StartError, webhook_server};

/// How a sandbox is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port of the control interface on 127.0.0.1; 0 for any.
    pub port: u16,
    /// Where the table is kept.
    pub place: Place,
    /// The user ids of superadmins, separated by commas; person 1 where there are none.
    pub superadmins: Option<String>,
}

/// Everything in one process, until it is stopped or dropped.
#[derive(Debug)]
pub struct Sandbox {
    clock: SharedClock,
    control: Loopback,
    telegram: TelegramServer,
    webhook: Loopback,
    table: TableServer,
    superadmins: Vec<i64>,
}

impl Sandbox {
    /// Starts everything; when this returns, the control interface takes commands.
    ///
    /// # Errors
    /// A sentence that says what to do about it.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let clock: SharedClock = Arc::new(SystemClock::new());
        // First, so that a second sandbox touches nothing of the first one's.
        let control = loopback::listen(options.port).await?;
        let table = TableServer::start(options.place, &clock).await?;
        let telegram = start_telegram(&clock).await?;
        let configuration = configuration(&table, &telegram, options.superadmins.as_deref())?;
        let connector = Connector::new(TlsRoots::Builtin, clock.clone());
        let connector = connector.map_err(OpenError::from)?;
        let aws = Aws::new(&configuration.aws, connector.shared(), clock.clone());
        let made = store::schema::create(&aws.dynamodb(), TABLE).await;
        made.map_err(|error| table.broken(error))?;
        let platform = Platform::real(&connector, clock.clone());
        let webhook = start_webhook(&configuration, platform).await?;
        let superadmins = configuration.webhook.superadmins;
        introduce(&telegram.telegram(), &superadmins, &webhook)?;
        let control_interface = Control {
            people: People::new(telegram.telegram(), clock.clone()),
            dynamodb: aws.dynamodb(),
        };
        Ok(Self {
            clock,
            control: Loopback::routes(control, control_interface.routes())?,
            telegram,
            webhook,
            table,
            superadmins,
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

    /// Stops in the order in which things lean on each other. Requests that are under way may
    /// finish, each server's within 2 s.
    pub async fn stop(self) {
        self.control.stop(&*self.clock).await;
        self.telegram.stop().await;
        self.webhook.stop(&*self.clock).await;
        self.table.stop(&*self.clock).await;
    }
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

fn configuration(
    table: &TableServer,
    telegram: &TelegramServer,
    superadmins: Option<&str>,
) -> Result<Configuration, StartError> {
    let (table, model) = (table.url(), telegram.telegram());
    let environment = environment(&table, &telegram.url(), model.config(), superadmins);
    Ok(Configuration::from_environment(&environment)?)
}

async fn start_webhook(
    configuration: &Configuration,
    platform: Platform,
) -> Result<Loopback, StartError> {
    let webhook = Webhook::of_desk(configuration, platform, Arc::new(Unobserved))?;
    let listener = loopback::listen(0).await?;
    Loopback::routes(listener, webhook_server::routes(webhook))
}

/// Lets Telegram know the bot's webhook and the superadmins.
fn introduce(
    telegram: &Telegram,
    superadmins: &[i64],
    webhook: &Loopback,
) -> Result<(), StartError> {
    for id in superadmins {
        telegram.add_person(Person::new(*id, "Boss"));
    }
    let url = format!("{}/telegram", webhook.url());
    let params = json!({"url": url, "secret_token": WEBHOOK_SECRET});
    telegram.call("setWebhook", params)?;
    Ok(())
}

/// What runs where, and what to try.
impl fmt::Display for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let boss = self.superadmins.first().copied().unwrap_or_default();
        let port = self.port();
        let option = if port == crate::DEFAULT_PORT {
            String::new()
        } else {
            format!("--port {port} ")
        };
        writeln!(f, "Frontdesk runs on this machine alone.")?;
        writeln!(
            f,
            "  table     {}, {}",
            self.table.url(),
            self.table.place()
        )?;
        writeln!(
            f,
            "  telegram  {}, a stand-in in memory",
            self.telegram.url()
        )?;
        writeln!(f, "  webhook   {}/telegram", self.webhook.url())?;
        writeln!(f, "  control   {}", self.control.url())?;
        writeln!(
            f,
            "Try in another terminal (person {boss} is the superadmin):"
        )?;
        writeln!(
            f,
            "  cargo run -- {option}say --as 42 --name Ann \"/start\""
        )?;
        writeln!(f, "  cargo run -- {option}press --as 42 \"Language\"")?;
        writeln!(f, "  cargo run -- {option}--help")?;
        f.write_str("Ctrl-C stops it.")
    }
}
