//! The stand-ins alone, on fixed ports, for functions that run elsewhere: under `cargo lambda
//! watch`, which emulates Function URLs and the Lambda Invoke API.

mod callers;
mod environment;
mod overview;
mod presence;

use std::sync::Arc;

use aws::{Aws, Connector};
use aws_sdk_dynamodb::Client;
use axum::Router;
use clock::SharedClock;
use lambda_client::{Endpoint, LambdaClient};
use serde_json::json;
use settings::{Environment, TlsRoots};
use telegram_server::Telegram;

use crate::acting::{Interface, Patience, People};
use crate::loopback;
use crate::sandbox::{BOSS, own_variables};
use crate::stand_ins::{self, Cloud, Ports, TelegramSide, WEBHOOK_SECRET};
use crate::{Options, StartError};

use callers::Callers;
pub use environment::FunctionEnvironment;

/// The name of the HTTP function's binary, and its path for Telegram's updates.
const WEBHOOK: (&str, &str) = ("webhook", "/telegram");

/// What stands in for AWS and Telegram, until it is stopped or dropped.
#[derive(Debug)]
pub struct Stack {
    clock: SharedClock,
    endpoint: Endpoint,
    environment: FunctionEnvironment,
    interface: Interface,
    callers: Callers,
    telegram: TelegramSide,
    cloud: Cloud,
}

impl Stack {
    /// Starts the stand-ins on the port of the options and the three that follow it, or on any
    /// ports where that is 0, for functions at `endpoint`, which need not be there yet.
    ///
    /// When this returns, the page and the control interface can be used, and the superadmins have
    /// written /start, which waits for the functions like everything else.
    ///
    /// # Errors
    /// A sentence that says what to do about it.
    pub async fn start(options: Options, endpoint: Endpoint) -> Result<Self, StartError> {
        let clock = options.clock;
        let ports = Ports::in_a_row(options.port)?;
        // First, so that a second sandbox touches nothing of the first one's.
        let interface = loopback::listen(ports.control).await?;
        let cloud = Cloud::start_at(ports, options.place, &clock).await?;
        let telegram = TelegramSide::start_at(ports.telegram, cloud.place(), &clock).await?;
        let webhook_url = endpoint.function_url(WEBHOOK.0, WEBHOOK.1);
        let mut variables = [cloud.variables(), telegram.variables()].concat();
        let superadmins = options.superadmins.unwrap_or_else(|| BOSS.to_owned());
        variables.extend(own_variables(&webhook_url, superadmins, options.timezone));
        variables.push(("TELEGRAM_WEBHOOK_SECRET", WEBHOOK_SECRET.to_owned()));
        let settings =
            webhook::Configuration::from_environment(&Environment::from_iter(variables.clone()))?;
        let dynamodb = dynamodb(&settings, &clock)?;
        cloud.make_table(&dynamodb).await?;
        let introduced = telegram.introduce(&webhook_url);
        introduced.map_err(|_| StartError::NotLoopback(endpoint.clone()))?;
        let people = People::new(telegram.telegram(), clock.clone());
        let settled = people.settle_in(&settings.webhook.superadmins, Patience::GoesOn);
        settled.await.map_err(StartError::superadmin)?;
        let lambda = LambdaClient::new(endpoint.clone(), clock.clone());
        let bot_api = telegram.telegram();
        let arrived = move || introduce_anew(&bot_api, &webhook_url);
        let callers = Callers::start(lambda, cloud.queues(), arrived, &clock).await;
        Ok(Self {
            clock,
            endpoint,
            environment: FunctionEnvironment::of(variables, &settings.webhook.superadmins),
            interface: Interface::start(interface, people, dynamodb, Router::new())?,
            callers,
            telegram,
            cloud,
        })
    }

    /// The port of the page and of the control interface.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.interface.port()
    }

    /// The Telegram that people and the bot meet in.
    #[must_use]
    pub fn telegram(&self) -> Arc<Telegram> {
        self.telegram.telegram()
    }

    /// The environment of the functions.
    #[must_use]
    pub fn environment(&self) -> &FunctionEnvironment {
        &self.environment
    }

    /// Stops in the order in which things lean on each other. A function that is at work loses its
    /// table and its Telegram, as in an outage.
    pub async fn stop(self) {
        self.interface.stop(&*self.clock).await;
        self.callers.stop().await;
        self.telegram.stop().await;
        self.cloud.stop(&*self.clock).await;
    }
}

/// The stack's own way to the table.
fn dynamodb(settings: &webhook::Configuration, clock: &SharedClock) -> Result<Client, StartError> {
    let connector = Connector::new(TlsRoots::Builtin, clock.clone());
    let connector = connector.map_err(StartError::function)?;
    Ok(Aws::new(&settings.aws, connector.shared(), clock.clone()).dynamodb())
}

/// Sets the webhook anew: Telegram forgets the delays that it has drawn while nobody answered.
fn introduce_anew(telegram: &Telegram, webhook_url: &str) {
    let removed = telegram.call("deleteWebhook", json!({}));
    let set = removed.and_then(|_| stand_ins::set_webhook(telegram, webhook_url));
    if let Err(error) = set {
        tracing::error!(%error, "the webhook could not be set");
    }
}
