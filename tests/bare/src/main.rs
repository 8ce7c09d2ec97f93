//! The floor of the benchmark: reads a conversation, counts up its version, answers.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use clock::SystemClock;
use lambda_http::{Body, Error, Request, Response, service_fn};
use serde_json::{Value, json};
use settings::{Environment, TlsRoots};

fn main() -> Result<(), Error> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(run())
}

async fn run() -> Result<(), Error> {
    let environment = Environment::of_process();
    let settings = AwsSettings::from_environment(&environment)?;
    let clock = Arc::new(SystemClock::new());
    let connector = Connector::new(TlsRoots::Builtin, clock.clone())?;
    let client = Aws::new(&settings, connector.shared(), clock).dynamodb();
    let table = environment
        .get("TABLE_NAME")
        .unwrap_or("frontdesk")
        .to_owned();
    let url = settings.dynamodb_url();
    tokio::spawn(async move { connector.open(&url, Duration::from_secs(2)).await });
    let (client, table) = (&client, table.as_str());
    let service = service_fn(|request: Request| async move {
        let answer = answer(client, table, &request).await;
        Ok::<_, Infallible>(
            answer.unwrap_or_else(|error| Response::new(Body::from(error.to_string()))),
        )
    });
    lambda_http::run(service).await
}

async fn answer(client: &Client, table: &str, request: &Request) -> Result<Response<Body>, Error> {
    let update: Value = serde_json::from_slice(request.body().as_ref())?;
    let user = update["message"]["from"]["id"].as_i64().unwrap_or_default();
    let pk = AttributeValue::S(format!("bare#{user}"));
    let query = client
        .query()
        .table_name(table)
        .consistent_read(true)
        .key_condition_expression("pk = :pk");
    let found = query
        .expression_attribute_values(":pk", pk.clone())
        .send()
        .await?;
    let version = found
        .items()
        .first()
        .and_then(|item| item["v"].as_n().ok()?.parse::<u64>().ok())
        .unwrap_or(0);
    let write = client
        .update_item()
        .table_name(table)
        .key("pk", pk)
        .key("sk", AttributeValue::S("c".into()));
    let next = AttributeValue::N((version + 1).to_string());
    write
        .update_expression("SET v = :v")
        .expression_attribute_values(":v", next)
        .send()
        .await?;
    let reply = json!({ "method": "sendMessage", "chat_id": user, "text": version.to_string() });
    let response = Response::builder().header("content-type", "application/json");
    Ok(response.body(Body::from(reply.to_string()))?)
}
