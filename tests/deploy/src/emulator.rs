use std::net::TcpListener;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector};
use clock::{SharedClock, SystemClock};
use settings::{Environment, TlsRoots};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinSet;

use crate::Tools;

/// Where everything lies.
const REGION: &str = "eu-central-1";

/// What it says when it takes requests.
const READY: &str = "Running on http";

/// How long its start may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// AWS on this machine.
#[derive(Debug)]
pub struct Emulator {
    process: Child,
    port: u16,
    /// Whoever reads what it prints, so that it never waits for that.
    readers: JoinSet<()>,
}

impl Emulator {
    /// Starts one, on a free port of 127.0.0.1, and waits until it takes requests.
    ///
    /// # Panics
    /// When it does not.
    pub async fn start(tools: &Tools) -> Self {
        let port = free_port();
        let mut command = tools.command("ministack");
        command
            .env("GATEWAY_PORT", port.to_string())
            .env("BIND_HOST", "127.0.0.1")
            // Its broker for devices listens on every address.
            .env("IOT_MTLS_ENABLED", "0");
        for (name, value) in variables(port) {
            command.env(name, value);
        }
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("ministack can be started");
        let said = BufReader::new(process.stdout.take().expect("it is piped"));
        let complaints = BufReader::new(process.stderr.take().expect("it is piped"));
        let mut emulator = Self {
            process,
            port,
            readers: JoinSet::new(),
        };
        let mut lines = complaints.lines();
        emulator.readers.spawn(drained(said));
        let ready = async {
            while let Ok(Some(line)) = lines.next_line().await {
                if line.contains(READY) {
                    return true;
                }
            }
            false
        };
        let ready = clock::within(&SystemClock::new(), PATIENCE, ready).await;
        assert_eq!(ready, Some(true), "ministack does not start");
        emulator.readers.spawn(drained(lines.into_inner()));
        emulator
    }

    /// Its address, with which a Function URL can be reached by its path.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Lets a program work with it as if it were AWS.
    pub fn lend(&self, command: &mut Command) {
        for (name, value) in variables(self.port) {
            command.env(name, value);
        }
    }

    /// The clients that the functions have, for the test itself.
    #[must_use]
    pub fn clients(&self) -> Aws {
        let clock: SharedClock = Arc::new(SystemClock::new());
        let environment = Environment::from_iter(variables(self.port));
        let settings = AwsSettings::from_environment(&environment);
        let settings = settings.expect("they are complete");
        let connector = Connector::new(TlsRoots::Builtin, clock.clone());
        let connector = connector.expect("the roots are built in");
        Aws::new(&settings, connector.shared(), clock)
    }

    /// Ends it with everything in it.
    pub async fn stop(mut self) {
        self.process.kill().await.expect("it is ours");
        self.readers.shutdown().await;
    }
}

fn variables(port: u16) -> [(&'static str, String); 5] {
    [
        ("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}")),
        ("AWS_REGION", REGION.to_owned()),
        ("AWS_DEFAULT_REGION", REGION.to_owned()),
        ("AWS_ACCESS_KEY_ID", "test".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
    ]
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    listener.local_addr().expect("it is bound").port()
}

async fn drained(mut lines: impl AsyncRead + Unpin) {
    let _ = tokio::io::copy(&mut lines, &mut tokio::io::sink()).await;
}
