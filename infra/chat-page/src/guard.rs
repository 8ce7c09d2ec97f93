use axum::Router;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};

use crate::refusal::Refusal;

/// The names that this machine has for itself. Any other name that leads here is one that a foreign
/// page was served from a moment ago (DNS rebinding).
const OWN_NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Nothing but what comes from this server, and no frame around it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// Refuses with 403 what a page of another site can send: requests whose `Host` is no name of this
/// machine, and those whose `Origin` is not this server. Every answer gets a strict
/// `Content-Security-Policy`, and is to be asked for anew each time.
pub fn guarded(routes: Router) -> Router {
    routes.layer(middleware::from_fn(guard))
}

async fn guard(request: Request, next: Next) -> Response {
    let mut response = match check(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    for (name, value) in headers() {
        response.headers_mut().insert(name, value);
    }
    response
}

fn headers() -> [(HeaderName, HeaderValue); 4] {
    [
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]
}

fn check(headers: &HeaderMap) -> Result<(), Refusal> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = host.filter(|host| is_own(host)).ok_or(Refusal::Foreign(
        "This page is for this machine alone: open it as http://127.0.0.1 with its port.",
    ))?;
    let origin = headers.get(ORIGIN).map(HeaderValue::as_bytes);
    let same = origin.is_none_or(|origin| origin == format!("http://{host}").as_bytes());
    same.then_some(()).ok_or(Refusal::Foreign(
        "Pages of other sites cannot act here: use the page of this server.",
    ))
}

fn is_own(host: &str) -> bool {
    let host = host.parse::<Authority>();
    host.is_ok_and(|host| {
        OWN_NAMES
            .iter()
            .any(|name| host.host().eq_ignore_ascii_case(name))
    })
}
