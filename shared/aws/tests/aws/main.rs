//! The clients against servers on loopback.
#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic that it failed"
)]

mod connector;
mod dynamodb;
mod parameters;
mod server;

use std::sync::Arc;

use aws::{Aws, AwsSettings, Connector};
use clock::SharedClock;
use settings::TlsRoots;

const ACCESS: [(&str, &str); 2] = [
    ("AWS_ACCESS_KEY_ID", "key"),
    ("AWS_SECRET_ACCESS_KEY", "secret"),
];

/// Clients with credentials whose services are all at `url`.
fn aws_at(url: &str, clock: impl clock::Clock + 'static) -> Aws {
    let variables = ACCESS.into_iter().chain([("AWS_ENDPOINT_URL", url)]);
    aws_from(variables, clock)
}

fn aws_from<'a>(
    variables: impl IntoIterator<Item = (&'a str, &'a str)>,
    clock: impl clock::Clock + 'static,
) -> Aws {
    let settings = AwsSettings::from_environment(&variables.into_iter().collect()).unwrap();
    let clock: SharedClock = Arc::new(clock);
    let connector = Connector::new(TlsRoots::Builtin, Arc::clone(&clock)).unwrap();
    Aws::new(&settings, connector.shared(), clock)
}
