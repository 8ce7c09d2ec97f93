use std::time::Duration;

use bytes::Bytes;
use clock::SystemClock;
use http::header::CONTENT_TYPE;
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::acting::{Answer, Command, Failure, PATH};

/// Longer than an act waits for the bot.
const LIMIT: Duration = Duration::from_secs(20);

/// Talks to a sandbox that runs on this machine.
#[derive(Debug)]
pub struct Client {
    port: u16,
    http: legacy::Client<HttpConnector, Full<Bytes>>,
}

/// Why a command was not done: a sentence each, with the mend.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ClientError {
    /// Nobody listens there.
    #[error(
        "No sandbox is running at 127.0.0.1:{0}: start it with `cargo run` in another terminal."
    )]
    NotRunning(u16),
    /// Somebody else listens there.
    #[error("What answers at 127.0.0.1:{0} is no sandbox: name the sandbox's port with --port.")]
    NoSandbox(u16),
    /// The connection ended before the answer, or no answer came.
    #[error(
        "The sandbox at 127.0.0.1:{0} stopped before it answered: start it again with `cargo run`."
    )]
    NoAnswer(u16),
    /// The sandbox says why, and what to do.
    #[error("{0}")]
    Refused(String),
}

impl Client {
    /// A client of the sandbox whose control interface is on this port; makes no request yet.
    #[must_use]
    pub fn new(port: u16) -> Self {
        let http = legacy::Client::builder(TokioExecutor::new()).build_http();
        Self { port, http }
    }

    /// Lets the sandbox do something; takes at most 20 s.
    ///
    /// # Errors
    /// When there is no sandbox, or it refuses.
    pub async fn send(&self, command: &Command) -> Result<Answer, ClientError> {
        let clock = SystemClock::new();
        let exchange = clock::within(&clock, LIMIT, self.exchange(command)).await;
        let (status, body) = exchange.unwrap_or(Err(ClientError::NoAnswer(self.port)))?;
        let no_sandbox = |_| ClientError::NoSandbox(self.port);
        if status == StatusCode::OK {
            return serde_json::from_slice(&body).map_err(no_sandbox);
        }
        let Failure { error } = serde_json::from_slice(&body).map_err(no_sandbox)?;
        Err(ClientError::Refused(error))
    }

    async fn exchange(&self, command: &Command) -> Result<(StatusCode, Bytes), ClientError> {
        let body = serde_json::to_vec(command).expect("a command has text keys only");
        let request = Request::post(format!("http://127.0.0.1:{}{PATH}", self.port))
            .header(CONTENT_TYPE, "application/json")
            .body(Full::from(body))
            .expect("the address and the header are well-formed");
        let response = self.http.request(request).await.map_err(|error| {
            if error.is_connect() {
                ClientError::NotRunning(self.port)
            } else {
                ClientError::NoAnswer(self.port)
            }
        })?;
        let status = response.status();
        let body = response.into_body().collect().await;
        let body = body.map_err(|_| ClientError::NoAnswer(self.port))?;
        Ok((status, body.to_bytes()))
    }
}
