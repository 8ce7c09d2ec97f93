use std::convert::Infallible;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use aws::{Connector, Platform};
use clock::SystemClock;
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
    let configuration = Configuration::from_environment(environment)?;
    let clock = Arc::new(SystemClock::new());
    telemetry::install(
        clock.clone(),
        Filter::parse(configuration.webhook.log_filter.as_deref()),
        configuration.webhook.environment.metrics_namespace(),
    );
    let connector = Connector::new(configuration.webhook.tls_roots, clock.clone())?;
    let webhook = Webhook::of_desk(&configuration, Platform::real(&connector, clock), probe)?;
    let table = configuration.aws.dynamodb_url();
    tokio::spawn(async move { connector.open(&table, OPENING).await });
    let webhook = &webhook;
    let service =
        service_fn(|event| async move { Ok::<_, Infallible>(on_lambda(webhook, event).await) });
    lambda_http::run(service).await
}
