use std::sync::{Arc, Once};
use std::time::Duration;

use aws::{Connector, Platform};
use bytes::Bytes;
use clock::{Deadline, SeededEntropy, SharedClock, SystemClock};
use desk::Desk;
use engine::Step;
use http::{Request, StatusCode};
use queue_server::QueueServer;
use serde_json::Value;
use settings::{Environment, TlsRoots};
use telegram_server::{Telegram, TelegramConfig, TelegramServer};
use telemetry::{Buffer, Filter};
use webhook::{Configuration, Invocation, Webhook};

use crate::table::{Dump, TABLE};

/// The name of the queue of notices.
pub const QUEUE: &str = "notices.fifo";

/// The name of the bulk queue.
pub const BULK: &str = "bulk.fifo";

/// The names of the queues of dead letters.
pub const DEAD: [&str; 2] = ["notices-dead.fifo", "bulk-dead.fifo"];

use crate::{BOSS, CHIEF, Fault, SECRET, StopAt, StoryClock, TOKEN, TestTable, Wire};

/// The real HTTP function on a table of its own, with a Telegram of its own.
#[derive(Debug)]
pub struct World {
    pub table: TestTable,
    pub telegram: TelegramServer,
    pub queue: QueueServer,
    pub wire: Wire,
    pub clock: StoryClock,
    pub probe: StopAt,
    pub webhook: Webhook<Desk>,
    pub limit: Duration,
}

/// What Telegram gets from one delivery.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub retry_after: Option<u64>,
    pub body: Bytes,
}

impl Answer {
    /// The call in the response's body; `Null` when there is none.
    pub fn call(&self) -> Value {
        if self.body.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&self.body).expect("a 200 has JSON")
        }
    }

    /// The text of the call; empty when there is none.
    pub fn text(&self) -> String {
        self.call()["text"].as_str().unwrap_or_default().to_owned()
    }

    /// The callback data of the button with that label.
    pub fn data(&self, label: &str) -> String {
        let call = self.call();
        let rows = call["reply_markup"]["inline_keyboard"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let mut buttons = rows
            .iter()
            .flat_map(|row| row.as_array().cloned().unwrap_or_default());
        let button = buttons.find(|button| {
            button["text"]
                .as_str()
                .is_some_and(|text| text.contains(label))
        });
        let button = button.unwrap_or_else(|| panic!("no button {label} in {call}"));
        button["callback_data"]
            .as_str()
            .expect("a button of ours has data")
            .to_owned()
    }
}

impl World {
    pub async fn new() -> Self {
        let clock = StoryClock::new();
        let table = TestTable::start().await;
        let telegram = telegram(Arc::new(clock.clone())).await;
        let queue = queue(Arc::new(clock.clone())).await;
        let real = Arc::new(SystemClock::new());
        let connector = Connector::new(TlsRoots::Builtin, real).expect("the roots are built in");
        let wire = Wire::around(connector.shared());
        let probe = StopAt::default();
        let platform = Platform {
            clock: Arc::new(clock.clone()),
            entropy: Arc::new(SeededEntropy::new(42)),
            http: aws::SharedHttpClient::new(wire.clone()),
        };
        let configuration =
            Configuration::from_environment(&environment(&surroundings(&table, &telegram, &queue)));
        let configuration = configuration.expect("the test's settings are complete");
        let webhook = Webhook::of_desk(&configuration, platform, Arc::new(probe.clone()))
            .expect("the test's settings are right");
        Self {
            table,
            telegram,
            queue,
            wire,
            clock,
            probe,
            webhook,
            limit: Duration::from_secs(10),
        }
    }

    /// Posts an update as Telegram does.
    pub async fn deliver(&self, update: &Value) -> Answer {
        self.post(update.to_string().into()).await
    }

    /// Posts any body with the right secret.
    pub async fn post(&self, body: Bytes) -> Answer {
        let request = Request::post("/telegram").header("Content-Type", "application/json");
        let request = request.header("X-Telegram-Bot-Api-Secret-Token", SECRET);
        self.send(request.body(body).expect("a test's request is well-formed"))
            .await
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Bytes>) -> Answer {
        let deadline = Deadline::after(self.limit, &self.clock);
        let response = self
            .webhook
            .answer(
                request,
                Invocation {
                    request_id: "test",
                    deadline,
                },
            )
            .await;
        let retry_after = response.headers().get(http::header::RETRY_AFTER);
        let retry_after = retry_after.and_then(|value| value.to_str().ok()?.parse().ok());
        Answer {
            status: response.status().as_u16(),
            retry_after,
            body: response.into_body(),
        }
    }

