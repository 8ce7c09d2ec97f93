use std::future::Future;

use tokio::task::JoinHandle;

/// Something in the background that is broken off when it is stopped or dropped.
#[derive(Debug)]
pub(crate) struct Task(JoinHandle<()>);

impl Task {
    pub(crate) fn start(work: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(tokio::spawn(work))
    }

    /// Breaks it off, and ends when it has let go of everything.
    pub(crate) async fn stop(mut self) {
        self.0.abort();
        // It was aborted: that is the error to be expected.
        let _ = (&mut self.0).await;
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
