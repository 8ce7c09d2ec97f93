use std::net::SocketAddr;

use axum::body::Bytes;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

/// Speaks the Runtime API as a function would.
pub(crate) struct Actor {
    runtime: SocketAddr,
    http: Client<HttpConnector, Full<Bytes>>,
}

/// An event as the actor received it.
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) headers: HeaderMap,
    pub(crate) payload: Value,
}

impl Actor {
    pub(crate) fn at(runtime: SocketAddr) -> Self {
        let http = Client::builder(TokioExecutor::new()).build_http();
        Self { runtime, http }
    }

    pub(crate) async fn next(&self) -> Event {
        let (_, headers, body) = self.call("GET", "invocation/next", Bytes::new()).await;
        let id = headers["lambda-runtime-aws-request-id"]
            .to_str()
            .unwrap()
            .to_owned();
        let payload = serde_json::from_slice(&body).unwrap();
        Event {
            id,
            headers,
            payload,
        }
    }

    pub(crate) async fn answers(&self, id: &str, body: impl Into<Bytes>) -> StatusCode {
        self.call("POST", &format!("invocation/{id}/response"), body.into())
            .await
            .0
    }

    pub(crate) async fn fails(&self, id: &str, error: &Value) -> StatusCode {
        let body = error.to_string().into();
        self.call("POST", &format!("invocation/{id}/error"), body)
            .await
            .0
    }

    pub(crate) async fn fails_to_start(&self, error: &Value) -> StatusCode {
        self.call("POST", "init/error", error.to_string().into())
            .await
            .0
    }

    async fn call(&self, method: &str, path: &str, body: Bytes) -> (StatusCode, HeaderMap, Bytes) {
        let uri = format!("http://{}/2018-06-01/runtime/{path}", self.runtime);
        let request = Request::builder()
            .method(method)
            .uri(uri)
            .body(Full::new(body))
            .unwrap();
        let (parts, body) = self.http.request(request).await.unwrap().into_parts();
        (
            parts.status,
            parts.headers,
            body.collect().await.unwrap().to_bytes(),
        )
    }
}
