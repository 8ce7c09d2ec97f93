use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, Connector, Parameters, Platform};
use clock::{Clock, SeededEntropy, SharedClock, SystemClock};
use desk::Desk;
use lease::{Identity, TakeError};
use line::Line;
use polling::Polling;
use queue_server::QueueServer;
use settings::{Environment, TlsRoots};
use store::Table;
use telegram_server::{Person, Telegram, TelegramServer, UserId};
use webhook::{Configuration, Webhook};

use crate::table::{Dump, TABLE};
use crate::world::{environment, queue, surroundings, telegram};
use crate::{StopAt, StoryClock, TestTable, Wire};

/// Longer than a lease holds and is left alone after that.
const OVERDUE: Duration = Duration::from_secs(76);

/// A bot without a webhook, and the table that its pollers share.
#[derive(Debug)]
pub struct Station {
    pub table: TestTable,
    pub telegram: TelegramServer,
    pub queue: QueueServer,
    pub clock: StoryClock,
}

/// A process that polls: the real handler behind the real poller, which the test can stop at every
/// step and at every request to AWS.
#[derive(Debug)]
pub struct PollingProcess {
    pub wire: Wire,
    pub probe: StopAt,
    pid: u32,
    configuration: Configuration,
    clock: SharedClock,
}

impl Station {
    pub async fn new() -> Self {
        let clock = StoryClock::new();
        let station = Self {
            table: TestTable::start().await,
            telegram: telegram(Arc::new(clock.clone())).await,
            queue: queue(Arc::new(clock.clone())).await,
            clock,
        };
        for (id, name) in [(42, "Ann"), (43, "Max")] {
            station.telegram().add_person(Person::new(id, name));
        }
        station
    }

    pub fn telegram(&self) -> Arc<Telegram> {
        self.telegram.telegram()
    }

    pub fn says(&self, user: i64, text: &str) {
        let said = self.telegram().say(UserId(user), UserId(user), text);
        said.expect("people may write to the bot");
    }

    /// A process that has done nothing yet.
    pub fn process(&self, pid: u32) -> PollingProcess {
        self.process_by(pid, Arc::new(self.clock.clone()))
    }

    /// The same with a clock of its own.
    pub fn process_by(&self, pid: u32, clock: SharedClock) -> PollingProcess {
        let connector = Connector::new(TlsRoots::Builtin, Arc::new(SystemClock::new()));
        PollingProcess {
            wire: Wire::around(connector.expect("the roots are built in").shared()),
            probe: StopAt::default(),
            pid,
            configuration: configuration(&self.environment()),
            clock,
        }
    }

    /// What a function or a poller here has in its environment.
    pub fn environment(&self) -> Environment {
        environment(&surroundings(&self.table, &self.telegram, &self.queue))
    }

    /// The test's own way to the table.
    pub fn store(&self) -> Table {
        let (client, clock) = (self.table.client().clone(), self.clock.clone());
        let entropy = Arc::new(SeededEntropy::new(3));
        Table::new(client, TABLE, Arc::new(clock), entropy)
    }

    /// Ends when Telegram has nothing for the bot any more.
    pub async fn quiet(&self) {
        let telegram = self.telegram();
        let mut changes = telegram.changes();
        while !telegram.pending().is_empty() {
            let _ = changes.changed().await;
        }
    }

    /// A process handles everything that waits, and stops in order.
    pub async fn handled_by(&self, process: &PollingProcess) {
        let polling = process.begin().await.expect("the lock is free");
        let ended = polling.run(self.quiet()).await;
        ended.expect("nothing keeps it from polling");
    }

    /// So much time passes that a lease which nobody renews is free.
    pub fn leases_expire(&self) {
        self.clock.advance(OVERDUE);
    }

    /// What the bot has written to somebody, oldest first.
    pub fn answers(&self, user: i64) -> Vec<String> {
        let screen = self.telegram().screen(UserId(user));
        let of_bot = screen.into_iter().filter(|shown| shown.user.is_none());
        of_bot.map(|shown| shown.text).collect()
    }

    /// What matters in the table: nothing of the pollers themselves, no moments, and of the versions
    /// those of the conversations alone, which count what was committed.
    pub async fn state(&self) -> Dump {
        let mut dump = self.table.dump().await;
        dump.retain(|key, _| !key.starts_with("ops#"));
        for (key, item) in &mut dump {
            let counts = key.ends_with("me#conversation");
            let moments = [
                "asked", "at", "created", "pc", "since", "ttl", "wa", "wake_at",
            ];
            item.retain(|name, _| !moments.contains(&name.as_str()) && (counts || name != "v"));
        }
        dump
    }
}

impl PollingProcess {
    /// Takes the lock.
    pub async fn begin(&self) -> Result<Polling<Desk>, TakeError> {
        let platform = self.platform();
        let aws = Aws::new(
            &self.configuration.aws,
            platform.http.clone(),
            self.clock.clone(),
        );
        let settings = &self.configuration.webhook;
        let line = Line::open(
            &settings.telegram_api_url,
            settings.tls_roots,
            settings.bot_token.clone(),
            Arc::new(Parameters::new(aws.ssm(), self.clock.clone())),
            self.clock.clone(),
        );
        let probe = Arc::new(self.probe.clone());
        let webhook = Webhook::of_desk(&self.configuration, platform, probe);
        let webhook = webhook.expect("the test's settings are right");
        let line = line.expect("the test's settings are right");
        Polling::begin(webhook, line, identity(self.pid)).await
    }

    fn platform(&self) -> Platform {
        Platform {
            clock: self.clock.clone(),
            entropy: Arc::new(SeededEntropy::new(u64::from(self.pid))),
            http: aws::SharedHttpClient::new(self.wire.clone()),
        }
    }
}

/// A process on one of the test's machines.
pub fn identity(pid: u32) -> Identity {
    Identity {
        host: "here".to_owned(),
        pid,
        environment: "development".to_owned(),
    }
}

/// The settings of the HTTP function.
pub fn configuration(environment: &Environment) -> Configuration {
    let configuration = Configuration::from_environment(environment);
    configuration.expect("the test's settings are complete")
}

/// The same moment by another machine's clock.
#[derive(Debug)]
pub struct Skewed<C> {
    pub clock: C,
    pub ahead: jiff::SignedDuration,
}

impl<C: Clock> Clock for Skewed<C> {
    fn now(&self) -> jiff::Timestamp {
        self.clock.now() + self.ahead
    }

    fn monotonic(&self) -> Duration {
        self.clock.monotonic()
    }

    fn sleep(&self, duration: Duration) -> clock::Wait {
        self.clock.sleep(duration)
    }
}
