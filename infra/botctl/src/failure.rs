use std::io;

use aws::{ParameterError, RootsError};
use lease::{Holder, TakeError};
use line::LineError;
use poller::PollError;
use settings::SettingsError;
use store::{Cause, StoreError};
use telegram::ApiError;

use crate::storage::Place;

/// Why something was not done: a sentence each, with the mend.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("The process cannot be set up ({0}): the system is short of something, try again.")]
    Process(io::Error),
    #[error(
        "It was done, but what came of it could not be printed ({0}): look after standard output."
    )]
    Unprinted(io::Error),
    #[error(
        "Port {port} of this machine cannot be used ({source}): choose another with --metrics-port."
    )]
    Port { port: u16, source: io::Error },
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Roots(#[from] RootsError),
    #[error(
        "AWS_ENDPOINT_URL is not set, so this would make table {0} at AWS itself, where the template makes it: set AWS_ENDPOINT_URL to a stand-in, or add --really."
    )]
    RealTable(String),
    #[error(
        "Nobody answers at {0}: start what should be there, or set AWS_ENDPOINT_URL to where it is."
    )]
    Unreachable(String),
    #[error(
        "{} refused us: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to credentials that may use table {}.",
        .0.url, .0.table
    )]
    Denied(Place),
    #[error(
        "There is no table {} at {}: set TABLE_NAME to the table's name, or make it, with `botctl table create` at a stand-in and with the template at AWS.",
        .0.table, .0.url
    )]
    NoTable(Place),
    #[error("{at} answered with an error ({source}): mend what it names, or try again later.")]
    Table { at: String, source: StoreError },
    #[error(
        "The bot's token cannot be had: {0}. Mend that, or set the variable without _PARAMETER to the token itself."
    )]
    Parameter(#[from] ParameterError),
    #[error(
        "The webhook's secret cannot be had: {0}. Mend that, or set TELEGRAM_WEBHOOK_SECRET to the secret itself."
    )]
    SecretParameter(ParameterError),
    #[error("Parameter {0} holds no webhook secret: put 1 to 256 of A-Z a-z 0-9 _ - into it.")]
    NoSecret(String),
    #[error("Parameter {0} holds no bot token: put the whole token of @BotFather into it.")]
    NoToken(String),
    #[error(
        "ENVIRONMENT is development, and {0} holds the token of the production bot: set it to the token of another bot, or ENVIRONMENT to production."
    )]
    ProductionBot(&'static str),
    #[error(
        "The Bot API at {url} does not know the token in {variable}: copy it again from @BotFather."
    )]
    UnknownToken { url: String, variable: &'static str },
    #[error("Nobody answers at {0}: check the network, or set TELEGRAM_API_URL to the Bot API.")]
    NoBotApi(String),
    #[error("Telegram takes no more calls for {0} s: run this again after that.")]
    Flooded(u64),
    #[error(
        "WEBHOOK_URL is {0}, which Telegram does not call: set it to the webhook's https URL, with its path /telegram."
    )]
    NotHttps(String),
    #[error(
        "There is no webhook at {0}: set WEBHOOK_URL to its public URL, which ends in /telegram."
    )]
    NoPath(String),
    #[error(
        "Nobody answers at {0}: check the network and WEBHOOK_URL, and that the function is deployed."
    )]
    NoSite(String),
    #[error(
        "The webhook at {0} has another secret: set TELEGRAM_WEBHOOK_SECRET (or its _PARAMETER) to the one that the function has, and start the function anew where its parameter was changed."
    )]
    OtherSecret(String),
    #[error(
        "The webhook at {0} answers 503: it is disabled (TELEGRAM_UPDATES_MODE), or cannot have its secret; its log says which."
    )]
    SiteUnavailable(String),
    #[error(
        "What answers at {url} is not this webhook, it said {status}: set WEBHOOK_URL to the webhook's public URL, which ends in /telegram."
    )]
    OtherSite { url: String, status: u16 },
    #[error(
        "What answers at {url} takes any secret, it said {status} to a wrong one: set WEBHOOK_URL to the webhook's own URL."
    )]
    OpenSite { url: String, status: u16 },
    #[error(
        "Somebody else has set the webhook to {0:?} meanwhile: agree with them, then run this again."
    )]
    Overtaken(String),
    #[error(
        "Nobody is told, since nobody has the role: set SUPERADMIN_IDS to the Telegram ids of the superadmins, separated by commas."
    )]
    NoSuperadmins,
    #[error(
        "{booked} bookings lie ahead by the time of {zone}: cancel them or let them pass, then run this again. The shop keeps the time of {zone}."
    )]
    BookedAhead { booked: usize, zone: diary::Zone },
    #[error("Somebody else has changed the shop meanwhile: look at it, then run this again.")]
    ShopChanged,
    #[error("Nobody is here to be asked: {0} Add --yes if so.")]
    NobodyToAsk(String),
    #[error("Nothing was done.")]
    Declined,
    #[error("Nothing is parked under {0}: `botctl parked list` shows what is.")]
    NotParked(String),
    #[error(
        "A queue's message is not replayed: what it rang for lies in the table, and the monitor rings for it again. Drop it once its cause is mended."
    )]
    MessageReplay,
    #[error("Nothing can be handled with these settings: {0}.")]
    Line(#[from] line::OpenError),
    #[error("{0}. What was done until then stays: mend what is named, or run this again.")]
    BotApi(ApiError),
    #[error(
        "The lock's row cannot be read by this build, so who holds it is not known: use the botctl of the build that polls, or remove the row with `botctl lock release`."
    )]
    UnreadableLock,
    #[error(
        "What is parked under {0} cannot be read by this build: use the botctl of the build that is deployed, or remove it with `botctl parked drop`."
    )]
    UnreadableParked(String),
    #[error(
        "Somebody else has changed it meanwhile, so it was left: look at it, then run this again."
    )]
    Changed,
    #[error(
        "Another poller holds the lock: host {}, pid {}, environment {}, since {:.0}, until {:.0} unless it is renewed. Stop that one with SIGTERM; if it is dead wait until {:.0}, or free the lock with `botctl lock release`.",
        .0.host, .0.pid, .0.environment, .0.taken_at, .0.until, .0.free_from()
    )]
    Locked(Box<Holder>),
    #[error(
        "The lock was lost, so polling has stopped: see who holds it with `botctl lock show`, and the log lines above. What was not finished is handled by the next poller."
    )]
    LockLost,
    #[error(
        "The bot has a webhook ({0}): delete that with `botctl webhook delete`, or leave the updates to it."
    )]
    Webhook(String),
    #[error("Another process polls this bot without our lock ({0}): stop it, then run this again.")]
    Conflict(String),
    #[error(
        "Telegram does not know the bot's token any more ({0}): copy it again from @BotFather."
    )]
    TokenGone(String),
    #[error("The bot's token cannot be had: {0}.")]
    Token(line::TokenError),
    #[error(
        "The updates that wait were not dropped, and nothing was handled: {0}. Run this again."
    )]
    NotDropped(ApiError),
    #[error(
        "TELEGRAM_UPDATES_MODE is disabled: set it to polling for whatever takes updates of this bot."
    )]
    UpdatesDisabled,
}

