//! The Bot API over HTTP (<https://core.telegram.org/bots/api#making-requests>).

use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, ORIGIN, RETRY_AFTER};
use http::{HeaderMap, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::forms::{Given, decoded};
use crate::methods::is_loopback;
use crate::{ApiError, CallEnd, Telegram, Via};

/// The largest body of a call, in bytes.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// Ends a connection without an answer.
#[derive(Debug, Error)]
#[error("the connection ends without an answer")]
struct HangUp;

/// Answers calls until the future is dropped.
pub(crate) async fn serve(listener: TcpListener, telegram: Arc<Telegram>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    connections.spawn(connection(stream, Arc::clone(&telegram)));
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(stream: TcpStream, telegram: Arc<Telegram>) {
    // Without this an answer can wait 40 ms for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| answer(Arc::clone(&telegram), request));
    let served = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // It fails when the client leaves or a fault hangs up; neither is of interest.
    let _ = served.await;
}

async fn answer(
    telegram: Arc<Telegram>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, HangUp> {
    if is_from_a_page(request.headers()) {
        return Ok(response(&Err(ApiError::new(
            403,
            "Forbidden: no page may call",
        ))));
    }
    let method = match method(request.uri().path(), &telegram.config().token) {
        Ok(method) => method,
        Err(error) => return Ok(response(&Err(error))),
    };
    let given = match given(request).await {
        Ok(given) => given,
        Err(error) => return Ok(response(&Err(error))),
    };
    match call(&telegram, &method, given).await {
        CallEnd::Answered(result) => Ok(response(&result)),
        CallEnd::Hanging(_) => std::future::pending().await,
        CallEnd::Closed(_) | CallEnd::Dropped => Err(HangUp),
    }
}

/// Whether a page in a browser sends it. Browsers say so themselves, with at least one of these, and
/// no client of the Bot API does: a foreign page must not act as the bot.
fn is_from_a_page(headers: &HeaderMap) -> bool {
    headers.contains_key(ORIGIN) || headers.contains_key("sec-fetch-site")
}

async fn call(telegram: &Telegram, method: &str, given: Given) -> CallEnd {
    let params = Value::Object(given.params);
    if method.eq_ignore_ascii_case("setWebhook")
        && let Err(error) = try_connection(&params).await
    {
        return CallEnd::Answered(Err(error));
    }
    let end = telegram.call_via(method, params.clone(), given.files, Via::Http);
    if method.eq_ignore_ascii_case("getUpdates") {
        return telegram.long_poll(params, end).await;
    }
    end
}

/// `setWebhook` succeeds when a connection opens, which can be tried on loopback alone.
async fn try_connection(params: &Value) -> Result<(), ApiError> {
    let url: Uri = match params["url"].as_str().map(str::parse) {
        Some(Ok(url)) => url,
        _ => return Ok(()),
    };
    let (Some(host), Some(port)) = (url.host(), url.port_u16()) else {
        return Ok(());
    };
    if !is_loopback(host) || TcpStream::connect((host, port)).await.is_ok() {
        return Ok(());
    }
    Err(ApiError::bad_request("bad webhook: Connection refused"))
}

/// Reads `/bot<token>/<method>`.
fn method(path: &str, token: &str) -> Result<String, ApiError> {
    let not_found = || ApiError::new(404, "Not Found");
    let path = path.strip_prefix("/bot").ok_or_else(not_found)?;
    let (given, method) = path.split_once('/').ok_or_else(not_found)?;
    if decoded(given) != token {
        return Err(ApiError::new(401, "Unauthorized"));
    }
    Ok(method.to_owned())
}

/// What query string and body say together.
async fn given(request: Request<Incoming>) -> Result<Given, ApiError> {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let content_type = request.headers().get(CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default().to_owned();
    let body = Limited::new(request.into_body(), MAX_BODY_BYTES).collect();
    let too_large = |_| ApiError::new(413, "Request Entity Too Large");
    let body = body.await.map_err(too_large)?.to_bytes();
    Given::read(&query, &content_type, body).await
}

fn response(result: &Result<Value, ApiError>) -> Response<Full<Bytes>> {
    let error = result.as_ref().err();
    let code = error.map_or(200, |error| error.code);
    let retry_after = error.and_then(|error| error.retry_after);
    let body = match result {
        Ok(result) => json!({"ok": true, "result": result}),
        Err(error) => error.to_json(),
    };
    let mut response = Response::new(Full::new(Bytes::from(body.to_string())));
    *response.status_mut() =
        StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = http::HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}
