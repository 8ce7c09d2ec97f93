use std::sync::Arc;

use aws::{Aws, AwsSettings, Connector};
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::ProvideErrorMetadata as _;
use aws_sdk_sqs::types::QueueAttributeName;
use clock::{SharedClock, SystemClock};
use settings::{Environment, Reader, TlsRoots};

use super::Finding;

const ABOUT: &str = "queue";

/// Of which type a queue has to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Type {
    Fifo,
    Standard,
}

/// The queues that the environment names; whether it has to name one, the settings say.
const QUEUES: [(&str, Type); 3] = [
    ("NOTICES_QUEUE_URL", Type::Fifo),
    ("BULK_QUEUE_URL", Type::Fifo),
    ("JOBS_QUEUE_URL", Type::Standard),
];

pub(crate) async fn findings(environment: &Environment) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(client) = client(environment) else {
        return findings;
    };
    for (variable, kind) in QUEUES {
        if let Some(url) = environment.get(variable) {
            findings.extend(queue(&client, variable, url, kind).await);
        }
    }
    findings
}

/// None where settings are wrong, which others tell.
fn client(environment: &Environment) -> Option<Client> {
    let mut reader = Reader::new(environment);
    let aws = AwsSettings::read(&mut reader, environment).ok()?;
    let roots: Option<TlsRoots> = reader.optional("TLS_ROOTS", str::parse).ok()?;
    let clock: SharedClock = Arc::new(SystemClock::new());
    let connector = Connector::new(roots.unwrap_or_default(), clock.clone()).ok()?;
    Some(Aws::new(&aws, connector.shared(), clock).sqs())
}

async fn queue(client: &Client, variable: &str, url: &str, kind: Type) -> Vec<Finding> {
    let request = client.get_queue_attributes().queue_url(url);
    let request = request.attribute_names(QueueAttributeName::All);
    let attributes = match request.send().await {
        Ok(answer) => answer.attributes.unwrap_or_default(),
        Err(error) => return vec![unanswered(variable, error.code())],
    };
    let is = |name: &QueueAttributeName| attributes.contains_key(name);
    let wanted = match kind {
        Type::Fifo => "a FIFO queue",
        Type::Standard => "a standard queue",
    };
    vec![
        Finding::unless(
            is(&QueueAttributeName::FifoQueue) != (kind == Type::Fifo),
            ABOUT,
            format!("{variable} names a queue of the wrong type"),
            format!("set it to {wanted}, as the template makes it"),
        ),
        Finding::unless(
            !is(&QueueAttributeName::RedrivePolicy),
            "dead letters",
            format!("the queue of {variable} has no dead-letter queue"),
            "give it a redrive policy, or deploy the template again",
        ),
    ]
}

fn unanswered(variable: &str, code: Option<&str>) -> Finding {
    match code {
        Some(code) if code.contains("NonExistentQueue") || code.contains("QueueDoesNotExist") => {
            Finding::wrong(
                ABOUT,
                format!("{variable} names a queue that does not exist"),
                "set it to the queue's URL as SQS gives it",
            )
        }
        Some(code) => Finding::wrong(
            ABOUT,
            format!("the queue of {variable} refuses us ({code})"),
            "set AWS credentials that may read the queue's attributes",
        ),
        None => Finding::wrong(
            ABOUT,
            format!("nobody answers for the queue of {variable}"),
            "check the network and AWS_ENDPOINT_URL_SQS",
        ),
    }
}
