//! What a function sent to AWS.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use serde_json::Value;

/// One request to an AWS service that speaks JSON.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The protocol's name of the service, such as `DynamoDB_20120810`.
    pub service: String,
    /// The operation, such as `Query`.
    pub operation: String,
    body: Vec<u8>,
}

impl Sent {
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let (service, operation) = target.rsplit_once('.').unwrap_or_default();
        Self {
            service: service.to_owned(),
            operation: operation.to_owned(),
            body: request.body().bytes().unwrap_or_default().to_vec(),
        }
    }

    /// The request itself.
    pub fn body(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the SDK sends JSON")
    }
}
