use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType,
};
use clock::SystemClock;
use dynoxide::Database;
use tokio::net::TcpListener;

use crate::aws_at;

async fn dynamodb() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(dynoxide::server::serve_on(
        listener,
        Database::memory().unwrap(),
    ));
    aws_at(&url, SystemClock::new()).dynamodb()
}

async fn create_table(client: &Client) {
    let key = KeySchemaElement::builder()
        .attribute_name("pk")
        .key_type(KeyType::Hash)
        .build();
    let attribute = AttributeDefinition::builder()
        .attribute_name("pk")
        .attribute_type(ScalarAttributeType::S)
        .build();
    let table = client
        .create_table()
        .table_name("desk")
        .billing_mode(BillingMode::PayPerRequest);
    let table = table
        .key_schema(key.unwrap())
        .attribute_definitions(attribute.unwrap());
    table.send().await.unwrap();
}

#[tokio::test]
async fn stored_item_comes_back() {
    let client = dynamodb().await;
    create_table(&client).await;
    let [key, text] = ["chat#1", "hello"].map(|value| AttributeValue::S(value.to_owned()));
    let put = client
        .put_item()
        .table_name("desk")
        .item("pk", key.clone())
        .item("text", text.clone());
    put.send().await.unwrap();
    let read = client
        .get_item()
        .table_name("desk")
        .key("pk", key)
        .consistent_read(true)
        .send()
        .await;
    assert_eq!(read.unwrap().item().unwrap().get("text"), Some(&text));
}

#[tokio::test]
async fn missing_table_is_a_service_error() {
    let client = dynamodb().await;
    let key = AttributeValue::S("chat#1".to_owned());
    let error = client
        .get_item()
        .table_name("desk")
        .key("pk", key)
        .send()
        .await
        .unwrap_err();
    assert!(error.into_service_error().is_resource_not_found_exception());
}
