//! What AWS documents of SQS, seen through the real SDK. Each test is named after its fact.
#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic that it failed"
)]

mod batches;
mod dead_letters;
mod faults;
mod fifo;
mod queues;
mod receiving;
mod sending;
mod settling;

use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector, Timeouts};
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sqs::operation::receive_message::builders::ReceiveMessageFluentBuilder;
use aws_sdk_sqs::operation::send_message::builders::SendMessageFluentBuilder;
use aws_sdk_sqs::types::{Message, QueueAttributeName};
use clock::{ManualClock, SharedClock};
use queue_server::QueueServer;
use settings::TlsRoots;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// A client of the stand-in, and the clock of both.
struct World {
    clock: ManualClock,
    server: QueueServer,
    sqs: Client,
}

impl World {
    async fn open() -> Self {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let shared: SharedClock = Arc::new(clock.clone());
        let server = QueueServer::start(Arc::clone(&shared), 7).await.unwrap();
        let url = server.url();
        let variables = [
            ("AWS_ENDPOINT_URL", url.as_str()),
            ("AWS_ACCESS_KEY_ID", "key"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
        ];
        let settings = AwsSettings::from_environment(&variables.into()).unwrap();
        let connector = Connector::new(TlsRoots::Builtin, Arc::clone(&shared)).unwrap();
        let timeouts = Timeouts {
            attempt: MINUTE,
            ..Timeouts::default()
        };
        let aws = Aws::new(&settings, connector.shared(), shared).with_timeouts(timeouts);
        let sqs = aws.sqs();
        Self { clock, server, sqs }
    }

    /// A new queue, FIFO if its name says so; gives its URL.
    async fn queue(&self, name: &str) -> String {
        self.queue_with(name, &[]).await
    }

    async fn queue_with(&self, name: &str, attributes: &[(&str, &str)]) -> String {
        let mut request = self.sqs.create_queue().queue_name(name);
        if name.ends_with(".fifo") {
            request = request.attributes(QueueAttributeName::FifoQueue, "true");
        }
        for (name, value) in attributes {
            request = request.attributes(QueueAttributeName::from(*name), *value);
        }
        request.send().await.unwrap().queue_url.unwrap()
    }

    fn sending(&self, url: &str, body: &str) -> SendMessageFluentBuilder {
        self.sqs.send_message().queue_url(url).message_body(body)
    }

    /// Sends in a group, the body as its deduplication id.
    async fn send_in(&self, url: &str, group: &str, body: &str) {
        let sending = self.sending(url, body).message_group_id(group);
        sending.message_deduplication_id(body).send().await.unwrap();
    }

    fn receiving(&self, url: &str) -> ReceiveMessageFluentBuilder {
        let receiving = self.sqs.receive_message().queue_url(url);
        receiving
            .max_number_of_messages(10)
            .message_system_attribute_names("All".into())
    }

    async fn receive(&self, url: &str) -> Vec<Message> {
        let received = self.receiving(url).send().await.unwrap();
        received.messages.unwrap_or_default()
    }

    /// Receives, and gives the texts alone.
    async fn texts(&self, url: &str) -> Vec<String> {
        let received = self.receive(url).await;
        received
            .into_iter()
            .map(|message| message.body.unwrap())
            .collect()
    }

    async fn delete(&self, url: &str, message: &Message) -> Result<(), String> {
        let deleting = self.sqs.delete_message().queue_url(url);
        let deleting = deleting.set_receipt_handle(message.receipt_handle.clone());
        deleting
            .send()
            .await
            .map(drop)
            .map_err(|error| code(&error))
    }

    async fn attribute(&self, url: &str, name: &str) -> Option<String> {
        let asking = self.sqs.get_queue_attributes().queue_url(url);
        let answer = asking.attribute_names("All".into()).send().await.unwrap();
        let attributes = answer.attributes.unwrap();
        attributes.get(&QueueAttributeName::from(name)).cloned()
    }
}

/// The code of a refusal, as the SDK reads it.
fn code<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> String {
    error.code().unwrap_or("no answer").to_owned()
}

/// A system attribute of a message.
fn system<'m>(message: &'m Message, name: &str) -> Option<&'m str> {
    let attributes = message.attributes.as_ref()?;
    attributes.get(&name.into()).map(String::as_str)
}
