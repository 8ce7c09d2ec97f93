use std::error::Error;
use std::future::pending;
use std::io;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use clock::{Clock, SharedClock, within};
use http::{Request, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};

use crate::causes::causes;
use crate::pool::Pool;

/// The largest response body that is accepted, in bytes: far above what our requests ask for. A
/// page of a `Query` holds at most 1 MB of items (Amazon DynamoDB API reference).
pub const MAX_RESPONSE_BYTES: usize = 16 * 1024 * 1024;

/// How long things may take; `None` is without end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// From the request to an established connection, names and TLS included.
    pub(crate) connect: Option<Duration>,
    /// From the request to the last byte of its answer.
    pub(crate) read: Option<Duration>,
}

/// One request and its answer.
pub(crate) struct Exchange {
    pub(crate) pool: Pool,
    pub(crate) clock: SharedClock,
    pub(crate) limits: Limits,
}

/// A limit that has passed.
#[derive(Debug, thiserror::Error)]
enum Late {
    #[error("no connection within {0:?}")]
    Connection(Duration),
    #[error("no complete answer within {0:?}")]
    Answer(Duration),
}

/// The request names no server.
#[derive(Debug, thiserror::Error)]
#[error("the request's URI has no authority")]
struct NoAuthority;

impl Exchange {
    pub(crate) async fn call(self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let request = request
            .try_into_http1x()
            .map_err(|error| ConnectorError::user(error.into()))?;
        let response = self.send(request).await?;
        HttpResponse::try_from(response).map_err(|error| ConnectorError::other(error.into(), None))
    }

    /// Sends the request and collects the answer, within the limits.
    pub(crate) async fn send(
        self,
        mut request: Request<SdkBody>,
    ) -> Result<Response<SdkBody>, ConnectorError> {
        if request.uri().authority().is_none() {
            return Err(ConnectorError::user(NoAuthority.into()));
        }
        let connected = capture_connection(&mut request);
        tokio::select! {
            biased;
            answer = complete(&self.pool, request) => answer,
            late = unconnected(&*self.clock, self.limits.connect, connected) => Err(late),
            late = unanswered(&*self.clock, self.limits.read) => Err(late),
        }
    }
}

async fn complete(
    pool: &Pool,
    request: Request<SdkBody>,
) -> Result<Response<SdkBody>, ConnectorError> {
    let response = pool.request(request).await.map_err(undelivered)?;
    let (parts, body) = response.into_parts();
    Ok(Response::from_parts(parts, collected(body).await?))
}

async fn collected(body: Incoming) -> Result<SdkBody, ConnectorError> {
    match Limited::new(body, MAX_RESPONSE_BYTES).collect().await {
        Ok(body) => Ok(SdkBody::from(body.to_bytes())),
        Err(error) => Err(classified(error)),
    }
}

/// Ends only when there is no connection at the end of `limit`.
async fn unconnected(
    clock: &dyn Clock,
    limit: Option<Duration>,
    mut connected: CaptureConnection,
) -> ConnectorError {
    let Some(limit) = limit else {
        return pending().await;
    };
    let connection = async { drop(connected.wait_for_connection_metadata().await) };
    match within(clock, limit, connection).await {
        Some(()) => pending().await,
        None => ConnectorError::timeout(Late::Connection(limit).into()).never_connected(),
    }
}

async fn unanswered(clock: &dyn Clock, limit: Option<Duration>) -> ConnectorError {
    let Some(limit) = limit else {
        return pending().await;
    };
    clock.sleep(limit).await;
    ConnectorError::timeout(Late::Answer(limit).into())
}

fn undelivered(error: legacy::Error) -> ConnectorError {
    if error.is_connect() {
        classified(error.into()).never_connected()
    } else {
        classified(error.into())
    }
}

/// What kind of failure lies at the root of `error`; a connection that broke unless it says more.
fn classified(error: Box<dyn Error + Send + Sync>) -> ConnectorError {
    if any(&*error, |cause: &io::Error| {
        cause.kind() == io::ErrorKind::TimedOut
    }) {
        return ConnectorError::timeout(error);
    }
    if any(&*error, hyper::Error::is_user) {
        return ConnectorError::user(error);
    }
    if any(&*error, hyper::Error::is_parse) || any(&*error, |_: &LengthLimitError| true) {
        return ConnectorError::other(error, None);
    }
    ConnectorError::io(error)
}

/// Whether an error of type `E` for which `test` holds is among `error` and its causes.
fn any<E: Error + 'static>(error: &(dyn Error + 'static), test: impl Fn(&E) -> bool) -> bool {
    causes(error)
        .filter_map(|error| error.downcast_ref())
        .any(test)
}
