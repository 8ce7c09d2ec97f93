//! Servers on 127.0.0.1 that stop when they are told to.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use clock::Clock;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::StartError;

/// How long a request that is under way may hold up a stop.
const PATIENCE: Duration = Duration::from_secs(2);

/// A server until it is stopped or dropped.
#[derive(Debug)]
pub(crate) struct Loopback {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

/// Takes a port; 0 for any.
pub(crate) async fn listen(port: u16) -> Result<TcpListener, StartError> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await;
    listener.map_err(|source| unavailable(port, source))
}

/// Why a port cannot be had.
pub(crate) fn unavailable(port: u16, source: io::Error) -> StartError {
    match source.kind() {
        io::ErrorKind::AddrInUse => StartError::PortTaken(port),
        _ => StartError::Port { port, source },
    }
}

/// The base of what is served there.
pub(crate) fn url(listener: &TcpListener) -> Result<String, StartError> {
    Ok(format!("http://{}", address(listener)?))
}

fn address(listener: &TcpListener) -> Result<SocketAddr, StartError> {
    let address = listener.local_addr();
    address.map_err(|source| StartError::Port { port: 0, source })
}

/// Ends when the server is to stop, or is gone.
pub(crate) async fn stopped(stop: oneshot::Receiver<()>) {
    let _ = stop.await;
}

impl Loopback {
    /// Runs what `serve` makes of a listener and of the sign to stop.
    pub(crate) fn start<F, S>(listener: TcpListener, serve: F) -> Result<Self, StartError>
    where
        F: FnOnce(TcpListener, oneshot::Receiver<()>) -> S,
        S: Future<Output = ()> + Send + 'static,
    {
        let address = address(&listener)?;
        let (stop, stopped) = oneshot::channel();
        Ok(Self {
            address,
            stop: Some(stop),
            task: tokio::spawn(serve(listener, stopped)),
        })
    }

    /// Serves routes.
    pub(crate) fn routes(listener: TcpListener, routes: Router) -> Result<Self, StartError> {
        Self::start(listener, |listener, stop| async move {
            let served = axum::serve(listener, routes).with_graceful_shutdown(stopped(stop));
            if let Err(error) = served.await {
                tracing::error!(%error, "a server on loopback ended");
            }
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// Takes no more requests, and ends when those under way have their answers.
    pub(crate) async fn stop(mut self, clock: &dyn Clock) {
        drop(self.stop.take());
        // A request that takes longer is broken off by the drop.
        let _ = clock::within(clock, PATIENCE, &mut self.task).await;
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.task.abort();
    }
}
