use std::sync::Arc;

use clock::SharedClock;
use metrics_page::Metrics;
use settings::Environment;
use telegram_server::Telegram;

use crate::StartError;
use crate::acting::{Interface, Patience, People};
use crate::functions::{self, Callers, Functions, HttpFunction};
use crate::loopback::{self, Loopback};
use crate::stack::FunctionEnvironment;
use crate::stand_ins::{Cloud, Place, TelegramSide, Variables, WEBHOOK_SECRET};

/// The superadmin where nothing else is said.
pub(crate) const BOSS: &str = "1";

/// How a sandbox is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port of the page and of the control interface on 127.0.0.1; 0 for any.
    pub port: u16,
    /// Where the table and Telegram's world are kept.
    pub place: Place,
    /// The user ids of superadmins, separated by commas; person 1 where there are none.
    pub superadmins: Option<String>,
    /// The shop's time zone, by its IANA name; UTC where there is none.
    pub timezone: Option<String>,
    /// The time of everything in it.
    pub clock: SharedClock,
    /// What is counted in this process, for the page at `/metrics`.
    pub metrics: Metrics,
}

/// Everything in one process, until it is stopped or dropped.
#[derive(Debug)]
pub struct Sandbox {
    clock: SharedClock,
    pub(crate) interface: Interface,
    callers: Callers,
    pub(crate) telegram: TelegramSide,
    webhook: Loopback,
    environment: FunctionEnvironment,
    pub(crate) cloud: Cloud,
    pub(crate) superadmins: Vec<i64>,
}

impl Sandbox {
    /// Starts everything; when this returns, the superadmins have said /start, and the page and the
    /// control interface can be used.
    ///
    /// # Errors
    /// A sentence that says what to do about it.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let clock = options.clock;
        let metrics = metrics_page::routes(options.metrics);
        // First, so that a second sandbox touches nothing of the first one's.
        let interface = loopback::listen(options.port).await?;
        let cloud = Cloud::start(options.place, &clock).await?;
        let telegram = TelegramSide::start(cloud.place(), &clock).await?;
        let webhook = loopback::listen(0).await?;
        let webhook_url = telegram_path(&loopback::url(&webhook)?);
        let mut variables = [cloud.variables(), telegram.variables()].concat();
        let superadmins = options.superadmins.unwrap_or_else(|| BOSS.to_owned());
        variables.extend(own_variables(&webhook_url, superadmins, options.timezone));
        variables.push(("TELEGRAM_WEBHOOK_SECRET", WEBHOOK_SECRET.to_owned()));
        let functions = Functions::of(&Environment::from_iter(variables.clone()), &clock)?;
        cloud.make_table(&functions.dynamodb).await?;
        let webhook = Loopback::routes(
            webhook,
            functions::routes(HttpFunction::new(functions.webhook)),
        )?;
        telegram.introduce(&webhook_url)?;
        let people = People::new(telegram.telegram(), clock.clone());
        let settled = people.settle_in(&functions.superadmins, Patience::Waits);
        settled.await.map_err(StartError::superadmin)?;
        let (notifier, monitor) = (functions.notifier, functions.monitor);
        let callers = Callers::start(&notifier, monitor, &cloud.queues(), &clock);
        Ok(Self {
            clock,
            interface: Interface::start(interface, people, functions.dynamodb, metrics)?,
            callers,
            telegram,
            webhook,
            environment: FunctionEnvironment::of(variables, &functions.superadmins),
            cloud,
            superadmins: functions.superadmins,
        })
    }

    /// The port of the page and of the control interface.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.interface.port()
    }

    /// The Telegram that people and the bot meet in.
    #[must_use]
    pub fn telegram(&self) -> Arc<Telegram> {
        self.telegram.telegram()
    }

    /// The environment of the functions, in which `botctl` finds everything, too.
    #[must_use]
    pub fn environment(&self) -> &FunctionEnvironment {
        &self.environment
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
        self.interface.stop(&*self.clock).await;
        self.callers.stop(&*self.clock).await;
        self.telegram.stop().await;
        self.webhook.stop(&*self.clock).await;
        self.cloud.stop(&*self.clock).await;
    }
}

/// What the functions' environment has from the sandbox itself.
pub(crate) fn own_variables(
    webhook_url: &str,
    superadmins: String,
    timezone: Option<String>,
) -> Variables {
    let mut variables = vec![
        ("WEBHOOK_URL", webhook_url.to_owned()),
        ("SUPERADMIN_IDS", superadmins),
    ];
    variables.extend(timezone.map(|zone| ("BUSINESS_TIMEZONE", zone)));
    variables
}

/// Where Telegram brings updates, and the monitor its heartbeats.
pub(crate) fn telegram_path(base: &str) -> String {
    format!("{base}/telegram")
}
