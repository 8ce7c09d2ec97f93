//! `botctl table create`, against a DynamoDB of its own.

use dynoxide::Database;
use tokio::net::{TcpListener, TcpSocket};

use crate::run::{Run, botctl};

async fn create_at(url: &str, more: &[&str]) -> Run {
    let arguments = [&["table", "create"], more].concat();
    let environment = [
        ("TABLE_NAME", "frontdesk-dev"),
        ("AWS_ENDPOINT_URL", url),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
    ];
    botctl(&arguments, &environment).await
}

async fn dynamodb() -> (String, Database) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let database = Database::memory().unwrap();
    tokio::spawn(dynoxide::server::serve_on(listener, database.clone()));
    (url, database)
}

#[tokio::test]
async fn the_table_is_made_once() {
    let (url, database) = dynamodb().await;
    let first = create_at(&url, &[]).await;
    assert_eq!(first.stdout, "Created table frontdesk-dev.\n", "{first:?}");
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    assert_eq!(database.table_count().unwrap(), 1);
    let second = create_at(&url, &[]).await;
    let said = "Table frontdesk-dev exists already; it was left as it is.\n";
    assert_eq!((second.code, second.stdout.as_str()), (Some(0), said));
}

#[tokio::test]
async fn machines_get_a_line_of_json() {
    let (url, _database) = dynamodb().await;
    for result in ["created", "existed"] {
        let made = create_at(&url, &["--json"]).await;
        assert_eq!(made.stdout.lines().count(), 1, "{made:?}");
        let line: serde_json::Value = serde_json::from_str(&made.stdout).unwrap();
        let expected = serde_json::json!({"table": "frontdesk-dev", "result": result});
        assert_eq!(line, expected);
    }
    let refused = botctl(&["--json", "table", "create"], &[]).await;
    assert_eq!(refused.code, Some(1));
    assert!(refused.stdout.starts_with("{\"error\":\"the settings are"));
}

#[tokio::test]
async fn the_real_table_is_left_alone() {
    let real = [("TABLE_NAME", "frontdesk"), ("AWS_REGION", "eu-central-1")];
    let refused = botctl(&["table", "create"], &real).await;
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""));
    assert_eq!(
        refused.stderr,
        "AWS_ENDPOINT_URL is not set, so this would make table frontdesk at AWS itself, where the \
         template makes it: set AWS_ENDPOINT_URL to a stand-in, or add --really.\n"
    );
}

#[tokio::test]
async fn really_goes_on_to_aws() {
    // Without credentials no request is sent.
    let real = [("TABLE_NAME", "frontdesk"), ("AWS_REGION", "eu-central-1")];
    let refused = botctl(&["table", "create", "--really"], &real).await;
    assert_eq!(refused.code, Some(1));
    assert!(
        refused
            .stderr
            .starts_with("https://dynamodb.eu-central-1.amazonaws.com/ refused us: set AWS_ACCESS"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn nobody_there_is_one_sentence() {
    // Bound, so that nobody else gets the port, but nobody listens.
    let deaf = TcpSocket::new_v4().unwrap();
    deaf.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", deaf.local_addr().unwrap());
    let failed = create_at(&url, &[]).await;
    assert_eq!(failed.code, Some(1));
    let said = format!(
        "Nobody answers at {url}/: start what should be there, or set AWS_ENDPOINT_URL to where it is.\n"
    );
    assert_eq!(failed.stderr, said);
}

#[tokio::test]
async fn every_wrong_variable_is_named() {
    let failed = botctl(&["table", "create"], &[("TABLE_NAME", "!")]).await;
    assert_eq!(failed.code, Some(1));
    for variable in ["TABLE_NAME is not a table name", "AWS_REGION is missing"] {
        assert!(failed.stderr.contains(variable), "{failed:?}");
    }
}

#[tokio::test]
async fn wrong_arguments_are_code_two() {
    for arguments in [&["table"][..], &["table", "drop"], &[]] {
        assert_eq!(botctl(arguments, &[]).await.code, Some(2), "{arguments:?}");
    }
    let help = botctl(&["--help"], &[]).await;
    assert_eq!(help.code, Some(0));
    assert!(
        help.stdout
            .contains("Exit codes: 0 done, and what was looked at is well; 1 not done")
    );
}
