use std::time::Duration;

use crate::budget::warm_up_budget;
use crate::token::bot_token;
use crate::user_ids::user_ids;
use crate::{
    ApiUrl, BotToken, Environment, Reader, Reported, Source, Stage, TableName, TlsRoots,
    UpdatesMode,
};

/// What a function has to know that sends messages: the notifier, and the monitor.
#[derive(Clone, Debug)]
pub struct OutgoingSettings {
    /// `TABLE_NAME`.
    pub table_name: TableName,
    /// `ENVIRONMENT`.
    pub environment: Stage,
    /// `TELEGRAM_UPDATES_MODE`.
    pub updates_mode: UpdatesMode,
    /// `TELEGRAM_BOT_TOKEN…`, the one that takes precedence; `None` only in
    /// [`UpdatesMode::Disabled`].
    pub bot_token: Option<Source<BotToken>>,
    /// `TELEGRAM_API_URL`.
    pub telegram_api_url: ApiUrl,
    /// `SUPERADMIN_IDS`: Telegram user ids, each once; empty where unset.
    pub superadmins: Vec<i64>,
    /// `NOTICES_QUEUE_URL`.
    pub notices_queue_url: String,
    /// `BULK_QUEUE_URL`; without it no broadcast goes on.
    pub bulk_queue_url: Option<String>,
    /// `TLS_ROOTS`.
    pub tls_roots: TlsRoots,
    /// `RUST_LOG`, unread.
    pub log_filter: Option<String>,
    /// `WARMUP_BUDGET_MS`.
    pub warm_up_budget: Duration,
}

impl OutgoingSettings {
    /// Reads and checks the settings.
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
        let bot_token = bot_token(reader, stage.ok(), updates_mode.ok());
        let telegram_api_url = reader.optional("TELEGRAM_API_URL", str::parse);
        let superadmins = reader.optional("SUPERADMIN_IDS", user_ids);
        let queue = "set it to the URL of the FIFO queue of notices";
        let notices_queue_url =
            reader.required("NOTICES_QUEUE_URL", queue, crate::webhook::queue_url);
        let bulk_queue_url = reader.optional("BULK_QUEUE_URL", crate::webhook::queue_url);
        let tls_roots = reader.optional("TLS_ROOTS", str::parse);
        let warm_up_budget = warm_up_budget(reader);
        Ok(Self {
            table_name: table_name?,
            environment: stage?,
            updates_mode: updates_mode?,
            bot_token: bot_token?,
            telegram_api_url: telegram_api_url?.unwrap_or_default(),
            superadmins: superadmins?.unwrap_or_default(),
            notices_queue_url: notices_queue_url?,
            bulk_queue_url: bulk_queue_url?,
            tls_roots: tls_roots?.unwrap_or_default(),
            log_filter: environment.get("RUST_LOG").map(str::to_owned),
            warm_up_budget: warm_up_budget?,
        })
    }
}
