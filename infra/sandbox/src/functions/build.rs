use std::sync::Arc;

use aws::{Aws, Connector, Platform};
use aws_sdk_dynamodb::Client;
use clock::SharedClock;
use courier::Courier;
use desk::Desk;
use engine::Unobserved;
use monitor::Monitor;
use notifier::Notifier;
use settings::{Environment, TlsRoots};
use webhook::Webhook;

use crate::StartError;

/// Every function with its own settings and clients, built as on Lambda; none has made a request.
pub(crate) struct Functions {
    pub(crate) webhook: Webhook<Desk>,
    pub(crate) notifier: Notifier,
    pub(crate) monitor: Monitor,
    /// The people who have the role `superadmin`.
    pub(crate) superadmins: Vec<i64>,
    /// The sandbox's own way to the table.
    pub(crate) dynamodb: Client,
}

impl Functions {
    pub(crate) fn of(environment: &Environment, clock: &SharedClock) -> Result<Self, StartError> {
        let settings = webhook::Configuration::from_environment(environment)?;
        let connector = Connector::new(TlsRoots::Builtin, clock.clone());
        let connector = connector.map_err(StartError::function)?;
        let platform = || Platform::real(&connector, clock.clone());
        let webhook = Webhook::of_desk(&settings, platform(), Arc::new(Unobserved));
        Ok(Self {
            webhook: webhook.map_err(StartError::function)?,
            notifier: notifier(environment, platform())?,
            monitor: monitor(environment, platform())?,
            superadmins: settings.webhook.superadmins,
            dynamodb: Aws::new(&settings.aws, connector.shared(), clock.clone()).dynamodb(),
        })
    }
}

fn notifier(environment: &Environment, platform: Platform) -> Result<Notifier, StartError> {
    let notifier::Configuration { outgoing, aws } =
        notifier::Configuration::from_environment(environment)?;
    let courier = Courier::new(&outgoing, &aws, platform, desk::chosen_language);
    Ok(Notifier::new(courier.map_err(StartError::function)?))
}

fn monitor(environment: &Environment, platform: Platform) -> Result<Monitor, StartError> {
    let settings = monitor::Configuration::from_environment(environment)?;
    let monitor = Monitor::of(&settings, platform, "sandbox".to_owned());
    monitor.map_err(StartError::function)
}
