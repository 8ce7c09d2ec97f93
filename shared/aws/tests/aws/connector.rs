use std::sync::Arc;
use std::time::Duration;

use aws::{AwsSettings, Connector, MAX_RESPONSE_BYTES, lacks_credentials};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Config;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::list_tables::ListTablesError;
use aws_smithy_runtime_api::client::result::DispatchFailure;
use clock::{ManualClock, SharedClock, SystemClock};
use settings::TlsRoots;
use tokio::net::TcpListener;

use crate::server::{Behaviour, Server};
use crate::{ACCESS, aws_at, aws_from};

const START: &str = "2026-01-01T00:00:00Z";
const NO_TABLES: &str = r#"{"TableNames":[]}"#;

type Failure = SdkError<ListTablesError>;

async fn failure(client: &Client) -> Failure {
    client
        .list_tables()
        .send()
        .await
        .expect_err("the server gives no answer that can be used")
}

fn dispatch(failure: Failure) -> DispatchFailure {
    match failure {
        SdkError::DispatchFailure(dispatch) => dispatch,
        other => panic!("not a dispatch failure: {other:?}"),
    }
}

#[tokio::test]
async fn refused_connection_is_an_io_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = aws_at(&url, SystemClock::new()).dynamodb();
    assert!(dispatch(failure(&client).await).is_io());
}

#[tokio::test]
async fn failed_handshake_is_an_io_error() {
    let server = Server::start(Behaviour::Gibberish).await;
    let url = format!("https://{}", server.address);
    let client = aws_at(&url, SystemClock::new()).dynamodb();
    assert!(dispatch(failure(&client).await).is_io());
}

#[tokio::test]
async fn body_cut_short_is_an_io_error() {
    let server = Server::start(Behaviour::CutShort).await;
    let client = aws_at(&server.url(), SystemClock::new()).dynamodb();
    assert!(dispatch(failure(&client).await).is_io());
}

#[tokio::test]
async fn answer_without_http_is_neither() {
    let server = Server::start(Behaviour::Gibberish).await;
    let client = aws_at(&server.url(), SystemClock::new()).dynamodb();
    assert!(dispatch(failure(&client).await).is_other());
}

#[tokio::test]
async fn answer_beyond_the_limit_is_refused() {
    let server = Server::start(Behaviour::Flood(MAX_RESPONSE_BYTES + 1)).await;
    let client = aws_at(&server.url(), SystemClock::new()).dynamodb();
    assert!(dispatch(failure(&client).await).is_other());
}

#[tokio::test]
async fn server_without_answer_is_given_up() {
    let server = Server::start(Behaviour::Silence).await;
    let clock = ManualClock::at(START);
    let client = aws_at(&server.url(), clock.clone()).dynamodb();
    let late = async {
        server.reached().await;
        clock.advance(Duration::from_secs(2));
    };
    let (failure, ()) = tokio::join!(failure(&client), late);
    assert!(matches!(failure, SdkError::TimeoutError(_)), "{failure:?}");
}

#[tokio::test]
async fn read_limit_ends_a_silent_exchange() {
    let server = Server::start(Behaviour::Silence).await;
    let clock = ManualClock::at(START);
    let client = aws_at(&server.url(), clock.clone()).dynamodb();
    let limits = TimeoutConfig::builder()
        .read_timeout(Duration::from_millis(500))
        .build();
    let request = client.list_tables().customize();
    let request = request.config_override(Config::builder().timeout_config(limits));
    let late = async {
        server.reached().await;
        clock.advance(Duration::from_millis(500));
    };
    let (answer, ()) = tokio::join!(request.send(), late);
    assert!(dispatch(answer.unwrap_err()).is_timeout());
}

#[tokio::test]
async fn handshake_without_end_is_given_up() {
    let server = Server::start(Behaviour::Silence).await;
    let clock = ManualClock::at(START);
    let client = aws_at(&format!("https://{}", server.address), clock.clone()).dynamodb();
    let late = async {
        server.reached().await;
        clock.advance(Duration::from_secs(1));
    };
    let (failure, ()) = tokio::join!(failure(&client), late);
    assert!(dispatch(failure).is_timeout());
}

#[tokio::test]
async fn failing_service_sees_one_request() {
    let server = Server::answering(500, "{}").await;
    let client = aws_at(&server.url(), SystemClock::new()).dynamodb();
    assert!(matches!(failure(&client).await, SdkError::ServiceError(_)));
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn no_credentials_means_no_request() {
    let server = Server::answering(200, NO_TABLES).await;
    let client = aws_from([("AWS_ENDPOINT_URL", &*server.url())], SystemClock::new()).dynamodb();
    assert!(lacks_credentials(&failure(&client).await));
    assert_eq!(server.requests(), 0);
}

#[tokio::test]
async fn opened_connection_serves_every_client() {
    let server = Server::answering(200, NO_TABLES).await;
    let url = server.url();
    let variables = ACCESS.into_iter().chain([("AWS_ENDPOINT_URL", &*url)]);
    let settings = AwsSettings::from_environment(&variables.collect()).unwrap();
    let clock: SharedClock = Arc::new(SystemClock::new());
    let connector = Connector::new(TlsRoots::Builtin, Arc::clone(&clock)).unwrap();
    connector
        .open(&settings.dynamodb_url(), Duration::from_secs(5))
        .await;
    for _ in 0..2 {
        let client = aws::Aws::new(&settings, connector.shared(), Arc::clone(&clock)).dynamodb();
        client.list_tables().send().await.unwrap();
    }
    assert_eq!((server.connections(), server.requests()), (1, 3));
}

#[tokio::test]
async fn opening_ends_with_its_limit() {
    let server = Server::start(Behaviour::Silence).await;
    let clock = ManualClock::at(START);
    let connector = Connector::new(TlsRoots::Builtin, Arc::new(clock.clone())).unwrap();
    let uri = server.url().parse().unwrap();
    let late = async {
        server.reached().await;
        clock.advance(Duration::from_millis(80));
    };
    tokio::join!(connector.open(&uri, Duration::from_millis(80)), late);
    assert_eq!(server.connections(), 1);
}
