//! A wire on which a simulation lets each request through by hand.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use aws::SharedHttpClient;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use store::Permit;
use tokio::sync::oneshot;

use crate::Sent;

/// Holds every request before it is sent and again before its answer arrives, until it is let
/// through. What is given up while it waits stays in the network, to be delivered late.
#[derive(Clone)]
pub struct Gate {
    real: SharedHttpClient,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    waiting: Mutex<VecDeque<oneshot::Sender<()>>>,
    under_way: AtomicUsize,
    late: Mutex<Vec<Parcel>>,
    permit: Mutex<Option<Arc<dyn Permit>>>,
    unlawful: AtomicUsize,
}

struct Parcel {
    connector: SharedHttpConnector,
    request: HttpRequest,
}

impl Gate {
    pub fn around(real: SharedHttpClient) -> Self {
        Self {
            real,
            shared: Arc::default(),
        }
    }

    /// Lets one request, or one answer, through that waits; `false` when none does.
    pub fn lets_one_through(&self) -> bool {
        let mut waiting = locked(&self.shared.waiting);
        while let Some(next) = waiting.pop_front() {
            if next.send(()).is_ok() {
                return true;
            }
        }
        false
    }

    /// Whether a request is between the two gates.
    pub fn is_busy(&self) -> bool {
        self.shared.under_way.load(Ordering::SeqCst) > 0
    }

    /// Delivers a request that its sender has given up. Nobody hears the answer.
    pub async fn delivers_late(&self) -> bool {
        let parcel = locked(&self.shared.late).pop();
        let Some(Parcel { connector, request }) = parcel else {
            return false;
        };
        let _ = connector.call(request).await;
        true
    }

    /// The permit that the process works under from now on.
    pub fn works_under(&self, permit: Option<Arc<dyn Permit>>) {
        *locked(&self.shared.permit) = permit;
    }

    /// Whether the process believes that it holds the lock.
    pub fn is_open(&self) -> bool {
        let permit = locked(&self.shared.permit);
        permit.as_ref().is_some_and(|permit| permit.is_open())
    }

    /// How many writes to people's items were sent without the lock.
    pub fn unlawful_writes(&self) -> usize {
        self.shared.unlawful.load(Ordering::SeqCst)
    }
}

impl Shared {
    async fn turn(&self) {
        let (through, waits) = oneshot::channel();
        locked(&self.waiting).push_back(through);
        let _ = waits.await;
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gate")
    }
}

impl HttpClient for Gate {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Gated {
            real: self.real.http_connector(settings, components),
            gate: self.clone(),
        })
    }
}

#[derive(Debug)]
struct Gated {
    real: SharedHttpConnector,
    gate: Gate,
}

impl HttpConnector for Gated {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let gate = self.gate.clone();
        let sent = Sent::of(&request);
        let is_write = sent.operation == "UpdateItem" || sent.operation == "TransactWriteItems";
        if is_write && sent.writes("person#") && !gate.is_open() {
            gate.shared.unlawful.fetch_add(1, Ordering::SeqCst);
        }
        let mut held = Held {
            parcel: Some(Parcel {
                connector: self.real.clone(),
                request,
            }),
            gate,
        };
        HttpConnectorFuture::new(async move {
            held.gate.shared.turn().await;
            let parcel = held.parcel.take().expect("it is sent once");
            held.gate.shared.under_way.fetch_add(1, Ordering::SeqCst);
            let answer = parcel.connector.call(parcel.request).await;
            held.gate.shared.under_way.fetch_sub(1, Ordering::SeqCst);
            held.gate.shared.turn().await;
            answer
        })
    }
}

/// A request that has not been sent.
struct Held {
    parcel: Option<Parcel>,
    gate: Gate,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(parcel) = self.parcel.take() {
            locked(&self.gate.shared.late).push(parcel);
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .expect("no test panics while it holds the lock")
}
