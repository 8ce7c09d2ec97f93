//! `botctl lock …`

use std::fmt;

use clap::{Args, Subcommand};
use clock::{Clock as _, SystemClock};
use jiff::Timestamp;
use lease::Holder;
use serde_json::{Value, json};
use settings::Environment;

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

/// Who held the lock that was freed; `None` when it was free already.
#[derive(Debug)]
pub(crate) struct Released(Option<Holder>);

pub(crate) async fn show(environment: &Environment) -> Ended {
    Ok(Box::new(look(&Storage::of(environment)?).await?))
}

impl Release {
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        let storage = Storage::of(environment)?;
        let shown = look(&storage).await?;
        let Some(holder) = shown.holder.as_ref().filter(|_| shown.is_held()) else {
            return Ok(Box::new(Released(None)));
        };
        let question = format!("The lock is held.\n{}\nTake it away?", Lines(holder));
        Consent::of(self.yes).to(&question)?;
        let broken = lease::break_lease(&storage.table, &holder.owner, SystemClock::new().now());
        let broken = broken.await.map_err(|error| storage.lock_failure(error))?;
        Ok(Box::new(Released(broken)))
    }
}

async fn look(storage: &Storage) -> Result<Shown, Failure> {
    let holder = lease::look(&storage.table).await;
    let holder = holder.map_err(|error| storage.lock_failure(error))?;
    let now = SystemClock::new().now();
    Ok(Shown { holder, now })
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
        json!({"released": self.0.is_some(), "previous": self.0.as_ref().map(fields)})
    }
}

impl fmt::Display for Released {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            None => f.write_str("The lock is free already; nothing was changed."),
            Some(holder) => write!(f, "The lock is free now. It was held:\n{}", Lines(holder)),
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
