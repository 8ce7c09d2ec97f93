//! Where every test begins: a sandbox of its own, on ports of its own.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser as _;
use clock::{SharedClock, SystemClock};
use sandbox::{Cli, CliCommand, Client, Command, Metrics, Options, Place, Sandbox, StartError};
use telegram_server::{Telegram, UserId};

/// What nobody waits for longer than this will not come.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Story {
    pub(crate) sandbox: Sandbox,
}

impl Story {
    pub(crate) async fn in_memory() -> Self {
        Self::at(Place::Memory).await.unwrap()
    }

    pub(crate) async fn in_folder(folder: &Path) -> Self {
        Self::at(Place::Folder(folder.to_owned())).await.unwrap()
    }

    pub(crate) async fn at(place: Place) -> Result<Self, StartError> {
        Self::with(options(place)).await
    }

    pub(crate) async fn with(options: Options) -> Result<Self, StartError> {
        let sandbox = Sandbox::start(options).await?;
        Ok(Self { sandbox })
    }

    /// What a command line prints, or the sentence of its refusal.
    pub(crate) async fn tries(&self, line: &[&str]) -> Result<String, String> {
        let client = Client::new(self.sandbox.port());
        let answer = client.send(&command(line)).await;
        answer
            .map(|answer| answer.to_string())
            .map_err(|error| error.to_string())
    }

    pub(crate) async fn does(&self, line: &[&str]) -> String {
        self.tries(line).await.unwrap()
    }

    /// Person 42 writes.
    pub(crate) async fn says(&self, text: &str) -> String {
        self.does(&["say", "--as", "42", "--name", "Ann", text])
            .await
    }

    /// Person 42 presses.
    pub(crate) async fn presses(&self, label: &str) -> String {
        self.does(&["press", "--as", "42", label]).await
    }

    /// Person 42 asks to join the staff.
    pub(crate) async fn asks_to_join(&self) {
        for text in ["/join", "Ann", "Lee", "+998901234567"] {
            self.says(text).await;
        }
    }

    /// What `show` prints for a person as soon as they have a message of the bot with these words.
    pub(crate) async fn sees(&self, user: i64, words: &str) -> String {
        let has = |telegram: &Telegram| {
            let messages = telegram.screen(UserId(user));
            let mut of_bot = messages.iter().filter(|shown| shown.user.is_none());
            of_bot.any(|shown| shown.text.contains(words))
        };
        self.until(has).await;
        self.does(&["show", "--as", &user.to_string()]).await
    }

    /// Ends when this is so in Telegram.
    pub(crate) async fn until(&self, is_so: impl Fn(&Telegram) -> bool) {
        until(&self.sandbox.telegram(), is_so).await;
    }
}

/// Ends when this is so.
pub(crate) async fn until(telegram: &Telegram, is_so: impl Fn(&Telegram) -> bool) {
    let mut changes = telegram.changes();
    let waiting = async {
        while !is_so(telegram) {
            changes.changed().await.unwrap();
        }
    };
    let waited = clock::within(&SystemClock::new(), PATIENCE, waiting).await;
    waited.expect("what the test waits for happens");
}

/// Everything as it usually is.
pub(crate) fn options(place: Place) -> Options {
    let clock: SharedClock = Arc::new(SystemClock::new());
    Options {
        port: 0,
        place,
        superadmins: None,
        timezone: None,
        metrics: Metrics::new(clock.clone()),
        clock,
    }
}

pub(crate) fn command(line: &[&str]) -> Command {
    let arguments = ["sandbox"].iter().chain(line);
    match Cli::try_parse_from(arguments).unwrap().command {
        Some(CliCommand::Act(command)) => command,
        other => panic!("{other:?} is no act"),
    }
}
