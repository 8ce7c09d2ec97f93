use std::convert::Infallible;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use aws::{Connector, Platform};
use bootstrap::WarmUp;
use clock::{SharedClock, SystemClock};
use engine::Probe;
use lambda_http::service_fn;
use settings::Environment;
use telemetry::Filter;

use crate::{Configuration, Webhook, on_lambda};

/// Opening the connection to the table ahead of the first update may take this long.
const OPENING: Duration = Duration::from_secs(2);

/// Builds the clients and runs the function until Lambda ends it; a wrong setting ends it at
/// once, with one message on standard error.
pub fn main(environment: &Environment, probe: Arc<dyn Probe>) -> ExitCode {
    bootstrap::run(run(environment, probe))
}

async fn run(environment: &Environment, probe: Arc<dyn Probe>) -> Result<(), lambda_http::Error> {
    let clock: SharedClock = Arc::new(SystemClock::new());
    let began = clock.monotonic();
    let configuration = Configuration::from_environment(environment)?;
    let settings = &configuration.webhook;
    telemetry::install(
        clock.clone(),
        Filter::parse(settings.log_filter.as_deref()),
        settings.environment.metrics_namespace(),
    );
    let mut start = WarmUp::since(began, settings.warm_up_budget, clock.clone());
    start.done("settings");
    let connector = Connector::new(settings.tls_roots, clock.clone())?;
    let webhook = Webhook::of_desk(&configuration, Platform::real(&connector, clock), probe)?;
    start.done("clients");
    start.finish();
    let table = configuration.aws.dynamodb_url();
    tokio::spawn(async move { connector.open(&table, OPENING).await });
    let webhook = &webhook;
    let service =
        service_fn(|event| async move { Ok::<_, Infallible>(on_lambda(webhook, event).await) });
    lambda_http::run(service).await
}
