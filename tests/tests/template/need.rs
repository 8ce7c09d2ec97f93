//! What a request needs to be allowed: IAM's action, the resource, and the partition key.

use frontdesk_tests::Sent;
use frontdesk_tests::world::{BULK, DEAD, QUEUE};
use serde_json::Value;

use crate::Stack;

/// One permission that a request needs.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Need {
    /// The action, such as `dynamodb:Query`.
    pub(crate) action: String,
    /// The resource's ARN.
    pub(crate) resource: String,
    /// The partition key, of a request to the table.
    pub(crate) key: Option<String>,
}

impl Need {
    /// Everything that a request needs. A transaction needs the actions of its parts, a batch one
    /// action on each of its keys, and `SendMessageBatch` is `sqs:SendMessage` (IAM's service
    /// authorization reference).
    pub(crate) fn of(sent: &Sent, stack: &Stack) -> Vec<Self> {
        let body = sent.body();
        match (sent.service.as_str(), sent.operation.as_str()) {
            ("DynamoDB_20120810", "TransactWriteItems") => parts(&body, stack),
            ("DynamoDB_20120810", "BatchGetItem") => batch(&body, stack),
            ("DynamoDB_20120810", "Query") => {
                vec![on_table("Query", &body, &queried(&body), stack)]
            }
            ("DynamoDB_20120810", operation) => {
                vec![on_table(operation, &body, &body["Key"]["pk"], stack)]
            }
            ("AmazonSQS", "SendMessageBatch") => vec![on_queue("SendMessage", &body, stack)],
            ("AmazonSQS", operation) => vec![on_queue(operation, &body, stack)],
            other => panic!("what does {other:?} need?"),
        }
    }
}

fn on_table(operation: &str, request: &Value, key: &Value, stack: &Stack) -> Need {
    let table = stack.attribute("Table", "Arn");
    let name = request["TableName"].as_str().unwrap();
    assert!(table.ends_with(&format!("table/{name}")), "{request}");
    let index = request["IndexName"].as_str();
    Need {
        action: format!("dynamodb:{operation}"),
        resource: index.map_or(table.clone(), |index| format!("{table}/index/{index}")),
        key: Some(key["S"].as_str().unwrap().to_owned()),
    }
}

/// The value of the first comparison of a key condition, such as `pk = :pk AND …`.
fn queried(request: &Value) -> Value {
    let condition = request["KeyConditionExpression"].as_str().unwrap();
    let placeholder = condition.split_whitespace().nth(2).unwrap();
    request["ExpressionAttributeValues"][placeholder].clone()
}

fn batch(request: &Value, stack: &Stack) -> Vec<Need> {
    let tables = request["RequestItems"].as_object().unwrap();
    let (table, asked) = tables.iter().next().unwrap();
    let request = serde_json::json!({ "TableName": table });
    let keys = asked["Keys"].as_array().unwrap().iter();
    keys.map(|key| on_table("BatchGetItem", &request, &key["pk"], stack))
        .collect()
}

fn parts(request: &Value, stack: &Stack) -> Vec<Need> {
    let parts = request["TransactItems"].as_array().unwrap().iter();
    let part = |part: &Value| {
        let (kind, part) = part.as_object().unwrap().iter().next().unwrap();
        let operation = format!("{kind}Item");
        on_table(&operation, part, &part["Key"]["pk"], stack)
    };
    parts.map(part).collect()
}

fn on_queue(operation: &str, request: &Value, stack: &Stack) -> Need {
    let url = request["QueueUrl"].as_str().unwrap();
    let [dead_notices, dead_bulk] = DEAD;
    let queues = [
        (QUEUE, "NoticesQueue"),
        (BULK, "BulkQueue"),
        (dead_notices, "NoticesDeadLetters"),
        (dead_bulk, "BulkDeadLetters"),
    ];
    let queue = queues.iter().find(|(name, _)| url.ends_with(name));
    let (_, resource) = queue.unwrap_or_else(|| panic!("what is {url}?"));
    Need {
        action: format!("sqs:{operation}"),
        resource: stack.attribute(resource, "Arn"),
        key: None,
    }
}
