use std::time::Duration;

use diary::Zone;

use crate::budget::warm_up_budget;
use crate::names::zone;
use crate::secret::webhook_secret;
use crate::token::bot_token;
use crate::url::web_address;
use crate::user_ids::user_ids;
use crate::{
    ApiUrl, BotToken, BotUsername, Environment, Reader, Reported, SecretDigest, SettingsError,
    Source, Stage, TableName, TlsRoots, UpdatesMode,
};

/// What the HTTP function has to know before it can start.
#[derive(Clone, Debug)]
pub struct WebhookSettings {
    /// `TABLE_NAME`.
    pub table_name: TableName,
    /// `ENVIRONMENT`.
    pub environment: Stage,
    /// `TELEGRAM_UPDATES_MODE`.
    pub updates_mode: UpdatesMode,
    /// `TELEGRAM_WEBHOOK_SECRET`, or `_SHA256`, or `_PARAMETER`. The text of the parameter goes
    /// through [`SecretDigest::of_secret_text`].
    pub webhook_secret: Source<SecretDigest>,
    /// `TELEGRAM_BOT_TOKEN…`, the one that takes precedence; `None` only in
    /// [`UpdatesMode::Disabled`]. The text of a parameter is parsed as a [`BotToken`].
    pub bot_token: Option<Source<BotToken>>,
    /// `TELEGRAM_API_URL`.
    pub telegram_api_url: ApiUrl,
    /// `TELEGRAM_BOT_USERNAME`.
    pub bot_username: Option<BotUsername>,
    /// `SUPERADMIN_IDS`: Telegram user ids, each once; empty where unset.
    pub superadmins: Vec<i64>,
    /// `BUSINESS_TIMEZONE`; UTC where unset.
    pub business_timezone: Zone,
    /// `TLS_ROOTS`.
    pub tls_roots: TlsRoots,
    /// `NOTICES_QUEUE_URL`: an `http` or `https` URL, as SQS gives it.
    pub notices_queue_url: Option<String>,
    /// `BULK_QUEUE_URL`: the same of broadcasts.
    pub bulk_queue_url: Option<String>,
    /// `RUST_LOG`, unread: a filter that cannot be read is no reason not to start.
    pub log_filter: Option<String>,
    /// `WARMUP_BUDGET_MS`.
    pub warm_up_budget: Duration,
}

impl WebhookSettings {
    /// Reads and checks all of the settings.
    ///
    /// # Errors
    /// When any variable is missing or malformed; the message names every one.
    pub fn from_environment(environment: &Environment) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(environment);
        let settings = Self::read(&mut reader, environment);
        reader.finish(settings)
    }

    /// The same, for a start that reads other settings with the same reader.
    ///
    /// # Errors
    /// When something was wrong, which was reported to `reader`.
    pub fn read(reader: &mut Reader<'_>, environment: &Environment) -> Result<Self, Reported> {
        let table_name = reader.required("TABLE_NAME", TableName::MEND, str::parse);
        let stage = reader
            .optional("ENVIRONMENT", str::parse)
            .map(Option::unwrap_or_default);
        let updates_mode = reader
            .optional("TELEGRAM_UPDATES_MODE", str::parse)
            .map(Option::unwrap_or_default);
        let webhook_secret = webhook_secret(reader);
        let bot_token = bot_token(reader, stage.ok(), updates_mode.ok());
        let telegram_api_url = reader.optional("TELEGRAM_API_URL", str::parse);
        let bot_username = reader.optional("TELEGRAM_BOT_USERNAME", str::parse);
        let superadmins = reader.optional("SUPERADMIN_IDS", user_ids);
        let business_timezone = reader.optional("BUSINESS_TIMEZONE", zone);
        let tls_roots = reader.optional("TLS_ROOTS", str::parse);
        let warm_up_budget = warm_up_budget(reader);
        let notices_queue_url = reader.optional("NOTICES_QUEUE_URL", queue_url);
        let bulk_queue_url = reader.optional("BULK_QUEUE_URL", queue_url);
        Ok(Self {
            table_name: table_name?,
            environment: stage?,
            updates_mode: updates_mode?,
            webhook_secret: webhook_secret?,
            bot_token: bot_token?,
            telegram_api_url: telegram_api_url?.unwrap_or_default(),
            bot_username: bot_username?,
            superadmins: superadmins?.unwrap_or_default(),
            business_timezone: business_timezone?.unwrap_or_default(),
            tls_roots: tls_roots?.unwrap_or_default(),
            notices_queue_url: notices_queue_url?,
            bulk_queue_url: bulk_queue_url?,
            log_filter: environment.get("RUST_LOG").map(str::to_owned),
            warm_up_budget: warm_up_budget?,
        })
    }
}

/// Checks a URL that is used as it was given.
pub(crate) fn queue_url(text: &str) -> Result<String, crate::Malformed> {
    web_address(
        text,
        "set it to the queue's URL as SQS gives it, or unset it",
    )
}
