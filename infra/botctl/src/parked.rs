//! `botctl parked …`: what could not be handled, and waits for an operator.

mod drop;
mod id;
mod list;
mod replay;
mod show;

use clap::Subcommand;
use settings::Environment;

use crate::report::Ended;

use id::Id;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// List parked updates and parked messages of the queues, the oldest first
    List {
        /// How many at most
        #[arg(long, value_name = "NUMBER", default_value_t = 100)]
        most: u16,
    },
    /// Show one; what somebody wrote is private, and shown with --text alone
    Show {
        /// The update's id, or the message's
        id: Id,
        /// Show the body, too, with all that somebody wrote
        #[arg(long)]
        text: bool,
    },
    /// Handle parked updates once more, as if they came now, and delete their rows with what comes of it
    ///
    /// The same code and settings as the function's are used: mend the cause first, and take the build
    /// that has the mend. However often an update is replayed, it is handled once. Its reply is sent at most once.
    Replay {
        /// The ids of the updates, in the order in which they are to be handled
        #[arg(required = true)]
        ids: Vec<Id>,
    },
    /// Delete one unhandled; asks first
    Drop {
        /// The update's id, or the message's
        id: Id,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

impl Verb {
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        match self {
            Self::List { most } => list::run(environment, *most).await,
            Self::Show { id, text } => show::run(environment, id, *text).await,
            Self::Replay { ids } => replay::run(environment, ids).await,
            Self::Drop { id, yes } => drop::run(environment, id, *yes).await,
        }
    }
}
