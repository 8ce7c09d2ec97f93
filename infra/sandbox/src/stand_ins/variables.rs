/// A part of the environment that the functions find: names of variables and their values.
pub(crate) type Variables = Vec<(&'static str, String)>;

/// The table's name.
pub(crate) const TABLE: &str = "frontdesk-sandbox";

/// What Telegram presents to the webhook: it guards nothing beyond this machine's loopback.
pub(crate) const WEBHOOK_SECRET: &str = "sandbox-secret";
