use std::future::pending;
use std::sync::Arc;

use bytes::Bytes;
use http::header::ORIGIN;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use super::State;
use crate::protocol::{self, Call};
use crate::{Fault, Refusal};

/// A batch of 1 MiB, with room for what JSON escapes, in bytes.
const MAX_REQUEST: usize = 8 * 1024 * 1024;

/// The connection is to be closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("hung up on purpose")]
struct HangUp;

/// Serves one connection until either side closes it.
pub(super) async fn serve(stream: TcpStream, state: Arc<State>) {
    let service = service_fn(|request| answer(request, &state));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // What breaks a connection is the client's to report.
    drop(connection.await);
}

async fn answer(
    request: Request<Incoming>,
    state: &State,
) -> Result<Response<Full<Bytes>>, HangUp> {
    if is_from_a_page(request.headers()) {
        return Ok(refused(
            403,
            "AccessDenied",
            "AccessDenied",
            "No page in a browser may call.",
        ));
    }
    let operation = operation(&request);
    let call = read(request)
        .await
        .and_then(|body| Call::read(operation, &body));
    let (operation, queue) = match &call {
        Ok(call) => (call.operation(), call.queue()),
        Err(_) => ("Unreadable", None),
    };
    let entry = queue.map_or_else(
        || operation.to_owned(),
        |queue| format!("{operation} {queue}"),
    );
    state.requests.send_modify(|requests| requests.push(entry));
    let fault = state.plan().fault(operation);
    match fault {
        Some(Fault::Refuse(status, code)) => return Ok(refused(status, code, code, "As planned.")),
        Some(Fault::DropBefore) => return Err(HangUp),
        Some(Fault::Hang) => pending().await,
        Some(Fault::DropAfter) | None => {}
    }
    let outcome = match call {
        Ok(call) => protocol::perform(&state.queues, &state.url(), call).await,
        Err(refusal) => Err(refusal),
    };
    if fault == Some(Fault::DropAfter) {
        return Err(HangUp);
    }
    Ok(match outcome {
        Ok(value) => response(StatusCode::OK, None, &value),
        Err(refusal) => {
            let (code, shape) = (refusal.code(), refusal.shape());
            refused(refusal.status(), code, &shape, &refusal.to_string())
        }
    })
}

/// Whether a page in a browser sends it: browsers say so with at least one of these, and no client of
/// SQS does.
fn is_from_a_page(headers: &HeaderMap) -> bool {
    headers.contains_key(ORIGIN) || headers.contains_key("sec-fetch-site")
}

/// The name after the service's in `X-Amz-Target`; empty where there is none.
fn operation(request: &Request<Incoming>) -> String {
    let target = request.headers().get("x-amz-target");
    let target = target.and_then(|target| target.to_str().ok());
    let operation = target.and_then(|target| target.strip_prefix("AmazonSQS."));
    operation.unwrap_or_default().to_owned()
}

async fn read(request: Request<Incoming>) -> Result<Bytes, Refusal> {
    let body = Limited::new(request.into_body(), MAX_REQUEST)
        .collect()
        .await;
    body.map(|body| body.to_bytes()).map_err(|error| {
        let cause = if error.is::<LengthLimitError>() {
            "it is too long"
        } else {
            "it was cut off"
        };
        Refusal::MalformedInput(cause.to_owned())
    })
}

fn refused(status: u16, code: &str, shape: &str, message: &str) -> Response<Full<Bytes>> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let fault = if status.is_server_error() {
        "Receiver"
    } else {
        "Sender"
    };
    let error = format!("{code};{fault}");
    response(
        status,
        Some(&error),
        &json!({"__type": shape, "message": message}),
    )
}

fn response(status: StatusCode, error: Option<&str>, value: &Value) -> Response<Full<Bytes>> {
    let mut response = Response::builder()
        .status(status)
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amzn-requestid", "00000000-0000-4000-8000-000000000000");
    if let Some(error) = error {
        response = response.header("x-amzn-query-error", error);
    }
    response
        .body(Full::from(value.to_string()))
        .expect("error codes are header values")
}
