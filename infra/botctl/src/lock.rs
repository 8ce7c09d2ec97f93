//! `botctl lock …`

use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;

use aws::{Aws, AwsSettings, Connector};
use clap::{Args, Subcommand};
use clock::{Clock as _, OsEntropy, SystemClock};
use jiff::Timestamp;
use lease::Holder;
use serde_json::{Value, json};
use settings::{Environment, Reader, SettingsError, TableName, TlsRoots};
use store::{StoreError, Table};

use crate::failure::Failure;
use crate::report::Report;

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

/// The table that the lock lies in.
struct Place {
    table: Table,
    url: String,
}

pub(crate) async fn show(environment: &Environment) -> Result<Report, Failure> {
    let place = Place::of(environment)?;
    Ok(Report::Lock(place.look().await?))
}

impl Release {
    pub(crate) async fn run(&self, environment: &Environment) -> Result<Report, Failure> {
        let place = Place::of(environment)?;
        let shown = place.look().await?;
        if !shown.is_held() {
            return Ok(Report::Released(Released(None)));
        }
        let holder = shown.holder.as_ref().expect("what is held has a holder");
        if !self.yes {
            ask(holder)?;
        }
        let broken = lease::break_lease(&place.table, &holder.owner, SystemClock::new().now());
        let broken = broken.await.map_err(|error| place.failure(error))?;
        Ok(Report::Released(Released(broken)))
    }
}

/// A question needs somebody who answers.
fn ask(holder: &Holder) -> Result<(), Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::NotAsked);
    }
    let asked = write!(
        io::stderr(),
        "{}\nTake the lock away? [y/N] ",
        Lines(holder)
    );
    let mut answer = String::new();
    let read = asked.and_then(|()| io::stdin().read_line(&mut answer));
    match (read, answer.trim().to_ascii_lowercase().as_str()) {
        (Ok(_), "y" | "yes") => Ok(()),
        _ => Err(Failure::NotReleased),
    }
}

impl Place {
    fn of(environment: &Environment) -> Result<Self, Failure> {
        let settings = Settings::read(environment)?;
        let clock = Arc::new(SystemClock::new());
        let connector = Connector::new(settings.tls_roots, clock.clone())?;
        let aws = Aws::new(&settings.aws, connector.shared(), clock.clone());
        let (name, entropy) = (settings.table_name.as_str(), Arc::new(OsEntropy::new()));
        Ok(Self {
            table: Table::new(aws.dynamodb(), name, clock, entropy),
            url: settings.aws.dynamodb_url().to_string(),
        })
    }

    async fn look(&self) -> Result<Shown, Failure> {
        let holder = lease::look(&self.table).await;
        let holder = holder.map_err(|error| self.failure(error))?;
        let now = SystemClock::new().now();
        Ok(Shown { holder, now })
    }

    fn failure(&self, error: StoreError) -> Failure {
        Failure::of_lock(error, self.url.clone())
    }
}

struct Settings {
    table_name: TableName,
    tls_roots: TlsRoots,
    aws: AwsSettings,
}

impl Settings {
    fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(environment);
        let table_name =
            reader.required("TABLE_NAME", "set it to the name of the table", str::parse);
        let tls_roots = reader.optional("TLS_ROOTS", str::parse);
        let aws = AwsSettings::read(&mut reader, environment);
        let settings = || {
            Ok(Self {
                table_name: table_name?,
                tls_roots: tls_roots?.unwrap_or_default(),
                aws: aws?,
            })
        };
        reader.finish(settings())
    }
}

impl Shown {
    fn is_held(&self) -> bool {
        let held = |holder: &Holder| !holder.is_free(self.now);
        self.holder.as_ref().is_some_and(held)
    }

    pub(crate) fn to_json(&self) -> Value {
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

impl Released {
    pub(crate) fn to_json(&self) -> Value {
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
