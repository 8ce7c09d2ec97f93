//! The capacity units that the table counts for each request.

use std::sync::{Mutex, PoisonError};

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use serde_json::Value;

/// Asks the table what each request consumes, and adds up what it says, while it runs.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    units: Mutex<Option<Vec<(String, f64)>>>,
}

impl Meter {
    /// Runs from now on, from nothing.
    pub(crate) fn start(&self) {
        *self.lock() = Some(Vec::new());
    }

    /// Stops; each operation since the start and its units.
    pub(crate) fn stop(&self) -> Vec<(String, f64)> {
        self.lock().take().unwrap_or_default()
    }

    /// The request with the question in it, if the meter runs and it goes to a table.
    pub(crate) fn asking(&self, mut request: HttpRequest) -> HttpRequest {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        if self.lock().is_none() || !target.starts_with("DynamoDB") {
            return request;
        }
        let mut body = json(request.body());
        body["ReturnConsumedCapacity"] = "TOTAL".into();
        let body = body.to_string();
        let length = body.len().to_string();
        request.headers_mut().insert("content-length", length);
        *request.body_mut() = SdkBody::from(body);
        request
    }

    /// Notes what the answer to an operation says.
    pub(crate) fn note(&self, operation: &str, answer: &HttpResponse) {
        if let Some(units) = self.lock().as_mut()
            && let Some(consumed) = json(answer.body()).get("ConsumedCapacity")
        {
            units.push((operation.to_owned(), sum(consumed)));
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Vec<(String, f64)>>> {
        self.units.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn json(body: &SdkBody) -> Value {
    let bytes = body.bytes().expect("the connector collects bodies");
    serde_json::from_slice(bytes).unwrap_or_default()
}

/// One table's units, or a list of those of several.
fn sum(consumed: &Value) -> f64 {
    match consumed {
        Value::Array(tables) => tables.iter().map(sum).sum(),
        table => table["CapacityUnits"]
            .as_f64()
            .expect("a table's units are a number"),
    }
}
