//! A sandbox of its own for each test, and botctl in its environment.

use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector};
use clock::{OsEntropy, SharedClock, SystemClock};
use metrics_page::Metrics;
use sandbox::{Options, Place, Sandbox};
use settings::{Environment, Reader, TlsRoots};
use store::Table;
use telegram_server::{Person, Telegram, UserId};
use tokio::process::Command;

use crate::jumping_clock::JumpingClock;
use crate::run::{Run, botctl, command};

/// What nobody waits for longer than this will not come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A client.
pub(crate) const ANN: i64 = 42;

pub(crate) struct Town {
    pub(crate) sandbox: Sandbox,
    /// The sandbox's; botctl has the machine's own.
    pub(crate) clock: JumpingClock,
}

impl Town {
    pub(crate) async fn new() -> Self {
        let jumping = JumpingClock::new();
        let clock: SharedClock = Arc::new(jumping.clone());
        let options = Options {
            port: 0,
            place: Place::Memory,
            superadmins: Some("1".to_owned()),
            timezone: None,
            metrics: Metrics::new(clock.clone()),
            clock,
        };
        let sandbox = Sandbox::start(options).await.unwrap();
        let telegram = sandbox.telegram();
        telegram.add_person(Person::new(ANN, "Ann").language("en"));
        telegram.clear_calls();
        Self {
            sandbox,
            clock: jumping,
        }
    }

    /// Ends when the monitor has had its first run, and the webhook is as `botctl webhook set` leaves it.
    pub(crate) async fn is_well(&self) {
        self.until(|telegram| telegram.pending().is_empty()).await;
        self.rests().await;
        let set = self.botctl(&["webhook", "set"]).await;
        assert_eq!(set.code, Some(0), "{set:?}");
    }

    /// Ends when the monitor's run is over.
    pub(crate) async fn rests(&self) {
        let resting = self.clock.rests();
        let rested = clock::within(&SystemClock::new(), PATIENCE, resting).await;
        rested.expect("a run of the monitor ends");
    }

    pub(crate) fn telegram(&self) -> Arc<Telegram> {
        self.sandbox.telegram()
    }

    /// botctl in the sandbox's environment, to be started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let environment: Vec<_> = self.sandbox.environment().pairs().collect();
        command(arguments, &environment)
    }

    /// What botctl prints in the sandbox's environment.
    pub(crate) async fn botctl(&self, arguments: &[&str]) -> Run {
        self.botctl_with(arguments, &[]).await
    }

    /// The same with other values for some variables; an empty one unsets it.
    pub(crate) async fn botctl_with(&self, arguments: &[&str], other: &[(&str, &str)]) -> Run {
        let own = self.sandbox.environment().pairs();
        let own = own.filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
        let added = other.iter().copied().filter(|(_, value)| !value.is_empty());
        let environment: Vec<_> = own.chain(added).collect();
        botctl(arguments, &environment).await
    }

    /// The value of a variable.
    pub(crate) fn variable(&self, name: &str) -> String {
        let mut pairs = self.sandbox.environment().pairs();
        pairs.find(|pair| pair.0 == name).unwrap().1.to_owned()
    }

    /// The sandbox's environment.
    pub(crate) fn environment(&self) -> Environment {
        let pairs = self.sandbox.environment().pairs();
        let owned = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        owned.collect()
    }

    /// The sandbox's table.
    pub(crate) fn table(&self) -> Table {
        let clock: SharedClock = Arc::new(SystemClock::new());
        let (client, name) = (self.aws().dynamodb(), self.variable("TABLE_NAME"));
        Table::new(client, &name, clock, Arc::new(OsEntropy::new()))
    }

    /// The sandbox's AWS.
    pub(crate) fn aws(&self) -> Aws {
        let environment = self.environment();
        let mut reader = Reader::new(&environment);
        let settings = AwsSettings::read(&mut reader, &environment).unwrap();
        let clock: SharedClock = Arc::new(SystemClock::new());
        let connector = Connector::new(TlsRoots::Builtin, clock.clone()).unwrap();
        Aws::new(&settings, connector.shared(), clock)
    }

    /// Whether somebody has a message of the bot with these words.
    pub(crate) fn sees(&self, user: i64, words: &str) -> bool {
        let messages = self.telegram().screen(UserId(user));
        let mut of_bot = messages.iter().filter(|shown| shown.user.is_none());
        of_bot.any(|shown| shown.text.contains(words))
    }

    /// Ends when this is so in Telegram.
    pub(crate) async fn until(&self, is_so: impl Fn(&Telegram) -> bool) {
        let telegram = self.telegram();
        let mut changes = telegram.changes();
        let waiting = async {
            while !is_so(&telegram) {
                changes.changed().await.unwrap();
            }
        };
        let waited = clock::within(&SystemClock::new(), PATIENCE, waiting).await;
        let screens = || [1, ANN, 43].map(|user| telegram.last_from_bot(UserId(user)));
        assert!(waited.is_some(), "it does not happen: {:#?}", screens());
    }
}
