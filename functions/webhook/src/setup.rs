use std::sync::Arc;

use aws::{Aws, AwsSettings, Parameters, Platform};
use desk::Desk;
use engine::{Bot, Engine, Probe};
use line::{Line, OpenError};
use outbox::Doorbell;
use settings::{Environment, Reader, SettingsError, UpdatesMode, WebhookSettings};
use store::Table;

use crate::Webhook;
use crate::checks::Checks;
use crate::secret::WebhookSecret;
use crate::way_out::WayOut;

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
    /// When the line to the Bot API cannot be opened.
    pub fn of_desk(
        configuration: &Configuration,
        platform: Platform,
        probe: Arc<dyn Probe>,
    ) -> Result<Self, OpenError> {
        let settings = &configuration.webhook;
        let desk = Desk::new(
            settings.superadmins.clone(),
            settings.business_timezone.clone(),
        );
        let username = settings.bot_username.as_ref();
        let desk = desk.with_username(username.map(|name| name.as_str().to_owned()));
        Self::with_bot(desk, configuration, platform, probe)
    }
}

impl<B: Bot> Webhook<B> {
    fn with_bot(
        bot: B,
        configuration: &Configuration,
        platform: Platform,
        probe: Arc<dyn Probe>,
    ) -> Result<Self, OpenError> {
        let Platform {
            clock,
            entropy,
            http,
        } = platform;
        let settings = &configuration.webhook;
        let aws = Aws::new(&configuration.aws, http, clock.clone());
        let parameters = Arc::new(Parameters::new(aws.ssm(), clock.clone()));
        let (url, roots, token) = (
            &settings.telegram_api_url,
            settings.tls_roots,
            settings.bot_token.clone(),
        );
        let line = Line::open(url, roots, token, Arc::clone(&parameters), clock.clone())?;
        let doorbell = |url| Doorbell::new(aws.sqs(), url, clock.clone());
        let notices = settings.notices_queue_url.clone().map(doorbell);
        let bulk = settings.bulk_queue_url.clone().map(doorbell);
        let watching = settings.updates_mode != UpdatesMode::Disabled;
        let checks = Checks {
            environment: settings.environment,
            watching,
            line: settings.bot_token.is_some().then(|| line.clone()),
            notices: notices.clone(),
            started: clock.monotonic(),
        };
        let table_name = settings.table_name.as_str();
        let engine = Engine {
            bot,
            table: Table::new(aws.dynamodb(), table_name, clock.clone(), entropy.clone()),
            hand_off: Arc::new(WayOut {
                line,
                doorbell: notices,
                bulk,
            }),
            clock,
            entropy,
            probe,
            username: settings
                .bot_username
                .as_ref()
                .map(|name| name.as_str().to_owned()),
        };
        let secret = WebhookSecret::new(settings.webhook_secret.clone(), parameters);
        Ok(Self::new(engine, secret, watching, checks))
    }
}
