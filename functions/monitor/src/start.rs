use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector, Parameters, Platform};
use bootstrap::WarmUp;
use clock::{Clock as _, SystemClock};
use courier::Courier;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;
use settings::{Environment, MonitorSettings, Reader, SettingsError};
use telemetry::Filter;

use crate::dead_letters::DeadLetters;
use crate::{Monitor, Pulse};

/// What one run gets when the invocation's own deadline makes no sense.
const USUAL: Duration = Duration::from_secs(50);

/// Every setting of the function.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// Our own.
    pub monitor: MonitorSettings,
    /// AWS's.
    pub aws: AwsSettings,
}

impl Configuration {
    /// Reads and checks all of the settings.
    ///
    /// # Errors
    /// One message that names every variable that is missing or wrong.
    pub fn from_environment(environment: &Environment) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(environment);
        let monitor = MonitorSettings::read(&mut reader, environment);
        let aws = AwsSettings::read(&mut reader, environment);
        let both = monitor.and_then(|monitor| Ok(Self { monitor, aws: aws? }));
        reader.finish(both)
    }
}

impl Monitor {
    /// Builds the function's clients; makes no request. `host` says where it runs.
    ///
    /// # Errors
    /// When a certificate store or an address cannot be used.
    pub fn of(
        configuration: &Configuration,
        platform: Platform,
        host: String,
    ) -> Result<Self, Error> {
        let Configuration { monitor, aws } = configuration;
        let clients = Aws::new(aws, platform.http.clone(), platform.clock.clone());
        let parameters = Parameters::new(clients.ssm(), platform.clock.clone());
        let pulse = Pulse::new(monitor, Arc::new(parameters), host)?;
        let urls = monitor.dead_letter_queue_urls.clone();
        let dead_letters = DeadLetters::new(clients.sqs(), urls, platform.clock.clone());
        let courier = Courier::new(&monitor.outgoing, aws, platform, desk::chosen_language)?;
        let mode = monitor.outgoing.updates_mode;
        Ok(Self::new(courier, pulse, dead_letters, mode))
    }

    /// An invocation, whatever its event says: one run.
    ///
    /// # Errors
    /// A [`Trouble`](crate::Trouble), so that Lambda counts the invocation as failed and the alarm on errors hears of
    /// it. It is not repeated: the template sets `MaximumRetryAttempts` to 0.
    pub async fn handle(&self, event: LambdaEvent<Value>) -> Result<(), Error> {
        let clock = &*self.courier.clock;
        let deadline = bootstrap::deadline(event.context.deadline, USUAL, clock);
        self.run(deadline).await.map_err(Error::from)
    }
}

/// Builds the clients and runs the function until Lambda ends it; a wrong setting ends it at
/// once, with one message on standard error.
pub fn main(environment: &Environment) -> ExitCode {
    bootstrap::run(run(environment))
}

async fn run(environment: &Environment) -> Result<(), Error> {
    let clock = Arc::new(SystemClock::new());
    let began = clock.monotonic();
    let configuration = Configuration::from_environment(environment)?;
    let outgoing = &configuration.monitor.outgoing;
    telemetry::install(
        clock.clone(),
        Filter::parse(outgoing.log_filter.as_deref()),
        outgoing.environment.metrics_namespace(),
    );
    let mut start = WarmUp::since(began, outgoing.warm_up_budget, clock.clone());
    start.done("settings");
    let connector = Connector::new(outgoing.tls_roots, clock.clone())?;
    let host = environment
        .get("AWS_LAMBDA_LOG_STREAM_NAME")
        .unwrap_or("monitor")
        .to_owned();
    let monitor = Monitor::of(
        &configuration,
        Platform::real(&connector, clock.clone()),
        host,
    )?;
    // No texts: most runs say nothing to anybody.
    start.done("clients");
    start.finish();
    let monitor = &monitor;
    lambda_runtime::run(service_fn(|event| monitor.handle(event))).await
}
