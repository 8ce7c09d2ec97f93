use std::error::Error;
use std::io;
use std::path::PathBuf;

use lambda_client::Endpoint;
use poller::PollError;
use settings::SettingsError;

use crate::Refusal;

/// Why the sandbox does not start: a sentence each, with the mend.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Somebody listens there.
    #[error(
        "Port {0} of 127.0.0.1 is taken, perhaps by another sandbox: stop that one, or choose another port with --port."
    )]
    PortTaken(u16),
    /// The system does not let us listen.
    #[error("Port {port} of 127.0.0.1 cannot be had ({source}): choose another one with --port.")]
    Port {
        /// The port; 0 for any.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The stack needs four ports in a row.
    #[error(
        "No three ports follow port {0}, and the stack needs four in a row: choose 65532 or less with --port."
    )]
    TooFewPorts(u16),
    /// The functions are on another machine.
    #[error(
        "Telegram's stand-in does not call {0}, but only functions on this machine: give an address such as http://127.0.0.1:9000 with --lambda-url."
    )]
    NotLoopback(Endpoint),
    /// The environment of the functions cannot be written down.
    #[error(
        "The file {} cannot be written ({source}): choose another one with --env-file.",
        .file.display()
    )]
    EnvironmentFile {
        /// Where it should go.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder or a file in it cannot be written.
    #[error(
        "The folder {} cannot be written ({source}): make it writable, choose another one with --data, or keep nothing with --memory.",
        .folder.display()
    )]
    Folder {
        /// Where the data should go.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process holds the folder's lock.
    #[error(
        "Another sandbox uses the folder {}: stop that one, or choose another folder with --data.",
        .0.display()
    )]
    InUse(PathBuf),
    /// What is on disk is no table.
    #[error(
        "The data in the folder {} cannot be read ({reason}): move that folder away or delete it to begin anew.",
        .folder.display()
    )]
    Damaged {
        /// Where the data is.
        folder: PathBuf,
        /// What the database said.
        reason: String,
    },
    /// What is on disk was written by another build.
    #[error(
        "The data in the folder {} is of another version of the sandbox: move that folder away or delete it to begin anew.",
        .0.display()
    )]
    OtherVersion(PathBuf),
    /// The table in memory cannot be made.
    #[error("The table cannot be made in memory ({0}): free some memory and start again.")]
    Memory(String),
    /// A variable that the sandbox takes over is wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// A function does not start.
    #[error("A function does not start ({0}): this is a bug of the sandbox, please report it.")]
    Function(Box<dyn Error + Send + Sync>),
    /// The stand-in refused the webhook.
    #[error(
        "Telegram's stand-in refused the webhook ({0}): this is a bug of the sandbox, please report it."
    )]
    Telegram(#[from] telegram_server::ApiError),
    /// Telegram does not hand out the updates of the real bot.
    #[error(
        "The bot of TELEGRAM_BOT_TOKEN_DEV cannot be polled ({0}): stop whoever else polls it, delete its webhook, copy its token whole from @BotFather, or unset the variable to play with the stand-in."
    )]
    Polling(#[from] PollError),
    /// Another process has the bot.
    #[error(
        "The bot of TELEGRAM_BOT_TOKEN_DEV is polled already: host {}, pid {}, since {}. Stop that process, or wait until {}.",
        .0.host, .0.pid, .0.taken_at, .0.free_from()
    )]
    Locked(Box<lease::Holder>),
    /// Another build has written the lock.
    #[error(
        "The lock of this bot's poller was written by another version: start that one, or move the folder away (--data) to begin anew."
    )]
    LockUnreadable,
    /// Telegram itself is out of reach.
    #[error(
        "Telegram cannot be asked for the bot of TELEGRAM_BOT_TOKEN_DEV ({0}): look after the network or TELEGRAM_API_URL, or unset the variable to play with the stand-in."
    )]
    Unreachable(telegram::ApiError),
    /// A superadmin's chat with the bot cannot begin, so they would get no notices.
    #[error(
        "The bot does not answer the /start of superadmin {user}: read the log lines, then start again, with --memory or another folder (--data) if it goes on."
    )]
    Superadmin {
        /// Who.
        user: i64,
        /// Why.
        source: Refusal,
    },
}

impl StartError {
    pub(crate) fn superadmin((user, source): (i64, Refusal)) -> Self {
        Self::Superadmin { user, source }
    }

    pub(crate) fn lock(error: lease::TakeError) -> Self {
        match error {
            lease::TakeError::Held(holder) => Self::Locked(holder),
            lease::TakeError::Unreadable => Self::LockUnreadable,
            lease::TakeError::Store(error) => Self::function(error),
        }
    }

    pub(crate) fn function(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Function(error.into())
    }
}
