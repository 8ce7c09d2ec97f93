//! The table is the one that `store::schema::create` makes.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::{
    AttributeDefinition, GlobalSecondaryIndexDescription, KeySchemaElement, TimeToLiveStatus,
};
use frontdesk_tests::TestTable;
use frontdesk_tests::table::TABLE;
use serde_json::Value;

use crate::Stack;

/// What makes two tables the same: attributes and their types, keys, indexes, billing, TTL.
#[derive(Debug, Eq, PartialEq)]
struct Shape {
    attributes: BTreeSet<(String, String)>,
    keys: Vec<(String, String)>,
    indexes: BTreeMap<String, (Vec<(String, String)>, String)>,
    billing: String,
    ttl: String,
}

#[tokio::test]
async fn the_templates_table_is_the_codes_table() {
    let table = TestTable::start().await;
    assert_eq!(of_template(), of_code(&table).await);
}

#[test]
fn the_data_is_protected_and_outlives_the_stack() {
    let stack = Stack::new();
    let resource = stack.resource("Table");
    assert_eq!(resource["DeletionPolicy"], "Retain");
    assert_eq!(resource["UpdateReplacePolicy"], "Retain");
    let table = stack.properties("Table");
    assert_eq!(table["DeletionProtectionEnabled"], true);
    assert_eq!(
        table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"],
        true
    );
    assert_eq!(
        table.get("TableName"),
        None,
        "a new stack finds the kept table's name taken"
    );
}

fn of_template() -> Shape {
    let table = Stack::new().properties("Table");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let index = |index: &Value| {
        let projected = text(&index["Projection"], "ProjectionType");
        (
            text(index, "IndexName"),
            (keys(&index["KeySchema"]), projected),
        )
    };
    assert_eq!(table["TimeToLiveSpecification"]["Enabled"], true);
    Shape {
        attributes: list(&table["AttributeDefinitions"])
            .iter()
            .map(|attribute| {
                (
                    text(attribute, "AttributeName"),
                    text(attribute, "AttributeType"),
                )
            })
            .collect(),
        keys: keys(&table["KeySchema"]),
        indexes: list(&table["GlobalSecondaryIndexes"])
            .iter()
            .map(index)
            .collect(),
        billing: text(&table, "BillingMode"),
        ttl: text(&table["TimeToLiveSpecification"], "AttributeName"),
    }
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap().to_owned()
}

fn keys(schema: &Value) -> Vec<(String, String)> {
    let elements = schema.as_array().unwrap().iter();
    elements
        .map(|key| (text(key, "AttributeName"), text(key, "KeyType")))
        .collect()
}

async fn of_code(table: &TestTable) -> Shape {
    let described = table.client().describe_table().table_name(TABLE).send();
    let made = described.await.unwrap().table.unwrap();
    let ttl = table.client().describe_time_to_live().table_name(TABLE);
    let ttl = ttl.send().await.unwrap().time_to_live_description.unwrap();
    assert_eq!(
        ttl.time_to_live_status(),
        Some(&TimeToLiveStatus::Enabled),
        "{ttl:?}"
    );
    Shape {
        attributes: made.attribute_definitions().iter().map(attribute).collect(),
        keys: made.key_schema().iter().map(key).collect(),
        indexes: made.global_secondary_indexes().iter().map(index).collect(),
        billing: made
            .billing_mode_summary()
            .and_then(|billing| billing.billing_mode())
            .unwrap()
            .as_str()
            .to_owned(),
        ttl: ttl.attribute_name().unwrap().to_owned(),
    }
}

fn attribute(attribute: &AttributeDefinition) -> (String, String) {
    let kind = attribute.attribute_type().as_str();
    (attribute.attribute_name().to_owned(), kind.to_owned())
}

fn key(key: &KeySchemaElement) -> (String, String) {
    let kind = key.key_type().as_str();
    (key.attribute_name().to_owned(), kind.to_owned())
}

fn index(index: &GlobalSecondaryIndexDescription) -> (String, (Vec<(String, String)>, String)) {
    let projection = index.projection().and_then(|all| all.projection_type());
    (
        index.index_name().unwrap().to_owned(),
        (
            index.key_schema().iter().map(key).collect(),
            projection.unwrap().as_str().to_owned(),
        ),
    )
}
