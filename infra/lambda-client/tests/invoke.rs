//! Calls against a server on loopback that answers as Lambda and `cargo lambda watch` do.
#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic that it failed"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, Response, StatusCode};
use clock::{ManualClock, SharedClock, SystemClock};
use lambda_client::{Endpoint, FunctionError, InvokeError, LambdaClient};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::task::JoinHandle;

const LIMIT: Duration = Duration::from_secs(10);

/// A server that gives everybody the same answer, and the client of it.
struct Lambda {
    client: LambdaClient,
    requests: Arc<Mutex<Vec<(String, HeaderMap, Bytes)>>>,
    task: JoinHandle<()>,
}

impl Lambda {
    async fn answering(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Self {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        let (headers, body): (HeaderMap, Bytes) = (headers.collect(), body.into());
        let requests = Arc::<Mutex<Vec<_>>>::default();
        let seen = Arc::clone(&requests);
        let answer = async move |request: Request<Body>| {
            let (head, received) = request.into_parts();
            let received = axum::body::to_bytes(received, usize::MAX).await.unwrap();
            let line = format!("{} {}", head.method, head.uri);
            seen.lock().unwrap().push((line, head.headers, received));
            let mut response = Response::new(Body::from(body.clone()));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            response.headers_mut().extend(headers.clone());
            response
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = endpoint(&listener);
        let routes = Router::new().fallback(answer);
        Self {
            client: LambdaClient::new(endpoint, Arc::new(SystemClock::new())),
            requests,
            task: tokio::spawn(async { axum::serve(listener, routes).await.unwrap() }),
        }
    }

    async fn invoke(&self) -> Result<Value, InvokeError> {
        self.client.invoke("monitor", &json!({}), LIMIT).await
    }

    async fn fails(&self) -> InvokeError {
        self.invoke().await.unwrap_err()
    }
}

impl Drop for Lambda {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn endpoint(listener: &TcpListener) -> Endpoint {
    let address = listener.local_addr().unwrap();
    format!("http://{address}").parse().unwrap()
}

fn crash() -> FunctionError {
    FunctionError {
        error_type: "Crash".to_owned(),
        error_message: "out of luck".to_owned(),
    }
}

const CRASH: &str = r#"{"errorType":"Crash","errorMessage":"out of luck"}"#;

#[tokio::test]
async fn a_function_gets_its_event() {
    let lambda = Lambda::answering(200, &[], r#"{"batchItemFailures":[]}"#).await;
    let event = json!({ "Records": [{ "body": "Здравствуйте" }] });
    let returned = lambda.client.invoke("notifier", &event, LIMIT).await;
    assert_eq!(returned, Ok(json!({ "batchItemFailures": [] })));
    let requests = lambda.requests.lock().unwrap();
    let [(line, headers, body)] = &requests[..] else {
        panic!("{requests:?}");
    };
    assert_eq!(line, "POST /2015-03-31/functions/notifier/invocations");
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(serde_json::from_slice::<Value>(body).unwrap(), event);
}

#[tokio::test]
async fn a_function_may_return_nothing() {
    for body in ["null", ""] {
        let lambda = Lambda::answering(200, &[], body).await;
        assert_eq!(lambda.invoke().await, Ok(Value::Null));
    }
}

#[tokio::test]
async fn a_failure_is_known_by_lambdas_header() {
    let marked = [("X-Amz-Function-Error", "Unhandled")];
    let lambda = Lambda::answering(200, &marked, CRASH).await;
    let failed = lambda.fails().await;
    assert_eq!(
        failed.to_string(),
        "The function monitor failed: Crash: out of luck."
    );
    let (function, error) = ("monitor".to_owned(), crash());
    assert_eq!(failed, InvokeError::Failed { function, error });
}

#[tokio::test]
async fn a_failure_is_known_by_cargo_lambdas_status() {
    let lambda = Lambda::answering(500, &[], CRASH).await;
    let (function, error) = ("monitor".to_owned(), crash());
    assert_eq!(
        lambda.fails().await,
        InvokeError::Failed { function, error }
    );
}

#[tokio::test]
async fn a_failure_of_the_emulator_is_shown() {
    let problem =
        r#"{"type":"https://httpstatuses.com/500","status":500,"title":"Internal Server Error"}"#;
    let lambda = Lambda::answering(500, &[], problem).await;
    let sentence = lambda.fails().await.to_string();
    assert!(
        sentence.starts_with("The call was refused with 500 Internal Server Error"),
        "{sentence}"
    );
}

#[tokio::test]
async fn a_missing_function_is_named() {
    let missing = r#"{"title":"Missing function","detail":"that function doesn't exist"}"#;
    let lambda = Lambda::answering(404, &[], missing).await;
    let sentence = lambda.fails().await.to_string();
    assert_eq!(
        sentence,
        format!("There is no function monitor ({missing}): give the name of its binary.")
    );
}

#[tokio::test]
async fn another_server_is_recognised() {
    let lambda = Lambda::answering(200, &[], "<html>").await;
    assert!(matches!(lambda.fails().await, InvokeError::NotJson { .. }));
    let lambda = Lambda::answering(405, &[], "no").await;
    assert!(matches!(lambda.fails().await, InvokeError::Refused { .. }));
}

#[tokio::test]
async fn a_response_has_lambdas_limit() {
    let text = |length: usize| format!("\"{}\"", "a".repeat(length - 2));
    let lambda = Lambda::answering(200, &[], text(6_291_556)).await;
    assert!(lambda.invoke().await.is_ok());
    let lambda = Lambda::answering(200, &[], text(6_291_557)).await;
    assert_eq!(lambda.fails().await, InvokeError::TooLarge(6_291_556));
}

#[tokio::test]
async fn a_refusal_shows_little() {
    let lambda = Lambda::answering(429, &[], "я".repeat(10_000)).await;
    let InvokeError::Refused { status, said } = lambda.fails().await else {
        panic!("429 is a refusal");
    };
    assert_eq!((status.as_u16(), said), (429, "я".repeat(200)));
}

#[tokio::test]
async fn nobody_there_is_one_sentence() {
    // Bound, so that nobody else gets it, but nobody listens.
    let deaf = TcpSocket::new_v4().unwrap();
    deaf.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = deaf.local_addr().unwrap();
    let endpoint: Endpoint = format!("http://{address}").parse().unwrap();
    let client = LambdaClient::new(endpoint, Arc::new(SystemClock::new()));
    let failed = client.invoke("monitor", &json!({}), LIMIT).await;
    assert_eq!(
        failed.unwrap_err().to_string(),
        format!(
            "No functions are at http://{address}: start them there with `cargo lambda watch`."
        )
    );
}

#[tokio::test]
async fn a_broken_connection_is_told_apart() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = LambdaClient::new(endpoint(&listener), Arc::new(SystemClock::new()));
    let hang_up = async {
        let (stream, _) = listener.accept().await.unwrap();
        stream.readable().await.unwrap();
    };
    let event = json!({});
    let (failed, ()) = tokio::join!(client.invoke("monitor", &event, LIMIT), hang_up);
    assert_eq!(failed, Err(InvokeError::Broken(endpoint(&listener))));
}

#[tokio::test]
async fn a_function_that_says_nothing_is_given_up() {
    let (asked, mut is_asked) = watch::channel(false);
    let never = async move || {
        asked.send_replace(true);
        std::future::pending::<()>().await;
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = endpoint(&listener);
    let routes = Router::new().fallback(never);
    let task = tokio::spawn(async { axum::serve(listener, routes).await.unwrap() });
    let clock = ManualClock::at("2026-01-01T00:00:00Z");
    let shared: SharedClock = Arc::new(clock.clone());
    let client = LambdaClient::new(endpoint, shared);
    let event = json!({});
    let time_passes = async {
        is_asked.wait_for(|asked| *asked).await.unwrap();
        clock.advance(LIMIT);
    };
    let both = async { tokio::join!(client.invoke("monitor", &event, LIMIT), time_passes) };
    let ended = clock::within(&SystemClock::new(), 3 * LIMIT, both).await;
    let (failed, ()) = ended.expect("the limit holds");
    let function = "monitor".to_owned();
    let limit = LIMIT;
    assert_eq!(failed, Err(InvokeError::TimedOut { function, limit }));
    task.abort();
}
