use std::sync::Arc;

use aws::{Aws, AwsSettings, Connector, Parameters, RootsError, SharedHttpClient, tls_config};
use clock::{OsEntropy, SharedClock, SharedEntropy};
use desk::Desk;
use engine::{Bot, Engine, Probe, Unobserved};
use line::Line;
use outbox::Doorbell;
use settings::{Environment, Reader, SettingsError, TlsRoots, UpdatesMode, WebhookSettings};
use store::Table;
use telegram::{BotApi, InvalidBaseUrl, Tls};

use crate::Webhook;
use crate::secret::WebhookSecret;
use crate::way_out::WayOut;

/// What comes into the process from outside.
#[derive(Clone, Debug)]
pub struct Platform {
    /// Time.
    pub clock: SharedClock,
    /// Randomness.
    pub entropy: SharedEntropy,
    /// The way to AWS.
    pub http: SharedHttpClient,
    /// Who hears which steps an update reaches.
    pub probe: Arc<dyn Probe>,
}

/// Why the function does not start.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// Variables of the environment are missing or wrong; the message names each one.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The system's certificate authorities were asked for and cannot be read.
    #[error(transparent)]
    Roots(#[from] RootsError),
    /// `TELEGRAM_API_URL` is no base URL.
    #[error("TELEGRAM_API_URL: {0}")]
    BotApi(#[from] InvalidBaseUrl),
}

impl Platform {
    /// The machine's own, with the small connector to AWS.
    #[must_use]
    pub fn real(connector: &Connector, clock: SharedClock) -> Self {
        let entropy = Arc::new(OsEntropy::new());
        Self {
            clock,
            entropy,
            http: connector.shared(),
            probe: Arc::new(Unobserved),
        }
    }
}

/// Every setting of the function.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// Our own.
    pub webhook: WebhookSettings,
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
        let webhook = WebhookSettings::read(&mut reader, environment);
        let aws = AwsSettings::read(&mut reader, environment);
        let both = webhook.and_then(|webhook| Ok(Self { webhook, aws: aws? }));
        reader.finish(both)
    }
}

impl Webhook<Desk> {
    /// Builds the function's clients; makes no request.
    ///
    /// # Errors
    /// When `TELEGRAM_API_URL` is no base URL.
    pub fn of_desk(configuration: &Configuration, platform: Platform) -> Result<Self, SetupError> {
        let desk = Desk::new(configuration.webhook.superadmins.clone());
        Self::with_bot(desk, configuration, platform)
    }
}

impl<B: Bot> Webhook<B> {
    /// The same with another business on the engine.
    ///
    /// # Errors
    /// As [`Webhook::of_desk`].
    pub fn with_bot(
        bot: B,
        configuration: &Configuration,
        platform: Platform,
    ) -> Result<Self, SetupError> {
        let Platform {
            clock,
            entropy,
            http,
            probe,
        } = platform;
        let settings = &configuration.webhook;
        let aws = Aws::new(&configuration.aws, http, clock.clone());
        let parameters = Arc::new(Parameters::new(aws.ssm()));
        let tls = match settings.tls_roots {
            TlsRoots::Builtin => Tls::BuiltIn,
            TlsRoots::System => Tls::Preconfigured(Arc::new(tls_config(TlsRoots::System)?)),
        };
        let api = BotApi::new(settings.telegram_api_url.as_str(), tls, clock.clone())?;
        let line = Line::new(api, settings.bot_token.clone(), Arc::clone(&parameters));
        let queue = settings.notices_queue_url.clone();
        let doorbell = queue.map(|url| Doorbell::new(aws.sqs(), url, clock.clone()));
        let table_name = settings.table_name.as_str();
        let engine = Engine {
            bot,
            table: Table::new(aws.dynamodb(), table_name, clock.clone(), entropy.clone()),
            clock,
            entropy,
            hand_off: Arc::new(WayOut { line, doorbell }),
            probe,
            username: settings
                .bot_username
                .as_ref()
                .map(|name| name.as_str().to_owned()),
        };
        let secret = WebhookSecret::new(settings.webhook_secret.clone(), parameters);
        Ok(Self::new(
            engine,
            secret,
            settings.updates_mode != UpdatesMode::Disabled,
        ))
    }
}