    /// Posts an update and expects the 200.
    pub async fn ok(&self, update: &Value) -> Answer {
        let answer = self.deliver(update).await;
        assert_eq!(answer.status, StatusCode::OK, "{update} got {answer:?}");
        answer
    }

    /// Posts an update to a process that is killed when it reaches `step`; `false` when it never did.
    pub async fn killed_at(&self, step: Step, update: &Value) -> bool {
        self.probe.hold(step);
        let killed = tokio::select! {
            biased;
            () = self.probe.held() => true,
            _ = self.deliver(update) => false,
        };
        self.probe.release();
        killed
    }

    /// Posts an update to a process that is killed at its request number `number`, before it is
    /// sent or after it is applied; `false` when there was no such request.
    pub async fn killed_on_the_wire(&self, number: usize, fault: Fault, update: &Value) -> bool {
        self.wire.inject_at(number, fault);
        let killed = tokio::select! {
            biased;
            () = self.wire.held() => true,
            _ = self.deliver(update) => false,
        };
        self.wire.mend();
        killed
    }

    /// Everything in the table.
    pub async fn dump(&self) -> Dump {
        self.table.dump().await
    }
}

/// A Telegram that delivers nothing by itself.
pub async fn telegram(clock: SharedClock) -> TelegramServer {
    let config = TelegramConfig::new(clock);
    let config = TelegramConfig {
        token: TOKEN.to_owned(),
        ..config
    };
    TelegramServer::without_delivery(Telegram::new(config))
        .await
        .expect("loopback has a free port")
}

/// An SQS with both queues.
pub async fn queue(clock: SharedClock) -> QueueServer {
    let queue = QueueServer::start(clock, 42)
        .await
        .expect("loopback has a free port");
    for name in [QUEUE, BULK] {
        let dead_letters = queue.queues().create_with_dead_letters(name, 10);
        dead_letters.expect("an empty SQS takes a queue");
    }
    queue
}

/// Where a function finds what it needs.
#[derive(Clone, Debug)]
pub struct Surroundings {
    pub table_url: String,
    pub telegram_url: String,
    pub queues_url: String,
    pub queue_url: String,
    pub bulk_url: String,
}

/// The stand-ins' addresses.
pub fn surroundings(
    table: &TestTable,
    telegram: &TelegramServer,
    queue: &QueueServer,
) -> Surroundings {
    Surroundings {
        table_url: table.url().to_owned(),
        telegram_url: telegram.url(),
        queues_url: queue.url(),
        queue_url: queue.queue_url(QUEUE),
        bulk_url: queue.queue_url(BULK),
    }
}

/// The environment of the functions, as the contract names it.
pub fn environment(around: &Surroundings) -> Environment {
    Environment::from_iter(variables(around))
}

/// The same as pairs, for a process.
pub fn variables(around: &Surroundings) -> Vec<(String, String)> {
    let superadmins = format!("{BOSS},{CHIEF}");
    let pairs = [
        ("TABLE_NAME", TABLE),
        ("TELEGRAM_BOT_TOKEN", TOKEN),
        ("TELEGRAM_WEBHOOK_SECRET", SECRET),
        ("TELEGRAM_API_URL", &around.telegram_url),
        ("TELEGRAM_BOT_USERNAME", "frontdesk_bot"),
        ("SUPERADMIN_IDS", &superadmins),
        ("NOTICES_QUEUE_URL", &around.queue_url),
        ("BULK_QUEUE_URL", &around.bulk_url),
        ("AWS_ENDPOINT_URL", &around.table_url),
        ("AWS_ENDPOINT_URL_SQS", &around.queues_url),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("RUST_LOG", "trace"),
    ];
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
}

/// Every line that this test process logs, at the finest level; the stand-in for DynamoDB prints
/// whole requests, and is no part of us.
pub fn log() -> Buffer {
    static INSTALLED: Once = Once::new();
    static LOG: std::sync::OnceLock<Buffer> = std::sync::OnceLock::new();
    let log = LOG.get_or_init(Buffer::default).clone();
    INSTALLED.call_once(|| {
        let subscriber = telemetry::subscriber(
            Arc::new(StoryClock::new()),
            Filter::parse(Some("trace,dynoxide=off")),
            log.clone(),
        );
        tracing::subscriber::set_global_default(subscriber).expect("nobody else installs one");
    });
    log
}
