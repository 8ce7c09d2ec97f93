//! `botctl poll`

use std::fmt;
use std::future::pending;
use std::io::Write as _;
use std::net::Ipv4Addr;
use std::sync::Arc;

use aws::{Aws, Connector, Parameters, Platform};
use clap::Args;
use clock::{SharedClock, SystemClock};
use desk::Desk;
use engine::Unobserved;
use line::Line;
use metrics_page::Metrics;
use polling::{Parting, Polling, StopSignal, this_process};
use serde_json::{Value, json};
use settings::{Environment, UpdatesMode};
use telemetry::Filter;
use tokio::net::TcpListener;
use tracing_subscriber::layer::SubscriberExt as _;
use webhook::{Configuration, Webhook};

use crate::bot::Bot;
use crate::failure::Failure;
use crate::report::{Ended, Report};
use crate::storage::Place;

/// Where the secret of a webhook may stand, which nothing here needs.
const SECRETS: [&str; 3] = [
    "TELEGRAM_WEBHOOK_SECRET",
    "TELEGRAM_WEBHOOK_SECRET_SHA256",
    "TELEGRAM_WEBHOOK_SECRET_PARAMETER",
];

/// What is said when somebody wants the poller to end.
const PARTING: Parting = Parting {
    first: "The batch in hand is finished. Ctrl-C once more ends the process at once.",
    second: "Ended at once. The lock expires by itself, after 75 s; what was in hand is handled by the next poller.",
};

#[derive(Args, Debug)]
pub(crate) struct Poll {
    /// Let Telegram forget every update that waits now, before the first one is handled
    #[arg(long)]
    drop_pending: bool,
    /// Show the metrics for Prometheus at <http://127.0.0.1:PORT/metrics>; 0 for nowhere
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    metrics_port: u16,
}

/// What was done until the stop.
#[derive(Debug)]
pub(crate) struct Polled {
    username: String,
    updates: u64,
}

impl Poll {
    /// Runs until SIGTERM or Ctrl-C.
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        let configuration = configuration(environment)?;
        let mut signal = StopSignal::listen(&PARTING).map_err(Failure::Process)?;
        let clock: SharedClock = Arc::new(SystemClock::new());
        let metrics = Metrics::new(clock.clone());
        log_to_stderr(&configuration, &clock, &metrics);
        self.show(metrics).await?;
        let username = Bot::of(environment).await?.username().await?;
        let polling = begin(&configuration, &clock).await?;
        if self.drop_pending
            && let Err(error) = polling.drop_pending().await
        {
            polling.give_up().await;
            return Err(Failure::not_dropped(error));
        }
        say(&format!(
            "Polling the updates of @{username}. Ctrl-C stops it."
        ));
        let updates = polling.run(signal.received()).await;
        let updates = updates.map_err(Failure::of_polling)?;
        Ok(Box::new(Polled { username, updates }))
    }

    /// Serves the metrics for as long as the process runs, where they are wanted.
    async fn show(&self, metrics: Metrics) -> Result<(), Failure> {
        let port = self.metrics_port;
        if port == 0 {
            return Ok(());
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let listener = listener.map_err(|source| Failure::Port { port, source })?;
        tokio::spawn(async {
            if let Err(error) = metrics_page::serve(listener, metrics, pending()).await {
                tracing::error!(%error, "the metrics are not shown any more");
            }
        });
        Ok(())
    }
}

/// The settings of the HTTP function, whose handler this runs.
fn configuration(environment: &Environment) -> Result<Configuration, Failure> {
    let has_secret = SECRETS.iter().any(|name| environment.get(name).is_some());
    let environment = match has_secret {
        true => environment.clone(),
        false => environment.with(SECRETS[0], "nobody-presents-one"),
    };
    let configuration = Configuration::from_environment(&environment)?;
    match configuration.webhook.updates_mode {
        UpdatesMode::Disabled => Err(Failure::UpdatesDisabled),
        UpdatesMode::Polling | UpdatesMode::Webhook => Ok(configuration),
    }
}

/// Takes the lock.
async fn begin(
    configuration: &Configuration,
    clock: &SharedClock,
) -> Result<Polling<Desk>, Failure> {
    let settings = &configuration.webhook;
    let connector = Connector::new(settings.tls_roots, clock.clone())?;
    let platform = Platform::real(&connector, clock.clone());
    let ssm = Aws::new(&configuration.aws, connector.shared(), clock.clone()).ssm();
    let (url, token) = (&settings.telegram_api_url, settings.bot_token.clone());
    let parameters = Arc::new(Parameters::new(ssm, clock.clone()));
    let line = Line::open(url, settings.tls_roots, token, parameters, clock.clone())?;
    let webhook = Webhook::of_desk(configuration, platform, Arc::new(Unobserved))?;
    let process = this_process(settings.environment.as_str());
    let place = || Place::of(&configuration.aws, &settings.table_name);
    let begun = Polling::begin(webhook, line, process).await;
    begun.map_err(|error| Failure::of_taking(error, place()))
}

fn log_to_stderr(configuration: &Configuration, clock: &SharedClock, metrics: &Metrics) {
    let filter = Filter::parse(configuration.webhook.log_filter.as_deref());
    let lines = telemetry::subscriber(clock.clone(), filter, std::io::stderr());
    let both = lines.with(metrics.layer());
    tracing::subscriber::set_global_default(both).expect("nobody else has set one");
}

/// Whoever reads our output may have gone: then nothing is printed.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

impl Report for Polled {
    fn to_json(&self) -> Value {
        json!({"bot": self.username, "updates": self.updates})
    }
}

impl fmt::Display for Polled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { username, updates } = self;
        write!(
            f,
            "Stopped polling @{username}; the lock is free. Updates taken: {updates}."
        )
    }
}
