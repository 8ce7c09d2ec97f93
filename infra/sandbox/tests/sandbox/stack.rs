//! The stack, with a server in place of `cargo lambda watch` that tells of each request.

use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use clap::Parser as _;
use clock::{ManualClock, SystemClock};
use lambda_client::Endpoint;
use sandbox::{Cli, Options, Place, Stack, StartError};
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;

use crate::story::{options, until};

/// Where functions will be: the port is ours, but nobody listens.
struct Absent(TcpSocket);

/// Functions that do nothing but take requests.
struct Functions {
    requests: UnboundedReceiver<(String, String)>,
    _server: JoinSet<()>,
}

impl Absent {
    fn new() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        Self(socket)
    }

    fn endpoint(&self) -> Endpoint {
        let address = self.0.local_addr().unwrap();
        format!("http://{address}").parse().unwrap()
    }

    fn come(self) -> Functions {
        let (told, requests) = unbounded_channel();
        let take = async move |request: Request| {
            let secret = request.headers().get("x-telegram-bot-api-secret-token");
            let secret = secret.map_or("", |secret| secret.to_str().unwrap());
            let path = request.uri().path().to_owned();
            told.send((path, secret.to_owned())).unwrap();
        };
        let listener = self.0.listen(16).unwrap();
        let routes = Router::new().fallback(take);
        let mut server = JoinSet::new();
        server.spawn(async { axum::serve(listener, routes).await.unwrap() });
        Functions {
            requests,
            _server: server,
        }
    }
}

impl Functions {
    /// The secret that comes with the next request for this path.
    async fn asked(&mut self, path: &str) -> String {
        let asking = async {
            loop {
                let (asked, secret) = self.requests.recv().await.unwrap();
                if asked == path {
                    return secret;
                }
            }
        };
        let asked = clock::within(&SystemClock::new(), Duration::from_secs(30), asking).await;
        asked.unwrap_or_else(|| panic!("nobody asks for {path}"))
    }
}

async fn start(options: Options) -> Result<Stack, StartError> {
    Stack::start(options, Absent::new().endpoint()).await
}

#[tokio::test]
async fn what_waits_comes_with_the_functions() {
    let absent = Absent::new();
    let stack = Stack::start(options(Place::Memory), absent.endpoint()).await;
    let stack = stack.unwrap();
    assert_eq!(
        stack.telegram().pending().len(),
        1,
        "the superadmin's /start"
    );
    let mut functions = absent.come();
    let secret = functions.asked("/lambda-url/webhook/telegram").await;
    assert_eq!(secret, "sandbox-secret");
    functions
        .asked("/2015-03-31/functions/monitor/invocations")
        .await;
    until(&stack.telegram(), |telegram| telegram.pending().is_empty()).await;
    stack.stop().await;
}

#[tokio::test]
async fn functions_that_come_late_need_not_wait() {
    let absent = Absent::new();
    let clock = ManualClock::at("2026-01-01T00:00:00Z");
    let options = Options {
        clock: Arc::new(clock.clone()),
        ..options(Place::Memory)
    };
    let stack = Stack::start(options, absent.endpoint()).await.unwrap();
    let second = Duration::from_secs(1);
    let postponed = |due: Option<Duration>| due.is_some_and(|due| due > second);
    until(&stack.telegram(), |telegram| {
        postponed(telegram.until_next_due())
    })
    .await;
    let mut functions = absent.come();
    clock.advance(second);
    functions.asked("/lambda-url/webhook/telegram").await;
}

#[tokio::test]
async fn the_environment_is_for_files_and_shells() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        superadmins: Some("5, 6".into()),
        ..options(Place::Memory)
    };
    let stack = start(options).await.unwrap();
    let file = folder.path().join("new/stack.env");
    stack.environment().write(&file).unwrap();
    let lines = fs::read_to_string(&file).unwrap();
    assert!(lines.contains("SUPERADMIN_IDS=5,6\n"), "{lines}");
    let exports = lines.lines().map(|line| format!("export {line}\n"));
    assert_eq!(stack.environment().to_string(), exports.collect::<String>());

    let script = format!("{stack}\nprintf %s \"$TELEGRAM_WEBHOOK_SECRET $SUPERADMIN_IDS\"");
    let shell = Command::new("sh").args(["-euc", &script]).output().unwrap();
    assert_eq!(
        (&shell.stdout[..], &shell.stderr[..]),
        (&b"sandbox-secret 5,6"[..], &b""[..])
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let stack = start(options(Place::Memory)).await.unwrap();
    let refused = stack.environment().write(folder.path()).unwrap_err();
    let sentence = refused.to_string();
    assert!(sentence.contains("cannot be written"), "{sentence}");
    assert!(sentence.contains("with --env-file"), "{sentence}");
}

#[tokio::test]
async fn a_taken_port_in_the_row_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port();
    let options = Options {
        port: port - 1,
        ..options(Place::Memory)
    };
    // The others of the row may belong to another test.
    let sentence = start(options).await.unwrap_err().to_string();
    let mut named = (port - 1..=port + 2).map(|port| format!("Port {port} of 127.0.0.1 is taken"));
    assert!(
        named.any(|named| sentence.starts_with(&named)),
        "{sentence}"
    );
}

#[tokio::test]
async fn functions_elsewhere_are_refused() {
    let endpoint = "http://192.0.2.1:9000".parse().unwrap();
    let refused = Stack::start(options(Place::Memory), endpoint).await;
    let sentence = refused.unwrap_err().to_string();
    assert!(
        sentence.contains("only functions on this machine"),
        "{sentence}"
    );
}

#[test]
fn a_bad_address_is_refused_at_once() {
    let refused = Cli::try_parse_from(["sandbox", "stack", "--lambda-url", "9000"]);
    let message = refused.unwrap_err().to_string();
    assert!(
        message.contains("give one such as http://127.0.0.1:9000"),
        "{message}"
    );
}
