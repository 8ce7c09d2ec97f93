use std::io;
use std::net::SocketAddr;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::ListenerExt;
use clock::{Clock, SystemClock, within};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::mailbox::Mailbox;
use crate::routes;

/// The Runtime API for one function, on a random port of 127.0.0.1, until it is dropped.
#[derive(Debug)]
pub struct RuntimeServer {
    address: SocketAddr,
    mailbox: Arc<Mailbox>,
    task: JoinHandle<()>,
}

/// Why an invocation has no answer.
#[derive(Debug, thiserror::Error)]
pub enum InvokeError {
    /// The function reported an error, or answered what Lambda refuses.
    #[error("the function failed: {payload}")]
    Failed {
        /// What it reported: an object with `errorType` and `errorMessage`.
        payload: Value,
    },
    /// There was no answer in time.
    #[error("the function gave no answer within {0:?}")]
    TimedOut(Duration),
    /// The function's process ended instead of answering.
    #[error("the function's process ended: {0}")]
    Exited(ExitStatus),
    /// The function's process could not be started.
    #[error("the function's process cannot be started")]
    NotStarted(#[from] io::Error),
}

impl RuntimeServer {
    /// Starts to listen.
    ///
    /// # Errors
    /// When no port of 127.0.0.1 can be had.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let mailbox = Arc::new(Mailbox::default());
        let router = routes::router(Arc::clone(&mailbox));
        // Without this an answer can wait 40 ms for an acknowledgement, which spoils a benchmark.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        let task = tokio::spawn(async { drop(axum::serve(listener, router).await) });
        Ok(Self {
            address,
            mailbox,
            task,
        })
    }

    /// Where the function finds the API: the value of `AWS_LAMBDA_RUNTIME_API`.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Hands `payload` to the function and waits for its answer.
    ///
    /// `timeout` counts from now, a start of the function included, and is the deadline that the
    /// function is told. Invocations side by side wait for each other.
    ///
    /// # Errors
    /// [`InvokeError::Failed`] or [`InvokeError::TimedOut`]. An answer that comes later is refused.
    pub async fn invoke(&self, payload: Value, timeout: Duration) -> Result<Value, InvokeError> {
        let clock = SystemClock::new();
        let deadline = clock.now() + timeout;
        let delivery = self.mailbox.deliver(payload, deadline.as_millisecond());
        let answer = within(&clock, timeout, delivery.answer()).await;
        let answer = answer.ok_or(InvokeError::TimedOut(timeout))?;
        answer.map_err(|payload| InvokeError::Failed { payload })
    }

    /// What the function reported when it could not start.
    #[must_use]
    pub fn init_error(&self) -> Option<Value> {
        self.mailbox.init_error()
    }

    /// Ends when the function has asked for its first event: its start is over.
    pub async fn ready(&self) {
        self.mailbox.ready().await;
    }

    /// Forgets the function that was connected, so that a new one can take its place.
    pub(crate) fn reset(&self) {
        self.mailbox.reset();
    }
}

impl Drop for RuntimeServer {
    fn drop(&mut self) {
        self.task.abort();
        self.mailbox.reset();
    }
}
