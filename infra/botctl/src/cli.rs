use clap::{Parser, Subcommand};

use crate::poll::Poll;
use crate::report::Style;
use crate::{commands, lock, table};

/// The operator's command line of Frontdesk.
///
/// It reads the same environment variables as the functions do.
#[derive(Debug, Parser)]
#[command(
    name = "botctl",
    version,
    after_help = "Exit codes: 0 done, 1 not done, 2 the arguments are wrong."
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
    /// Handle the bot's updates here, by polling, for a bot without a webhook
    ///
    /// One poller a bot: it holds a lock in the table, which `botctl lock show` shows. SIGTERM and
    /// Ctrl-C finish the batch in hand and give the lock back. Notices are written and rung for as
    /// the webhook does it, and sent by nobody here: the functions notifier and monitor have to run,
    /// with `TELEGRAM_UPDATES_MODE=polling`, so that the monitor watches the poller's heartbeat.
    Poll(Poll),
    /// The lock of the poller
    #[command(subcommand)]
    Lock(lock::Verb),
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
