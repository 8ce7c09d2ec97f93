use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use thirtyfour::error::WebDriverError;
use thirtyfour::prelude::WebDriverResult;
use thirtyfour::session::http::{Body, HttpClient};

/// Plain HTTP: the driver is on loopback.
#[derive(Debug)]
pub(crate) struct PlainHttp(Client<HttpConnector, Full<Bytes>>);

impl PlainHttp {
    pub(crate) fn new() -> Self {
        Self(Client::builder(TokioExecutor::new()).build_http())
    }
}

#[async_trait::async_trait]
impl HttpClient for PlainHttp {
    async fn send(&self, request: Request<Body<'_>>) -> WebDriverResult<Response<Bytes>> {
        let request = request.map(|body| match body {
            Body::Empty => Full::default(),
            Body::Json(json) => Full::from(json.to_string()),
        });
        let response = self.0.request(request).await.map_err(broken)?;
        let (head, body) = response.into_parts();
        let body = body.collect().await.map_err(broken)?;
        Ok(Response::from_parts(head, body.to_bytes()))
    }

    async fn new(&self) -> Arc<dyn HttpClient> {
        Arc::new(Self::new())
    }
}

fn broken(error: impl std::fmt::Display) -> WebDriverError {
    WebDriverError::HttpError(error.to_string())
}
