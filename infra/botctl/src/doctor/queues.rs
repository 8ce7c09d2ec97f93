use std::collections::{BTreeSet, HashMap};
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

/// Names the queues of what could not be processed.
const DEAD_LETTERS: &str = "DEAD_LETTER_QUEUE_URLS";

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
    for url in dead_letter_urls(environment) {
        findings.extend(dead_letters(&client, &url).await);
    }
    findings
}

/// What is no URL the settings tell.
fn dead_letter_urls(environment: &Environment) -> BTreeSet<String> {
    let urls = environment.get(DEAD_LETTERS).unwrap_or_default();
    let urls = urls.split(',').map(|url| url.trim().to_owned());
    urls.filter(|url| url.contains("://")).collect()
}

/// What lies there is to stay until somebody looks at it.
async fn dead_letters(client: &Client, url: &str) -> Vec<Finding> {
    let name = url.rsplit('/').next().unwrap_or_default();
    let variable = format!("{DEAD_LETTERS} ({name})");
    match attributes(client, url).await {
        Err(code) => vec![unanswered(&variable, code.as_deref())],
        Ok(attributes) => vec![Finding::unless(
            attributes.contains_key(&QueueAttributeName::RedrivePolicy),
            "dead letters",
            format!("the queue of {variable} passes its letters on, so nobody is told of them"),
            "name the last of the queues there, which has no redrive policy",
        )],
    }
}

async fn attributes(
    client: &Client,
    url: &str,
) -> Result<HashMap<QueueAttributeName, String>, Option<String>> {
    let request = client.get_queue_attributes().queue_url(url);
    let request = request.attribute_names(QueueAttributeName::All);
    match request.send().await {
        Ok(answer) => Ok(answer.attributes.unwrap_or_default()),
        Err(error) => Err(error.code().map(str::to_owned)),
    }
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
    let attributes = match attributes(client, url).await {
        Ok(attributes) => attributes,
        Err(code) => return vec![unanswered(variable, code.as_deref())],
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
