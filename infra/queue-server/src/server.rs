mod connection;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use clock::SharedClock;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::fault::Plan;
use crate::{Fault, Queues, name};

/// A server of [`Queues`] on a port of 127.0.0.1, until it is dropped. Requests that are
/// under way then are cut off.
#[derive(Debug)]
pub struct QueueServer {
    state: Arc<State>,
    task: JoinHandle<()>,
}

/// What the connections share.
#[derive(Debug)]
struct State {
    address: SocketAddr,
    queues: Queues,
    plan: Mutex<Plan>,
    requests: watch::Sender<Vec<String>>,
}

impl QueueServer {
    /// Starts to serve new queues, whose ids are drawn from `seed`.
    ///
    /// # Errors
    /// When no port of 127.0.0.1 can be had.
    pub async fn start(clock: SharedClock, seed: u64) -> io::Result<Self> {
        Self::serve(Queues::new(clock, seed)).await
    }

    /// Starts to serve queues that are there already, as after an outage.
    ///
    /// # Errors
    /// When no port of 127.0.0.1 can be had.
    pub async fn serve(queues: Queues) -> io::Result<Self> {
        Self::serve_at(0, queues).await
    }

    /// The same on a port of one's choice; 0 for any.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn serve_at(port: u16, queues: Queues) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let state = Arc::new(State {
            address: listener.local_addr()?,
            queues,
            plan: Mutex::default(),
            requests: watch::Sender::default(),
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&state)));
        Ok(Self { state, task })
    }

    /// The endpoint: the value of `AWS_ENDPOINT_URL_SQS`.
    #[must_use]
    pub fn url(&self) -> String {
        self.state.url()
    }

    /// The URL of a queue, whether there is one or not.
    #[must_use]
    pub fn queue_url(&self, name: &str) -> String {
        name::url(&self.url(), name)
    }

    /// The queues that are served, without the network.
    #[must_use]
    pub fn queues(&self) -> &Queues {
        &self.state.queues
    }

    /// From now on asks `plan` what goes wrong with a request, by its operation, such as
    /// `SendMessage`. It replaces the plan before.
    pub fn fail(&self, plan: impl FnMut(&str) -> Option<Fault> + Send + 'static) {
        *self.state.plan() = Plan::new(plan);
    }

    /// From now on nothing goes wrong.
    pub fn heal(&self) {
        *self.state.plan() = Plan::default();
    }

    /// All requests so far, those that went wrong included: operation and queue, as in
    /// `SendMessage notices.fifo`.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.state.requests.borrow().clone()
    }

    /// Ends when `count` requests have come in since the start.
    pub async fn requested(&self, count: usize) {
        let mut requests = self.state.requests.subscribe();
        let enough = requests.wait_for(|requests| requests.len() >= count);
        enough.await.expect("the server holds the sender");
    }
}

impl Drop for QueueServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl State {
    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().expect("a plan of faults does not panic")
    }
}

/// Serves until it is aborted; the connections end with it.
async fn accept(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { return };
                // Without this an answer can wait 40 ms for an acknowledgement.
                drop(stream.set_nodelay(true));
                connections.spawn(connection::serve(stream, Arc::clone(&state)));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}
