use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::mailbox::Mailbox;

/// The largest answer in bytes. Source: AWS Lambda Developer Guide, quotas (6 MB), with the exact
/// number from Lambda's own error message.
const MAX_ANSWER_BYTES: usize = 6_291_556;

const FUNCTION_ARN: &str = "arn:aws:lambda:us-east-1:123456789012:function:function";
const TRACE_ID: &str = "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0";

type Shared = State<Arc<Mailbox>>;

pub(crate) fn router(mailbox: Arc<Mailbox>) -> Router {
    let runtime = Router::new()
        .route("/invocation/next", get(next))
        .route("/invocation/{id}/response", post(response))
        .route("/invocation/{id}/error", post(error))
        .route("/init/error", post(init_error));
    Router::new()
        .nest("/2018-06-01/runtime", runtime)
        .layer(DefaultBodyLimit::disable())
        .with_state(mailbox)
}

async fn next(State(mailbox): Shared) -> Response {
    let Ok(invocation) = mailbox.next().await else {
        return refusal(StatusCode::GONE, "Runtime.Superseded").into_response();
    };
    let headers = [
        ("Lambda-Runtime-Aws-Request-Id", invocation.id),
        (
            "Lambda-Runtime-Deadline-Ms",
            invocation.deadline_ms.to_string(),
        ),
        (
            "Lambda-Runtime-Invoked-Function-Arn",
            FUNCTION_ARN.to_owned(),
        ),
        ("Lambda-Runtime-Trace-Id", TRACE_ID.to_owned()),
    ];
    (headers, Json(invocation.payload)).into_response()
}

async fn response(
    State(mailbox): Shared,
    Path(id): Path<String>,
    body: Bytes,
) -> impl IntoResponse {
    if body.len() > MAX_ANSWER_BYTES {
        let too_large = "Function.ResponseSizeTooLarge";
        mailbox.answer(&id, Err(description(too_large)));
        return refusal(StatusCode::PAYLOAD_TOO_LARGE, too_large);
    }
    taken(mailbox.answer(&id, Ok(value(&body))))
}

async fn error(State(mailbox): Shared, Path(id): Path<String>, body: Bytes) -> impl IntoResponse {
    taken(mailbox.answer(&id, Err(value(&body))))
}

async fn init_error(State(mailbox): Shared, body: Bytes) -> impl IntoResponse {
    mailbox.fail_init(value(&body));
    taken(Some(()))
}

/// What is not JSON is passed on as text.
fn value(body: &[u8]) -> Value {
    let text = || Value::String(String::from_utf8_lossy(body).into_owned());
    serde_json::from_slice(body).unwrap_or_else(|_| text())
}

fn taken(outcome: Option<()>) -> (StatusCode, Json<Value>) {
    match outcome {
        Some(()) => (StatusCode::ACCEPTED, Json(json!({ "status": "OK" }))),
        None => refusal(StatusCode::GONE, "Runtime.StaleInvocation"),
    }
}

fn refusal(status: StatusCode, error: &str) -> (StatusCode, Json<Value>) {
    (status, Json(description(error)))
}

fn description(error: &str) -> Value {
    json!({ "errorType": error, "errorMessage": "refused by the runtime server" })
}
