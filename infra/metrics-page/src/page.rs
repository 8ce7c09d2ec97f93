use std::io;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;

use crate::Metrics;

/// Where the page is.
pub const PATH: &str = "/metrics";

/// What Prometheus expects of the text (<https://prometheus.io/docs/specs/om/open_metrics_spec/>).
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The page as routes, to be merged with those of a server. It holds no names, ids or texts.
pub fn routes(metrics: Metrics) -> Router {
    Router::new().route(PATH, get(page)).with_state(metrics)
}

/// Serves nothing but the page until `stop` is ready, for a process without a server of its own.
/// Whoever calls chooses a listener on loopback.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    metrics: Metrics,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let serving = axum::serve(listener, routes(metrics));
    serving.with_graceful_shutdown(stop).await
}

async fn page(State(metrics): State<Metrics>) -> impl IntoResponse {
    ([(CONTENT_TYPE, OPEN_METRICS)], metrics.text())
}
