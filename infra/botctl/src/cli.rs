use clap::{Parser, Subcommand};

use crate::poll::Poll;
use crate::report::Style;
use crate::{commands, completions, lock, parked, shop, table, test_alert, webhook};

/// The operator's command line of Frontdesk.
///
/// It reads the same environment variables as the functions do.
#[derive(Debug, Parser)]
#[command(
    name = "botctl",
    version,
    after_help = "Exit codes: 0 done, and what was looked at is well; 1 not done, or something is not well; \
                  2 the arguments are wrong."
)]
pub(crate) struct Cli {
    /// Print one line of JSON, for machines: an object with `error` where it was not done
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    pub(crate) noun: Noun,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Noun {
    /// The DynamoDB table
    #[command(subcommand)]
    Table(table::Verb),
    /// The menu of commands that people's apps offer
    #[command(subcommand)]
    Commands(commands::Verb),
    /// Print a script that completes the arguments in a shell
    Completions { shell: completions::For },
    /// Look at everything that Frontdesk needs, and name the mend of what is wrong; 1 where anything is
    Doctor,
    /// Ask the webhook how it is; 1 where not all is well
    Health,
    /// The lock of the poller
    #[command(subcommand)]
    Lock(lock::Verb),
    /// What could not be handled, and waits for an operator
    #[command(subcommand)]
    Parked(parked::Verb),
    /// Handle the bot's updates here, by polling, for a bot without a webhook
    ///
    /// One poller a bot: it holds a lock in the table, which `botctl lock show` shows. SIGTERM and
    /// Ctrl-C finish the batch in hand and give the lock back. Notices are written and rung for as
    /// the webhook does it, and sent by nobody here: the functions notifier and monitor have to run,
    /// with `TELEGRAM_UPDATES_MODE=polling`, so that the monitor watches the poller's heartbeat.
    Poll(Poll),
    /// Send every superadmin an alert that says it is a test, and wait for its end; 1 where one is not sent
    ///
    /// To whom the monitor sends its alerts: `SUPERADMIN_IDS`, and who has the role by /people or
    /// /invite. It goes the way of every other notice, by the table, the queue and the notifier; the
    /// monitor sends its own alerts without the queue and the notifier, by the same table, token and
    /// chats.
    SendTestAlert(test_alert::SendTestAlert),
    /// The shop
    #[command(subcommand)]
    Shop(shop::Verb),
    /// Talk to the deployed webhook as somebody who is nobody, without Telegram; 1 where an answer is wrong
    Smoke,
    /// Where Telegram brings updates
    #[command(subcommand)]
    Webhook(webhook::Verb),
}

impl Cli {
    pub(crate) fn style(&self) -> Style {
        if self.json { Style::Json } else { Style::Text }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        Cli::command().debug_assert();
    }
}
