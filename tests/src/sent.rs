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

    /// Whether it writes an item whose partition key begins so; a check of one is no write.
    pub fn writes(&self, pk: &str) -> bool {
        let body = self.body();
        let items = body["TransactItems"].as_array().cloned();
        let mut writes = items.unwrap_or_default();
        writes.push(serde_json::json!({ "Update": body }));
        let keys = writes.iter().flat_map(|item| {
            let put = &item["Put"]["Item"]["pk"];
            [&item["Update"]["Key"]["pk"], put]
        });
        let mut keys = keys.filter_map(|key| key["S"].as_str());
        keys.any(|key| key.starts_with(pk))
    }
}