impl Failure {
    /// Why the lock was not taken, in the table that is at this place.
    pub(crate) fn of_taking(error: TakeError, place: Place) -> Self {
        match error {
            TakeError::Held(holder) => Self::Locked(holder),
            TakeError::Unreadable => Self::UnreadableLock,
            TakeError::Store(error) => Self::of_store(error, place),
        }
    }

    pub(crate) fn of_polling(error: PollError) -> Self {
        match error {
            PollError::Webhook(why) => Self::Webhook(why),
            PollError::Conflict(why) => Self::Conflict(why),
            PollError::Fenced => Self::LockLost,
            PollError::UnknownToken(why) => Self::TokenGone(why),
            PollError::Token(error) => Self::Token(error),
        }
    }

    /// Why what waits at Telegram was not dropped.
    pub(crate) fn not_dropped(error: LineError) -> Self {
        match PollError::lasting(error) {
            Ok(lasting) => Self::of_polling(lasting),
            Err(passing) => Self::NotDropped(passing),
        }
    }

    /// What went wrong with the table that is at this place.
    pub(crate) fn of_store(source: StoreError, place: Place) -> Self {
        let at = place.url.clone();
        match source {
            StoreError::Transient(Cause::Connection | Cause::TimeOut) => Self::Unreachable(at),
            StoreError::Transient(Cause::SetUp) => Self::Denied(place),
            StoreError::Transient(Cause::NoTable) => Self::NoTable(place),
            StoreError::Transient(
                Cause::Server
                | Cause::Throttled
                | Cause::Contended
                | Cause::HalfAnswer
                | Cause::Fenced,
            )
            | StoreError::Fault(_) => Self::Table { at, source },
        }
    }
}
