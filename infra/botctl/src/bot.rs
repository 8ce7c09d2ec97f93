//! The bot: its token, and calls of the Bot API.

use std::sync::Arc;
use std::time::Duration;

use aws::{AwsSettings, tls_config};
use clock::{SharedClock, SystemClock};
use secrecy::{ExposeSecret as _, SecretString};
use settings::{
    ApiUrl, BotToken, Environment, Reader, SettingsError, Source, Stage, TlsRoots, TokenSetting,
    production_bot,
};
use telegram::{
    Account, ApiError, BotApi, Call, CommandScope, Idempotent, LanguageCode, MenuCommand, Pending,
    Tls, Webhook, WebhookInfo,
};

use crate::failure::Failure;
use crate::secrets::{self, SecretError};

/// How long one call may take.
const LIMIT: Duration = Duration::from_secs(20);

/// The bot of this environment. Whatever goes wrong is said with its mend.
#[derive(Debug)]
pub(crate) struct Bot {
    api: BotApi,
    token: SecretString,
    url: ApiUrl,
    variable: &'static str,
}

impl Bot {
    /// Reads the settings and fetches the token where it is a parameter; calls nobody else.
    pub(crate) async fn of(environment: &Environment) -> Result<Self, Failure> {
        let settings = BotSettings::read(environment)?;
        let clock: SharedClock = Arc::new(SystemClock::new());
        let token = settings.token(&clock).await?;
        settings.check_stage(&token)?;
        let tls = match settings.tls_roots {
            TlsRoots::Builtin => Tls::BuiltIn,
            TlsRoots::System => Tls::Preconfigured(Arc::new(tls_config(TlsRoots::System)?)),
        };
        let api = BotApi::new(settings.api_url.as_str(), tls, clock);
        Ok(Self {
            api: api.expect("the settings take http and https URLs only"),
            token: token.expose().into(),
            url: settings.api_url,
            variable: settings.token.variable,
        })
    }

    /// Its name in addresses, without the `@`.
    pub(crate) async fn username(&self) -> Result<String, Failure> {
        let me = self.api.me(&self.token, LIMIT).await;
        Ok(me.map_err(|error| self.failure(error))?.username)
    }

    /// The menu that is set for everybody whose app speaks this language.
    pub(crate) async fn commands(
        &self,
        language: Option<LanguageCode>,
    ) -> Result<Vec<MenuCommand>, Failure> {
        let scope = CommandScope::Default;
        let menu = self.api.commands(&self.token, scope, language, LIMIT).await;
        menu.map_err(|error| self.failure(error))
    }

    pub(crate) async fn perform(&self, call: &Idempotent) -> Result<(), Failure> {
        let performed = self.api.perform(&self.token, call, LIMIT).await;
        performed.map_err(|error| self.failure(error))
    }

    /// Where Telegram brings updates.
    pub(crate) async fn webhook_info(&self) -> Result<WebhookInfo, Failure> {
        let info = self.api.webhook_info(&self.token, LIMIT).await;
        info.map_err(|error| self.failure(error))
    }

    pub(crate) async fn set_webhook(&self, webhook: &Webhook) -> Result<(), Failure> {
        let set = self.api.set_webhook(&self.token, webhook, LIMIT).await;
        set.map_err(|error| self.failure(error))
    }

    pub(crate) async fn delete_webhook(&self, pending: Pending) -> Result<(), Failure> {
        let deleted = self.api.delete_webhook(&self.token, pending, LIMIT).await;
        deleted.map_err(|error| self.failure(error))
    }

    /// Sends the reply to an update that was not delivered, once.
    pub(crate) async fn reply(&self, reply: &Call) -> Result<(), ApiError> {
        self.api.reply(&self.token, reply, LIMIT).await
    }

    /// Who the bot is.
    pub(crate) async fn me(&self) -> Result<Account, Failure> {
        let me = self.api.me(&self.token, LIMIT).await;
        me.map_err(|error| self.failure(error))
    }

    fn failure(&self, error: ApiError) -> Failure {
        let url = self.url.as_str().to_owned();
        match error {
            ApiError::Refused {
                code: 401 | 404, ..
            } => Failure::UnknownToken {
                url,
                variable: self.variable,
            },
            ApiError::Refused {
                code: 429,
                retry_after,
                ..
            } => Failure::Flooded(retry_after.unwrap_or(1)),
            ApiError::NotSent => Failure::NoBotApi(url),
            error
            @ (ApiError::Refused { .. } | ApiError::Unknown | ApiError::Unreadable { .. }) => {
                Failure::BotApi(error)
            }
        }
    }
}

struct BotSettings {
    stage: Stage,
    token: TokenSetting,
    /// The id of the production bot, where it is known.
    production: Option<i64>,
    api_url: ApiUrl,
    tls_roots: TlsRoots,
    /// Needed for a token that is a parameter alone.
    aws: Option<AwsSettings>,
}

impl BotSettings {
    fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(environment);
        let stage = reader.optional("ENVIRONMENT", str::parse);
        let stage = stage.map(Option::unwrap_or_default);
        let token = TokenSetting::read(&mut reader, stage.ok());
        let api_url = reader.optional("TELEGRAM_API_URL", str::parse);
        let tls_roots = reader.optional("TLS_ROOTS", str::parse);
        let source = token.as_ref().map(|token| &token.source);
        let aws = match source {
            Ok(Source::Parameter(_)) => AwsSettings::read(&mut reader, environment).map(Some),
            Ok(Source::Value(_)) | Err(_) => Ok(None),
        };
        let settings = || {
            Ok(Self {
                stage: stage?,
                token: token?,
                production: production_bot(environment),
                api_url: api_url?.unwrap_or_default(),
                tls_roots: tls_roots?.unwrap_or_default(),
                aws: aws?,
            })
        };
        reader.finish(settings())
    }

    async fn token(&self, clock: &SharedClock) -> Result<BotToken, Failure> {
        let name = match &self.token.source {
            Source::Value(token) => return Ok(token.clone()),
            Source::Parameter(name) => name,
        };
        let aws = self.aws.as_ref();
        let aws = aws.expect("it is read where the token is a parameter");
        let text = match secrets::fetch(name, aws, self.tls_roots, clock).await {
            Ok(text) => text,
            Err(SecretError::Roots(error)) => return Err(error.into()),
            Err(SecretError::Parameter(error)) => return Err(error.into()),
        };
        let token = text.expose_secret().parse();
        token.map_err(|_| Failure::NoToken(name.as_str().to_owned()))
    }

    /// In development the production bot is left alone, whichever variable its token is in.
    fn check_stage(&self, token: &BotToken) -> Result<(), Failure> {
        let is_production = self.production == Some(token.bot_id());
        if self.stage == Stage::Development && is_production {
            return Err(Failure::ProductionBot(self.token.variable));
        }
        Ok(())
    }
}
