use std::convert::Infallible;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use aws::{AwsSettings, Connector, Platform};
use bootstrap::WarmUp;
use clock::{Clock as _, SystemClock};
use courier::Courier;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use settings::{Environment, OutgoingSettings, Reader, SettingsError};
use telemetry::Filter;

use crate::{Notifier, QueueEvent};

/// What one batch gets when the invocation's own deadline makes no sense.
const USUAL: Duration = Duration::from_secs(25);

/// Every setting of the function.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// Our own.
    pub outgoing: OutgoingSettings,
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
        let outgoing = OutgoingSettings::read(&mut reader, environment);
        let aws = AwsSettings::read(&mut reader, environment);
        let both = outgoing.and_then(|outgoing| {
            Ok(Self {
                outgoing,
                aws: aws?,
            })
        });
        reader.finish(both)
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
    let settings = &configuration.outgoing;
    telemetry::install(
        clock.clone(),
        Filter::parse(settings.log_filter.as_deref()),
        settings.environment.metrics_namespace(),
    );
    let mut start = WarmUp::since(began, settings.warm_up_budget, clock.clone());
    start.done("settings");
    let connector = Connector::new(settings.tls_roots, clock.clone())?;
    let platform = Platform::real(&connector, clock.clone());
    let courier = Courier::new(
        settings,
        &configuration.aws,
        platform,
        desk::chosen_language,
    )?;
    start.done("clients");
    start.finish();
    let (notifier, clock) = (&Notifier::new(courier), &*clock);
    let service = service_fn(|event: LambdaEvent<QueueEvent>| async move {
        let deadline = bootstrap::deadline(event.context.deadline, USUAL, clock);
        Ok::<_, Infallible>(notifier.handle(event.payload, deadline).await)
    });
    lambda_runtime::run(service).await
}
