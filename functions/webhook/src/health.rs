use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response};

/// The bare page: cheap, and says only status and version.
pub(crate) fn bare_page() -> Response<Bytes> {
    let page = serde_json::json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") });
    json(page.to_string().into())
}

/// A 200 with a JSON body.
pub(crate) fn json(body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
