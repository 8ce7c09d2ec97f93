//! A table and a Telegram for pollers that are processes.

use std::process::Stdio;
use std::sync::Arc;

use clock::SystemClock;
use dynoxide::Database;
use settings::Environment;
use telegram_server::{Person, Telegram, TelegramConfig, TelegramServer, UserId};
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::net::TcpListener;
use tokio::process::{Child, ChildStderr, Command};

use crate::run::{Run, botctl, command};

pub(crate) const ANN: UserId = UserId(42);

pub(crate) struct Bench {
    pub(crate) telegram: TelegramServer,
    dynamodb: String,
}

/// `botctl poll`, once it says that it polls.
pub(crate) struct Poller {
    child: Child,
    lines: Lines<BufReader<ChildStderr>>,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        let bench = Self::without_table().await;
        let made = bench.botctl(&["table", "create"]).await;
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        bench
    }

    pub(crate) async fn without_table() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let dynamodb = format!("http://{}", listener.local_addr().unwrap());
        let database = Database::memory().unwrap();
        tokio::spawn(dynoxide::server::serve_on(listener, database));
        let telegram = Telegram::new(TelegramConfig::new(Arc::new(SystemClock::new())));
        telegram.add_person(Person::new(ANN.0, "Ann"));
        Self {
            telegram: TelegramServer::without_delivery(telegram).await.unwrap(),
            dynamodb,
        }
    }

    pub(crate) fn telegram(&self) -> Arc<Telegram> {
        self.telegram.telegram()
    }

    pub(crate) async fn botctl(&self, arguments: &[&str]) -> Run {
        self.botctl_with(arguments, &[]).await
    }

    pub(crate) async fn botctl_with(&self, arguments: &[&str], more: &[(&str, &str)]) -> Run {
        let (url, token) = (self.telegram.url(), self.telegram().config().token.clone());
        let environment = [&self.environment(&url, &token), more].concat();
        botctl(arguments, &environment).await
    }

    /// botctl in this environment, to be started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let (url, token) = (self.telegram.url(), self.telegram().config().token.clone());
        command(arguments, &self.environment(&url, &token))
    }

    /// The environment in which botctl runs.
    pub(crate) fn variables(&self) -> Environment {
        let (url, token) = (self.telegram.url(), self.telegram().config().token.clone());
        Environment::from_iter(self.environment(&url, &token))
    }

    /// Starts a poller, and waits until it polls.
    pub(crate) async fn poller(&self, arguments: &[&str]) -> Poller {
        let (url, token) = (self.telegram.url(), self.telegram().config().token.clone());
        Poller::start(arguments, &self.environment(&url, &token)).await
    }

    fn environment<'a>(&'a self, url: &'a str, token: &'a str) -> [(&'a str, &'a str); 7] {
        [
            ("TABLE_NAME", "frontdesk-dev"),
            ("AWS_ENDPOINT_URL", &self.dynamodb),
            ("AWS_ACCESS_KEY_ID", "local"),
            ("AWS_SECRET_ACCESS_KEY", "local"),
            ("TELEGRAM_API_URL", url),
            ("TELEGRAM_BOT_TOKEN_DEV", token),
            ("TELEGRAM_UPDATES_MODE", "polling"),
        ]
    }

    /// Ends when a method was called.
    pub(crate) async fn called(&self, method: &str) {
        let telegram = self.telegram();
        let mut changes = telegram.changes();
        while telegram.calls().iter().all(|call| call.method != method) {
            changes.changed().await.unwrap();
        }
    }

    /// Ends when the bot has written this to Ann.
    pub(crate) async fn ann_sees(&self, words: &str) {
        let telegram = self.telegram();
        let mut changes = telegram.changes();
        let sees = || {
            let last = telegram.last_from_bot(ANN);
            last.is_some_and(|last| last.text.contains(words))
        };
        while !sees() {
            changes.changed().await.unwrap();
        }
    }
}

impl Poller {
    /// Starts one in this environment, and waits until it polls.
    pub(crate) async fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = command(&[&["poll"], arguments].concat(), environment);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.kill_on_drop(true).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        while let Some(line) = lines.next_line().await.unwrap() {
            if line.starts_with("Polling the updates of @") {
                return Self { child, lines };
            }
        }
        panic!("it does not poll");
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id().unwrap()
    }

    /// Sends it a signal, and gives how it ends.
    pub(crate) async fn stops(&mut self, signal: &str) -> Run {
        self.signal(signal).await;
        self.ends().await
    }

    pub(crate) async fn signal(&self, signal: &str) {
        let id = self.pid().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().await;
        assert!(sent.unwrap().success());
    }

    /// Ends when it has said this.
    pub(crate) async fn says(&mut self, words: &str) {
        while let Some(line) = self.lines.next_line().await.unwrap() {
            if line.contains(words) {
                return;
            }
        }
        panic!("it never says {words}");
    }

    /// Waits for its end.
    pub(crate) async fn ends(&mut self) -> Run {
        let mut stderr = String::new();
        while let Some(line) = self.lines.next_line().await.unwrap() {
            stderr.push_str(&line);
            stderr.push('\n');
        }
        let mut stdout = String::new();
        let out = self.child.stdout.as_mut().unwrap();
        tokio::io::AsyncReadExt::read_to_string(out, &mut stdout)
            .await
            .unwrap();
        Run {
            code: self.child.wait().await.unwrap().code(),
            stdout,
            stderr,
        }
    }
}
