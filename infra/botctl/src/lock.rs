//! `botctl lock …`

use std::fmt;

use clap::{Args, Subcommand};
use clock::{Clock as _, SystemClock};
use jiff::Timestamp;
use lease::Holder;
use serde_json::{Value, json};
use settings::Environment;
use store::{Committed, Unreadable};

use crate::confirm::Consent;
use crate::failure::Failure;
use crate::report::{Ended, Report};
use crate::storage::Storage;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Show who polls the bot's updates, or did so last
    Show,
    /// Free the lock of a poller that is dead; prints who held it
    ///
    /// A poller that ends in order gives its lock back, and that of one that was killed expires
    /// after 75 s by itself. One that still runs notices within 20 s that its lock is gone, and
    /// stops; no update is handled twice meanwhile, but a person may get an answer twice.
    Release(Release),
}

#[derive(Args, Debug)]
pub(crate) struct Release {
    /// Do not ask first
    #[arg(long)]
    yes: bool,
}

/// What stands in the row, and whether it holds by our clock.
#[derive(Debug)]
pub(crate) struct Shown {
    holder: Option<Holder>,
    now: Timestamp,
}

/// What a release has found and done.
#[derive(Debug)]
pub(crate) enum Released {
    /// The lock was free already.
    Nothing,
    /// It was held by this one.
    From(Holder),
    /// The row could not be read, and was removed.
    Unreadable,
}

pub(crate) async fn show(environment: &Environment) -> Ended {
    Ok(Box::new(look(&Storage::of(environment)?).await?))
}

impl Release {
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        let storage = Storage::of(environment)?;
        let consent = Consent::of(self.yes);
        let row = lease::look(&storage.table).await;
        let now = SystemClock::new().now();
        let released = match row.map_err(|error| storage.failure(error))? {
            Some(Ok(holder)) if !holder.is_free(now) => {
                let question = format!("The lock is held.\n{}\nTake it away?", Lines(&holder));
                consent.to(&question)?;
                take_away(&storage, &holder).await?
            }
            Some(Ok(_)) | None => Released::Nothing,
            Some(Err(row)) => {
                consent.to("The lock's row cannot be read by this build. Remove it?")?;
                remove(&storage, &row).await?
            }
        };
        Ok(Box::new(released))
    }
}

async fn look(storage: &Storage) -> Result<Shown, Failure> {
    let row = lease::look(&storage.table).await;
    let row = row.map_err(|error| storage.failure(error))?;
    let holder = row.transpose().map_err(|_| Failure::UnreadableLock)?;
    let now = SystemClock::new().now();
    Ok(Shown { holder, now })
}

async fn take_away(storage: &Storage, holder: &Holder) -> Result<Released, Failure> {
    let now = SystemClock::new().now();
    let broken = lease::break_lease(&storage.table, &holder.owner, now).await;
    let broken = broken.map_err(|error| storage.failure(error))?;
    Ok(broken.map_or(Released::Nothing, Released::From))
}

async fn remove(storage: &Storage, row: &Unreadable) -> Result<Released, Failure> {
    let removed = lease::remove(&storage.table, row).await;
    match removed.map_err(|error| storage.failure(error))? {
        Committed::Done => Ok(Released::Unreadable),
        Committed::Lost(_) => Err(Failure::Changed),
    }
}

impl Released {
    fn previous(&self) -> Option<&Holder> {
        match self {
            Self::From(holder) => Some(holder),
            Self::Nothing | Self::Unreadable => None,
        }
    }
}

impl Shown {
    fn is_held(&self) -> bool {
        let held = |holder: &Holder| !holder.is_free(self.now);
        self.holder.as_ref().is_some_and(held)
    }
}

impl Report for Shown {
    fn to_json(&self) -> Value {
        json!({"held": self.is_held(), "holder": self.holder.as_ref().map(fields)})
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.holder {
            None => f.write_str("The lock is free; nobody has ever held it."),
            Some(holder) if self.is_held() => write!(f, "The lock is held.\n{}", Lines(holder)),
            Some(holder) => write!(f, "The lock is free. Its last holder:\n{}", Lines(holder)),
        }
    }
}

impl Report for Released {
    fn to_json(&self) -> Value {
        let released = !matches!(self, Self::Nothing);
        json!({"released": released, "previous": self.previous().map(fields)})
    }
}

impl fmt::Display for Released {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("The lock is free already; nothing was changed."),
            Self::From(holder) => {
                write!(f, "The lock is free now. It was held:\n{}", Lines(holder))
            }
            Self::Unreadable => f.write_str("The lock is free now; who held it could not be read."),
        }
    }
}

/// A holder, for people.
struct Lines<'a>(&'a Holder);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Holder {
            host,
            pid,
            environment,
            taken_at,
            until,
            released_at,
            ..
        } = self.0;
        writeln!(f, "  host         {host}")?;
        writeln!(f, "  pid          {pid}")?;
        writeln!(f, "  environment  {environment}")?;
        writeln!(f, "  since        {taken_at:.0}")?;
        match released_at {
            Some(at) => write!(f, "  released     {at:.0}"),
            None => write!(f, "  until        {until:.0}"),
        }
    }
}

fn fields(holder: &Holder) -> Value {
    json!({
        "host": holder.host,
        "pid": holder.pid,
        "environment": holder.environment,
        "taken_at": holder.taken_at,
        "until": holder.until,
        "released_at": holder.released_at,
        "owner": holder.owner,
    })
}
