//! Admit: everything that is checked before an update is parsed, in a fixed order.

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, StatusCode};

/// The largest body that is taken; Telegram's updates have at most 64 KiB.
pub(crate) const MAX_BODY: usize = 128 * 1024;

/// The header in which Telegram presents the secret; header names know no case.
pub(crate) const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// What a request asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Route {
    Telegram,
    Health,
}

/// The sender's fault: no work is done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Rejection {
    UnknownPath,
    WrongMethod { allowed: &'static str },
    NotJson,
    TooLarge,
    WrongSecret,
    NoUpdateId,
}

impl Route {
    pub(crate) fn of(request: &Request<Bytes>) -> Result<Self, Rejection> {
        let (route, method) = match request.uri().path() {
            "/telegram" => (Self::Telegram, Method::POST),
            "/health" => (Self::Health, Method::GET),
            _ => return Err(Rejection::UnknownPath),
        };
        let allowed = if method == Method::POST {
            "POST"
        } else {
            "GET"
        };
        if *request.method() == method {
            Ok(route)
        } else {
            Err(Rejection::WrongMethod { allowed })
        }
    }
}

/// Size and content type of an update's request.
pub(crate) fn check_form(request: &Request<Bytes>) -> Result<(), Rejection> {
    if request.body().len() > MAX_BODY {
        return Err(Rejection::TooLarge);
    }
    let content_type = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if content_type.is_some_and(is_json) {
        Ok(())
    } else {
        Err(Rejection::NotJson)
    }
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

/// Whether the request presents a secret at all, right or wrong.
pub(crate) fn presents_a_secret(request: &Request<Bytes>) -> bool {
    request.headers().contains_key(SECRET_HEADER)
}

/// The secret that the request presents; empty when there is none.
pub(crate) fn presented_secret(request: &Request<Bytes>) -> &[u8] {
    request
        .headers()
        .get(SECRET_HEADER)
        .map_or(&[], HeaderValue::as_bytes)
}

impl Rejection {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::UnknownPath => "unknown_path",
            Self::WrongMethod { .. } => "wrong_method",
            Self::NotJson => "not_json",
            Self::TooLarge => "too_large",
            Self::WrongSecret => "wrong_secret",
            Self::NoUpdateId => "no_update_id",
        }
    }

    pub(crate) fn response(self) -> Response<Bytes> {
        let (status, text) = match self {
            Self::UnknownPath => (StatusCode::NOT_FOUND, "There is nothing here.\n"),
            Self::WrongMethod { .. } => (
                StatusCode::METHOD_NOT_ALLOWED,
                "This method does not work here; see Allow.\n",
            ),
            Self::NotJson => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "An update is application/json.\n",
            ),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "An update has at most 128 KiB.\n",
            ),
            Self::WrongSecret => (
                StatusCode::UNAUTHORIZED,
                "The secret token is missing or wrong.\n",
            ),
            Self::NoUpdateId => (
                StatusCode::BAD_REQUEST,
                "An update is a JSON object with an integer update_id.\n",
            ),
        };
        let mut response = Response::new(Bytes::from_static(text.as_bytes()));
        *response.status_mut() = status;
        response.headers_mut().insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        );
        if let Self::WrongMethod { allowed } = self {
            response
                .headers_mut()
                .insert(ALLOW, HeaderValue::from_static(allowed));
        }
        response
    }
}
