use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};

use crate::checks::{Health, Status};

/// The bare page: cheap, and says only status and version.
pub(crate) fn bare_page() -> Response<Bytes> {
    let page = serde_json::json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") });
    json(page.to_string().into())
}

/// The page with its checks: 503 when no update can be handled.
pub(crate) fn page(health: &Health) -> Response<Bytes> {
    let body = serde_json::to_vec(health).expect("a health page has text keys only");
    let mut response = json(body.into());
    if health.status == Status::Error {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    response
}

/// A 200 with a JSON body.
pub(crate) fn json(body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
