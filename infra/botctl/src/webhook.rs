//! `botctl webhook …`: where Telegram brings updates.

mod change;
mod info;

use std::fmt;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use settings::{Environment, Reader, UpdatesMode};
use telegram::{Pending, Webhook, WebhookInfo};

use crate::bot::Bot;
use crate::failure::Failure;
use crate::report::{self, Ended, Report};
use crate::site::Site;

use change::Change;
use info::Info;

/// What Telegram takes where nothing is said: enough for 40 chats at once.
const CONNECTIONS: u8 = 40;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Show what Telegram has registered; 1 where it is not `WEBHOOK_URL`
    Info,
    /// Let Telegram bring updates to `WEBHOOK_URL`; changes only what differs
    ///
    /// First it asks the webhook whether it is there and knows the secret, so that a wrong URL
    /// replaces no right one. Telegram does not tell which secret it has: a secret that was changed
    /// shows as a last error with 401, and is sent again then, or with --renew-secret.
    Set(Set),
    /// Let Telegram bring updates nowhere; those that wait are kept unless --drop-pending
    Delete(Delete),
}

#[derive(Args, Debug)]
pub(crate) struct Set {
    /// Send the secret even if nothing else differs
    #[arg(long)]
    renew_secret: bool,
    /// How many deliveries Telegram makes at once
    #[arg(long, value_name = "1-100", default_value_t = CONNECTIONS,
          value_parser = clap::value_parser!(u8).range(1..=100))]
    max_connections: u8,
}

#[derive(Args, Debug)]
pub(crate) struct Delete {
    /// Let Telegram forget the updates that wait
    #[arg(long)]
    drop_pending: bool,
}

/// What was set.
struct Done {
    url: String,
    changes: Vec<Change>,
    polling: bool,
}

/// What was deleted.
struct Deleted {
    was: WebhookInfo,
    pending: Pending,
}

impl Verb {
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        match self {
            Self::Info => info(environment).await,
            Self::Set(set) => set.run(environment).await,
            Self::Delete(delete) => delete.run(environment).await,
        }
    }
}

/// What Telegram has registered, beside what the environment says.
async fn info(environment: &Environment) -> Ended {
    let bot = Bot::of(environment).await?;
    let found = bot.webhook_info().await?;
    let wanted = environment.get("WEBHOOK_URL").map(str::to_owned);
    Ok(Box::new(Info { found, wanted }))
}

impl Set {
    /// Reads, asks the webhook itself, changes what differs, and reads again.
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        let bot = Bot::of(environment).await?;
        let site = Site::of(environment).await?;
        site.check_public()?;
        let found = bot.webhook_info().await?;
        site.probe().await?;
        let changes = self.changes(&found, &site);
        if !changes.is_empty() {
            bot.set_webhook(&self.webhook(&site)).await?;
            let now = bot.webhook_info().await?;
            if now.url != site.url() {
                return Err(Failure::Overtaken(now.url));
            }
        }
        Ok(Box::new(Done {
            url: site.url().to_owned(),
            changes,
            polling: polls(environment),
        }))
    }

    fn changes(&self, found: &WebhookInfo, site: &Site) -> Vec<Change> {
        let differing = [
            Change::of_url(&found.url, site.url()),
            Change::of_kinds(found),
            Change::of_connections(found, self.max_connections),
        ];
        let mut changes: Vec<_> = differing.into_iter().flatten().collect();
        if self.renew_secret || !changes.is_empty() {
            changes.push(Change::of_secret("not known"));
        } else if info::secret_was_refused(found) {
            changes.push(Change::of_secret("refused with 401"));
        }
        changes
    }

    fn webhook(&self, site: &Site) -> Webhook {
        Webhook {
            url: site.url().to_owned(),
            secret: site.secret(),
            max_connections: self.max_connections,
        }
    }
}

impl Delete {
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        let bot = Bot::of(environment).await?;
        let was = bot.webhook_info().await?;
        let pending = if self.drop_pending {
            Pending::Dropped
        } else {
            Pending::Kept
        };
        bot.delete_webhook(pending).await?;
        Ok(Box::new(Deleted { was, pending }))
    }
}

/// Whether the environment says that updates are polled: Telegram refuses that under a webhook.
fn polls(environment: &Environment) -> bool {
    let mode = Reader::new(environment).optional("TELEGRAM_UPDATES_MODE", str::parse);
    matches!(mode, Ok(Some(UpdatesMode::Polling)))
}

impl Report for Done {
    fn to_json(&self) -> Value {
        let changes: Vec<_> = self.changes.iter().map(Change::to_json).collect();
        json!({ "url": self.url, "changes": changes })
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = &self.url;
        if self.changes.is_empty() {
            write!(
                f,
                "Telegram brings updates to {url} as it should, and the webhook answers there; nothing was changed."
            )?;
        } else {
            writeln!(
                f,
                "Telegram brings updates to {url}, and the webhook answers there."
            )?;
            let rows = self.changes.iter().map(Change::row);
            f.write_str(&report::table(Change::HEADER, rows))?;
        }
        if self.polling {
            f.write_str(
                "\nTELEGRAM_UPDATES_MODE is polling: a poller is refused with 409 while a webhook is set.",
            )?;
        }
        Ok(())
    }
}

impl Report for Deleted {
    fn to_json(&self) -> Value {
        json!({
            "url": self.was.url,
            "pending_update_count": self.was.pending_update_count,
            "dropped": self.pending == Pending::Dropped,
        })
    }
}

impl fmt::Display for Deleted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.was.url.as_str() {
            "" => f.write_str("No webhook was set.")?,
            url => write!(f, "Telegram brings no more updates to {url}.")?,
        }
        let waiting = self.was.pending_update_count;
        match self.pending {
            Pending::Kept => write!(
                f,
                " Updates that wait, which are kept for a day: {waiting}."
            ),
            Pending::Dropped => write!(f, " Updates that were dropped: {waiting}."),
        }
    }
}
