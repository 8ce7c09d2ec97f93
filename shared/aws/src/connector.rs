use std::sync::Arc;
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use clock::SharedClock;
use http::{Request, Uri};
use settings::TlsRoots;

use crate::exchange::{Exchange, Limits};
use crate::pool::{Pool, pool};
use crate::roots::{RootsError, tls_config};

/// The one HTTP client of the AWS SDKs: HTTP/1.1 over `ring`, connections kept open; clones share
/// them.
///
/// A response is returned only when its body is complete, so that a body cut short is an I/O
/// error (which is transient) and never a response that cannot be parsed. `http` is allowed as
/// well, for stand-ins on loopback. No process-wide crypto provider is installed.
///
/// Errors, as [`ConnectorError`](aws_smithy_runtime_api::client::result::ConnectorError) has them:
/// *io* when no connection came about (name, refusal, TLS) or one broke, *timeout* when a limit
/// passed, *user* when the request itself cannot be sent, *other* when the answer is no HTTP or
/// larger than [`MAX_RESPONSE_BYTES`](crate::MAX_RESPONSE_BYTES).
#[derive(Clone, Debug)]
pub struct Connector {
    pool: Pool,
    clock: SharedClock,
}

impl Connector {
    /// A connector without connections; its limits are measured by `clock`.
    ///
    /// # Errors
    /// When the system's certificate authorities are asked for and none can be read.
    pub fn new(roots: TlsRoots, clock: SharedClock) -> Result<Self, RootsError> {
        let tls = tls_config(roots)?;
        Ok(Self {
            pool: pool(tls),
            clock,
        })
    }

    /// This connector as the SDK's clients take it.
    #[must_use]
    pub fn shared(&self) -> SharedHttpClient {
        SharedHttpClient::new(self.clone())
    }

    /// Opens a connection to the server of `uri` and leaves it in the pool, while there is time.
    ///
    /// It sends `GET /`, which costs nothing at AWS, and drops the answer. Every error is ignored,
    /// because the first real request would meet it again; it takes `limit` at most.
    pub async fn open(&self, uri: &Uri, limit: Duration) {
        let Ok(request) = Request::get(uri).body(SdkBody::empty()) else {
            return;
        };
        let exchange = self.exchange(Limits {
            connect: None,
            read: Some(limit),
        });
        let _ = exchange.send(request).await;
    }

    fn exchange(&self, limits: Limits) -> Exchange {
        Exchange {
            pool: self.pool.clone(),
            clock: Arc::clone(&self.clock),
            limits,
        }
    }
}

impl HttpClient for Connector {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let limits = Limits {
            connect: settings.connect_timeout(),
            read: settings.read_timeout(),
        };
        SharedHttpConnector::new(LimitedConnector {
            connector: self.clone(),
            limits,
        })
    }
}

/// The shared pool with the limits of one client.
#[derive(Debug)]
struct LimitedConnector {
    connector: Connector,
    limits: Limits,
}

impl HttpConnector for LimitedConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(self.connector.exchange(self.limits).call(request))
    }
}
