//! The table, as commands read and write it.

use std::sync::Arc;

use aws::{Aws, AwsSettings, Connector};
use aws_sdk_dynamodb::Client;
use clock::{OsEntropy, SharedClock, SystemClock};
use settings::{Environment, Reader, SettingsError, TableName, TlsRoots};
use store::{StoreError, Table};

use crate::failure::Failure;

/// The table at its DynamoDB.
#[derive(Debug)]
pub(crate) struct Storage {
    pub(crate) table: Table,
    pub(crate) client: Client,
    pub(crate) name: String,
    place: Place,
}

/// Which table of which DynamoDB.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) url: String,
    pub(crate) table: String,
}

impl Place {
    pub(crate) fn of(aws: &AwsSettings, table: &TableName) -> Self {
        Self {
            url: aws.dynamodb_url().to_string(),
            table: table.as_str().to_owned(),
        }
    }
}

impl Storage {
    /// Reads the settings; makes no request.
    pub(crate) fn of(environment: &Environment) -> Result<Self, Failure> {
        let settings = Settings::read(environment)?;
        let clock: SharedClock = Arc::new(SystemClock::new());
        let connector = Connector::new(settings.roots, clock.clone())?;
        let aws = Aws::new(&settings.aws, connector.shared(), clock.clone());
        let entropy = Arc::new(OsEntropy::new());
        let (client, name) = (aws.dynamodb(), settings.table_name.as_str());
        Ok(Self {
            table: Table::new(client.clone(), name, clock, entropy),
            client,
            name: name.to_owned(),
            place: Place::of(&settings.aws, &settings.table_name),
        })
    }

    /// What went wrong, with its mend.
    pub(crate) fn failure(&self, error: StoreError) -> Failure {
        Failure::of_store(error, self.place.clone())
    }
}

struct Settings {
    table_name: TableName,
    roots: TlsRoots,
    aws: AwsSettings,
}

impl Settings {
    fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(environment);
        let table_name = reader.required("TABLE_NAME", "set it to the table's name", str::parse);
        let roots = reader.optional("TLS_ROOTS", str::parse);
        let aws = AwsSettings::read(&mut reader, environment);
        let settings = || {
            Ok(Self {
                table_name: table_name?,
                roots: roots?.unwrap_or_default(),
                aws: aws?,
            })
        };
        reader.finish(settings())
    }
}
