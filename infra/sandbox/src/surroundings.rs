//! What the function finds around it: an environment with fixed local values.

use settings::Environment;
use telegram_server::TelegramConfig;

/// The table's name.
pub(crate) const TABLE: &str = "frontdesk-sandbox";

/// The superadmin where nothing else is said.
const BOSS: &str = "1";

/// What the stand-in presents to the webhook: it guards nothing beyond this machine's loopback.
pub(crate) const WEBHOOK_SECRET: &str = "sandbox-secret";

/// The function's environment. Of the process's own only `superadmins` comes through.
pub(crate) fn environment(
    table_url: &str,
    telegram_url: &str,
    telegram: &TelegramConfig,
    superadmins: Option<&str>,
) -> Environment {
    Environment::from([
        ("TABLE_NAME", TABLE),
        ("TELEGRAM_BOT_TOKEN_DEV", telegram.token.as_str()),
        ("TELEGRAM_WEBHOOK_SECRET", WEBHOOK_SECRET),
        ("TELEGRAM_API_URL", telegram_url),
        ("TELEGRAM_BOT_USERNAME", telegram.username.as_str()),
        ("SUPERADMIN_IDS", superadmins.unwrap_or(BOSS)),
        ("AWS_ENDPOINT_URL", table_url),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
    ])
}
