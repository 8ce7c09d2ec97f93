//! `botctl table …`

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector, Timeouts};
use clap::{Args, Subcommand};
use clock::SystemClock;
use serde_json::{Value, json};
use settings::{Environment, Reader, SettingsError, TableName, TlsRoots};
use store::schema::Creation;

use crate::failure::Failure;
use crate::report::{Ended, Report};
use crate::storage::Place;

/// Making a table takes DynamoDB longer than an ordinary request, and nobody waits behind it.
const PATIENT: Timeouts = Timeouts {
    connect: Duration::from_secs(5),
    attempt: Duration::from_secs(20),
};

/// The variables that say that DynamoDB is not AWS's own.
pub(crate) const ENDPOINTS: [&str; 2] = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"];

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Make the table `TABLE_NAME` with its index and TTL at `AWS_ENDPOINT_URL`, unless it exists
    Create(Create),
}

#[derive(Args, Debug)]
pub(crate) struct Create {
    /// Make it even at AWS itself, where the template makes the real table
    #[arg(long)]
    really: bool,
}

/// What was found at the table's place.
struct Made {
    name: String,
    found: Creation,
}

struct Settings {
    table_name: TableName,
    tls_roots: TlsRoots,
    aws: AwsSettings,
}

impl Create {
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        let settings = Settings::read(environment)?;
        let name = settings.table_name.as_str().to_owned();
        let local = ENDPOINTS.iter().any(|name| environment.get(name).is_some());
        if !local && !self.really {
            return Err(Failure::RealTable(name));
        }
        let clock = Arc::new(SystemClock::new());
        let connector = Connector::new(settings.tls_roots, clock.clone())?;
        let aws = Aws::new(&settings.aws, connector.shared(), clock).with_timeouts(PATIENT);
        let made = store::schema::create(&aws.dynamodb(), &name).await;
        let place = || Place::of(&settings.aws, &settings.table_name);
        let found = made.map_err(|error| Failure::of_store(error, place()))?;
        Ok(Box::new(Made { name, found }))
    }
}

impl Report for Made {
    fn to_json(&self) -> Value {
        let result = match self.found {
            Creation::Created => "created",
            Creation::Existed => "existed",
        };
        json!({"table": self.name, "result": result})
    }
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match self.found {
            Creation::Created => write!(f, "Created table {name}."),
            Creation::Existed => write!(f, "Table {name} exists already; it was left as it is."),
        }
    }
}

impl Settings {
    fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(environment);
        let mend = "set it to the name that the table is to have";
        let table_name = reader.required("TABLE_NAME", mend, str::parse);
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
