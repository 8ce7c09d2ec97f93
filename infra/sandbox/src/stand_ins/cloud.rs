use aws_sdk_dynamodb::Client;
use clock::{Clock, SharedClock};
use queue_server::{QueueServer, Queues};

use super::data::Place;
use super::ports::Ports;
use super::queue::{self, BULK, NOTICES};
use super::table_server::TableServer;
use super::variables::{TABLE, Variables};
use crate::StartError;

/// AWS on this machine: DynamoDB with the table's data, and SQS with its two queues.
#[derive(Debug)]
pub(crate) struct Cloud {
    table: TableServer,
    queue: QueueServer,
}

impl Cloud {
    /// On any ports.
    pub(crate) async fn start(place: Place, clock: &SharedClock) -> Result<Self, StartError> {
        Self::start_at(Ports::default(), place, clock).await
    }

    /// On these ports.
    pub(crate) async fn start_at(
        ports: Ports,
        place: Place,
        clock: &SharedClock,
    ) -> Result<Self, StartError> {
        Ok(Self {
            table: TableServer::start(ports.table, place, clock).await?,
            queue: queue::start(ports.queue, clock).await?,
        })
    }

    /// Makes the table, unless its data is there from before.
    pub(crate) async fn make_table(&self, dynamodb: &Client) -> Result<(), StartError> {
        let made = store::schema::create(dynamodb, TABLE).await;
        made.map_err(|error| self.table.broken(error))?;
        let fits = store::schema::fits(dynamodb, TABLE).await;
        match (
            fits.map_err(|error| self.table.broken(error))?,
            self.place(),
        ) {
            (false, Place::Folder(folder)) => Err(StartError::OtherVersion(folder.clone())),
            _ => Ok(()),
        }
    }

    /// Where the functions find it, and the credentials that satisfy it.
    pub(crate) fn variables(&self) -> Variables {
        vec![
            ("TABLE_NAME", TABLE.to_owned()),
            ("NOTICES_QUEUE_URL", self.queue_url()),
            ("BULK_QUEUE_URL", self.queue.queue_url(BULK)),
            ("AWS_ENDPOINT_URL", self.table_url()),
            ("AWS_ENDPOINT_URL_SQS", self.queue.url()),
            ("AWS_ACCESS_KEY_ID", "local".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "local".to_owned()),
        ]
    }

    pub(crate) fn table_url(&self) -> String {
        self.table.url()
    }

    /// Where the table is kept.
    pub(crate) fn place(&self) -> &Place {
        self.table.place()
    }

    /// Of the notices.
    pub(crate) fn queue_url(&self) -> String {
        self.queue.queue_url(NOTICES)
    }

    pub(crate) fn queues(&self) -> Queues {
        self.queue.queues().clone()
    }

    pub(crate) async fn stop(self, clock: &dyn Clock) {
        drop(self.queue);
        self.table.stop(clock).await;
    }
}
