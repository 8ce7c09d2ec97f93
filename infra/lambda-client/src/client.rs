use std::time::Duration;

use bytes::Bytes;
use clock::SharedClock;
use http::header::CONTENT_TYPE;
use http::{Request, Uri};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::answer::Answer;
use crate::{Endpoint, InvokeError};

/// The largest payload of a response, in bytes. Source: AWS Lambda Developer Guide, quotas (6 MB),
/// with the exact number from Lambda's own error message.
const MAX_PAYLOAD: usize = 6_291_556;

/// How long a connection on the same machine may take.
const CONNECT_LIMIT: Duration = Duration::from_secs(1);

/// Invokes functions and waits for what they return; clones share their connections.
#[derive(Clone, Debug)]
pub struct LambdaClient {
    endpoint: Endpoint,
    http: legacy::Client<HttpConnector, Full<Bytes>>,
    clock: SharedClock,
}

impl LambdaClient {
    /// A client of the functions behind `endpoint`, whose time-outs are measured by `clock`; makes
    /// no request yet.
    #[must_use]
    pub fn new(endpoint: Endpoint, clock: SharedClock) -> Self {
        Self {
            endpoint,
            http: legacy::Client::builder(TokioExecutor::new()).build_http(),
            clock,
        }
    }

    /// Where the functions are.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Whether somebody listens at the endpoint. It sends nothing, and takes at most 1 s.
    pub async fn is_reachable(&self) -> bool {
        let connecting = TcpStream::connect(self.endpoint.address());
        let connected = clock::within(&*self.clock, CONNECT_LIMIT, connecting).await;
        connected.is_some_and(|connected| connected.is_ok())
    }

    /// Hands `payload` to a function, once, and waits for what it returns, for `limit` at most.
    ///
    /// A request that is given up may still be carried out: `cargo lambda watch` keeps it until the
    /// function is compiled. So does the function run twice if the caller tries again.
    ///
    /// # Errors
    /// When the function cannot be reached, does not exist, fails, or does not answer in time.
    pub async fn invoke(
        &self,
        function: &str,
        payload: &Value,
        limit: Duration,
    ) -> Result<Value, InvokeError> {
        let uri = self.endpoint.invocations(function)?;
        let exchange = clock::within(&*self.clock, limit, self.exchange(uri, payload)).await;
        let answer = exchange.unwrap_or_else(|| Err(late(function, limit)))?;
        answer.outcome(function)
    }

    async fn exchange(&self, uri: Uri, payload: &Value) -> Result<Answer, InvokeError> {
        let request = Request::post(uri)
            .header(CONTENT_TYPE, "application/json")
            .body(Full::from(payload.to_string()))
            .expect("the address and the header are well-formed");
        let response = self.http.request(request).await;
        let (head, body) = response.map_err(|error| self.unsent(&error))?.into_parts();
        let payload = Limited::new(body, MAX_PAYLOAD).collect().await;
        let payload = payload.map_err(|error| self.cut_short(&*error))?;
        Ok(Answer {
            status: head.status,
            headers: head.headers,
            payload: payload.to_bytes(),
        })
    }

    fn unsent(&self, error: &legacy::Error) -> InvokeError {
        if error.is_connect() {
            return InvokeError::NotReachable(self.endpoint.clone());
        }
        InvokeError::Broken(self.endpoint.clone())
    }

    fn cut_short(&self, error: &(dyn std::error::Error + 'static)) -> InvokeError {
        if error.is::<LengthLimitError>() {
            return InvokeError::TooLarge(MAX_PAYLOAD);
        }
        InvokeError::Broken(self.endpoint.clone())
    }
}

fn late(function: &str, limit: Duration) -> InvokeError {
    InvokeError::TimedOut {
        function: function.to_owned(),
        limit,
    }
}
