use std::time::Duration;

use aws_smithy_types::body::SdkBody;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{self, connect};
use hyper_util::rt::TokioExecutor;

/// An idle connection is not used again after this time. AWS closes idle connections by itself; a
/// closed one that is noticed in time costs a new handshake, one that is not costs an error.
const IDLE: Duration = Duration::from_secs(60);

/// Open connections, shared by all clients.
pub(crate) type Pool = legacy::Client<HttpsConnector<connect::HttpConnector>, SdkBody>;

pub(crate) fn pool(tls: rustls::ClientConfig) -> Pool {
    let mut tcp = connect::HttpConnector::new();
    tcp.set_nodelay(true);
    tcp.enforce_http(false);
    let https = HttpsConnectorBuilder::new()
        .with_tls_config(tls)
        .https_or_http()
        .enable_http1()
        .wrap_connector(tcp);
    legacy::Client::builder(TokioExecutor::new())
        .pool_idle_timeout(IDLE)
        .retry_canceled_requests(true)
        .build(https)
}
