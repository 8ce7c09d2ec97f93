//! What stands between botctl and its table, told apart.

use axum::Router;
use tokio::net::TcpListener;

use crate::town::Town;

/// Commands that begin with the table.
const COMMANDS: [&[&str]; 8] = [
    &["parked", "list"],
    &["parked", "show", "7"],
    &["parked", "drop", "7", "--yes"],
    &["send-test-alert"],
    &["shop", "rezone", "Asia/Tashkent"],
    &["lock", "show"],
    &["lock", "release"],
    &["parked", "drop", "a-message", "--yes"],
];

#[tokio::test]
async fn a_missing_table_is_named_everywhere() {
    let town = Town::new().await;
    let other = [("TABLE_NAME", "other")];
    for command in COMMANDS {
        let run = town.botctl_with(command, &other).await;
        assert_eq!(run.code, Some(1), "{command:?}: {run:?}");
        let begins = run.stderr.starts_with("There is no table other at http");
        assert!(begins, "{command:?}: {run:?}");
        assert!(
            run.stderr.contains("set TABLE_NAME"),
            "{command:?}: {run:?}"
        );
    }
}

#[tokio::test]
async fn refused_credentials_are_named_everywhere() {
    let town = Town::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(refusing(listener));
    let refused = [("AWS_ENDPOINT_URL_DYNAMODB", url.as_str())];
    for command in COMMANDS {
        let run = town.botctl_with(command, &refused).await;
        assert_eq!(run.code, Some(1), "{command:?}: {run:?}");
        let said = "refused us: set AWS_ACCESS_KEY_ID";
        assert!(run.stderr.contains(said), "{command:?}: {run:?}");
    }
    serving.abort();
}

const REFUSAL: &str =
    r#"{"__type":"com.amazon.coral.service#AccessDeniedException","message":"no"}"#;

/// A DynamoDB that lets nobody in.
async fn refusing(listener: TcpListener) {
    let answer = || async move {
        let kind = [("content-type", "application/x-amz-json-1.0")];
        (axum::http::StatusCode::BAD_REQUEST, kind, REFUSAL)
    };
    let router = Router::new().fallback(answer);
    axum::serve(listener, router).await.unwrap();
}
