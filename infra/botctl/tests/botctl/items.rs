//! Rows as another build may have written them.

use aws::{Aws, AwsSettings, Connector};
use aws_sdk_dynamodb::types::AttributeValue;
use clock::{SharedClock, SystemClock};
use settings::{Environment, Reader, TlsRoots};
use std::sync::Arc;

/// Writes a row with nothing but its keys and these texts, and a version where it has one.
pub(crate) async fn put(
    environment: &Environment,
    key: [&str; 2],
    version: Option<u32>,
    texts: &[(&str, &str)],
) {
    let mut reader = Reader::new(environment);
    let settings = AwsSettings::read(&mut reader, environment).unwrap();
    let clock: SharedClock = Arc::new(SystemClock::new());
    let connector = Connector::new(TlsRoots::Builtin, clock.clone()).unwrap();
    let client = Aws::new(&settings, connector.shared(), clock).dynamodb();
    let table = environment.get("TABLE_NAME").unwrap();
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let request = client.put_item().table_name(table);
    let mut request = request.item("pk", text(key[0])).item("sk", text(key[1]));
    if let Some(version) = version {
        request = request.item("v", AttributeValue::N(version.to_string()));
    }
    for (name, value) in texts {
        request = match value.parse::<i64>() {
            Ok(number) => request.item(*name, AttributeValue::N(number.to_string())),
            Err(_) => request.item(*name, text(value)),
        };
    }
    request.send().await.unwrap();
}
