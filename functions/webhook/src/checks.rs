//! What the health page looks at: side by side, each with a bound in time.

use std::time::Duration;

use clock::{Clock, Deadline};
use heartbeat::{Heartbeat, STALE_AFTER};
use jiff::SignedDuration;
use line::Line;
use outbox::Doorbell;
use serde::Serialize;
use settings::Stage;
use store::{Key, StoreError, Table};

/// The longest that one of them may take.
const LIMIT: Duration = Duration::from_secs(2);

/// What is looked at, and what is known without looking.
#[derive(Debug)]
pub(crate) struct Checks {
    pub(crate) environment: Stage,
    /// Whether updates are taken at all: where they are not, no heartbeat is missed.
    pub(crate) watching: bool,
    /// `None` without a token, which a function that takes no updates may be.
    pub(crate) line: Option<Line>,
    pub(crate) notices: Option<Doorbell>,
    /// By the monotonic clock.
    pub(crate) started: Duration,
}

/// What was found.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    pub(crate) status: Status,
    version: &'static str,
    environment: &'static str,
    uptime_s: u64,
    checks: Found,
    response_time_ms: f64,
}

/// How the function is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    Ok,
    /// Updates are handled, and something beside that does not work.
    Degraded,
    /// No update can be handled: the table cannot be used.
    Error,
}

#[derive(Debug, Serialize)]
struct Found {
    table: String,
    notices_queue: String,
    bot_api: String,
    /// `None` when there is none that could be read, or it is more than 60 s ahead.
    heartbeat_age_s: Option<i64>,
    /// `None` where the system does not tell.
    memory_mib: Option<u64>,
}

/// How one of them went: what is wrong, in words.
type Checked = Result<Working, String>;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Working {
    Yes,
    /// It is not set up, and need not be.
    Off,
}

impl Checks {
    /// Looks at everything: one read of the table, one question to the queue, one to the Bot API.
    pub(crate) async fn made(&self, table: &Table, clock: &dyn Clock) -> Health {
        let began = clock.monotonic();
        let (table, queue, bot_api) =
            tokio::join!(last_beat(table, clock), self.queue(), self.bot_api());
        let ended = clock.monotonic();
        let beat = table.as_ref().ok().cloned().flatten();
        let age = beat.and_then(|beat| beat.age(clock.now()));
        let status = if table.is_err() {
            Status::Error
        } else if queue.is_err() || bot_api.is_err() || self.misses(age) {
            Status::Degraded
        } else {
            Status::Ok
        };
        Health {
            status,
            version: env!("CARGO_PKG_VERSION"),
            environment: self.environment.as_str(),
            uptime_s: ended.saturating_sub(self.started).as_secs(),
            checks: Found {
                table: said(table.map(|_| Working::Yes)),
                notices_queue: said(queue),
                bot_api: said(bot_api),
                heartbeat_age_s: age.map(|age| age.as_secs()),
                memory_mib: memory_mib(),
            },
            response_time_ms: ended.saturating_sub(began).as_secs_f64() * 1_000.0,
        }
    }

    fn misses(&self, age: Option<SignedDuration>) -> bool {
        self.watching && age.is_none_or(|age| age > STALE_AFTER)
    }

    async fn queue(&self) -> Checked {
        match &self.notices {
            None => Ok(Working::Off),
            Some(queue) => {
                let asked = queue.waiting().await;
                asked.map_err(|error| error.to_string())?;
                Ok(Working::Yes)
            }
        }
    }

    async fn bot_api(&self) -> Checked {
        match &self.line {
            None => Ok(Working::Off),
            Some(line) => {
                let me = line.me(LIMIT).await;
                me.map_err(|error| error.to_string())?;
                Ok(Working::Yes)
            }
        }
    }
}

/// The last heartbeat; the read shows that the table works, also when there is none, or none that
/// this build can read.
async fn last_beat(table: &Table, clock: &dyn Clock) -> Result<Option<Heartbeat>, String> {
    let table = table.until(Deadline::after(LIMIT, clock));
    match table.get::<Heartbeat>(&Key::heartbeat()).await {
        Ok(found) => Ok(found.map(|found| found.record)),
        Err(StoreError::Fault(_)) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

fn said(checked: Checked) -> String {
    match checked {
        Ok(Working::Yes) => "ok".to_owned(),
        Ok(Working::Off) => "off".to_owned(),
        Err(wrong) => format!("error: {wrong}"),
    }
}

/// The memory that the process has in use, as Linux tells it in kB (proc(5), `VmRSS`).
fn memory_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1024)
}
