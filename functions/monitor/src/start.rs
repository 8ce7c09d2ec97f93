use std::convert::Infallible;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector, Parameters, Platform};
use clock::{Clock, Deadline, SystemClock};
use courier::Courier;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use settings::{Environment, MonitorSettings, Reader, SettingsError, UpdatesMode};
use telemetry::Filter;

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
        let ssm = Aws::new(aws, platform.http.clone(), platform.clock.clone()).ssm();
        let pulse = Pulse::new(monitor, Arc::new(Parameters::new(ssm)), host)?;
        let courier = Courier::new(&monitor.outgoing, aws, platform, desk::chosen_language)?;
        Ok(Self::new(
            courier,
            pulse,
            monitor.outgoing.updates_mode != UpdatesMode::Disabled,
        ))
    }
}

/// Builds the clients and runs the function until Lambda ends it; a wrong setting ends it at
/// once, with one message on standard error.
pub fn main(environment: &Environment) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    match runtime
        .map_err(Error::from)
        .and_then(|runtime| runtime.block_on(run(environment)))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(environment: &Environment) -> Result<(), Error> {
    let configuration = Configuration::from_environment(environment)?;
    let outgoing = &configuration.monitor.outgoing;
    let clock = Arc::new(SystemClock::new());
    telemetry::install(clock.clone(), Filter::parse(outgoing.log_filter.as_deref()));
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
    let (monitor, clock) = (&monitor, &*clock);
    let service = service_fn(|event: LambdaEvent<serde_json::Value>| async move {
        monitor.run(deadline(event.context.deadline, clock)).await;
        Ok::<_, Infallible>(())
    });
    lambda_runtime::run(service).await
}

fn deadline(deadline_ms: u64, clock: &dyn Clock) -> Deadline {
    let now_ms = u64::try_from(clock.now().as_millisecond()).unwrap_or_default();
    let left = Duration::from_millis(deadline_ms.saturating_sub(now_ms));
    Deadline::after(if left.is_zero() { USUAL } else { left }, clock)
}
