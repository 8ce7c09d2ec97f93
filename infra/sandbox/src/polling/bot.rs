use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector, Parameters};
use clock::SharedClock;
use line::Line;
use poller::PollError;
use settings::{ApiUrl, BotToken, Environment, Reader, SettingsError, Source, TlsRoots};
use telegram::Account;

use crate::StartError;
use crate::stand_ins::Variables;

/// The variable that makes the sandbox poll.
const TOKEN: &str = "TELEGRAM_BOT_TOKEN_DEV";

/// How long Telegram may take to say who the bot is.
const LIMIT: Duration = Duration::from_secs(10);

/// A bot that Telegram knows.
#[derive(Clone, Debug)]
pub struct RealBot {
    token: BotToken,
    api_url: ApiUrl,
    tls_roots: TlsRoots,
}

impl RealBot {
    /// The bot of `TELEGRAM_BOT_TOKEN_DEV`, if that is set.
    ///
    /// # Errors
    /// When it is no token, or a variable that goes with it is wrong.
    pub fn from_environment(environment: &Environment) -> Result<Option<Self>, SettingsError> {
        let mut reader = Reader::new(environment);
        let token = reader.optional(TOKEN, str::parse);
        let api_url = reader.optional("TELEGRAM_API_URL", str::parse);
        let tls_roots = reader.optional("TLS_ROOTS", str::parse);
        let bot = || {
            let (api_url, tls_roots) = (api_url?, tls_roots?);
            Ok(token?.map(|token| Self {
                token,
                api_url: api_url.unwrap_or_default(),
                tls_roots: tls_roots.unwrap_or_default(),
            }))
        };
        match environment.get(TOKEN) {
            Some(_) => reader.finish(bot()),
            None => Ok(None),
        }
    }

    /// A line to it, and who it is.
    pub(super) async fn call(&self, clock: &SharedClock) -> Result<(Line, Account), StartError> {
        let line = self.line(clock)?;
        let account = line
            .me(LIMIT)
            .await
            .map_err(|error| match PollError::lasting(error) {
                Ok(lasting) => StartError::Polling(lasting),
                Err(passing) => StartError::Unreachable(passing),
            })?;
        Ok((line, account))
    }

    /// Parameters are not used: the token is at hand.
    fn line(&self, clock: &SharedClock) -> Result<Line, StartError> {
        let settings =
            AwsSettings::from_environment(&Environment::from([("AWS_REGION", "local")]))?;
        let connector = Connector::new(TlsRoots::Builtin, clock.clone());
        let connector = connector.map_err(StartError::function)?;
        let aws = Aws::new(&settings, connector.shared(), clock.clone());
        let parameters = Arc::new(Parameters::new(aws.ssm(), clock.clone()));
        let token = Some(Source::Value(self.token.clone()));
        let line = Line::open(
            &self.api_url,
            self.tls_roots,
            token,
            parameters,
            clock.clone(),
        );
        line.map_err(StartError::function)
    }

    /// What the functions have to know of it.
    pub(super) fn variables(&self, username: &str) -> Variables {
        let roots = match self.tls_roots {
            TlsRoots::Builtin => "builtin",
            TlsRoots::System => "system",
        };
        vec![
            (TOKEN, self.token.expose().to_owned()),
            ("TELEGRAM_API_URL", self.api_url.as_str().to_owned()),
            ("TELEGRAM_BOT_USERNAME", username.to_owned()),
            ("TELEGRAM_UPDATES_MODE", "polling".to_owned()),
            ("TLS_ROOTS", roots.to_owned()),
        ]
    }
}
