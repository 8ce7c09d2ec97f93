//! The wire between the function and AWS: counts requests, and injects faults.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use aws::SharedHttpClient;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use serde_json::Value;
use tokio::sync::Notify;

use crate::Sent;
use crate::meter::Meter;

/// What can go wrong with one request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// No connection: the request was never sent.
    Refused,
    /// The request was applied, and the connection broke before the answer came.
    AnswerLost,
    /// No answer in time, and nothing was applied.
    TimedOut,
    /// No answer in time, but the request was applied.
    TimedOutAfterwards,
    /// The service answers with this status and error code, and applies nothing.
    Answer(u16, &'static str),
    /// The service answers with a part only: unprocessed keys, or a further page.
    Half,
    /// The answer is no JSON.
    Garbage,
    /// Held for ever before it is sent, as when the process is killed there.
    HeldBefore,
    /// Held for ever after it was applied.
    HeldAfter,
    /// Held before it is sent, until [`Wire::resume`]: the process is paused there.
    PausedBefore,
    /// Held after it was applied, until [`Wire::resume`].
    PausedAfter,
}

type Plan = Box<dyn FnMut(&Sent) -> Option<Fault> + Send>;

/// A wire around the real connector.
#[derive(Clone)]
pub struct Wire {
    inner: SharedHttpClient,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    operations: Mutex<Vec<String>>,
    sent: Mutex<Vec<Sent>>,
    plan: Mutex<Option<Plan>>,
    meter: Meter,
    held: Notify,
    resumed: Notify,
    in_turn: AtomicBool,
    /// The writes that were made in turn.
    made: tokio::sync::Mutex<Vec<Sent>>,
}

impl Wire {
    pub fn around(inner: SharedHttpClient) -> Self {
        Self {
            inner,
            shared: Arc::default(),
        }
    }

    /// The operations requested since the last call, such as `Query`.
    pub fn operations(&self) -> Vec<String> {
        std::mem::take(
            &mut *self
                .shared
                .operations
                .lock()
                .expect("no test panics while it holds the lock"),
        )
    }

    /// The requests since the last call, whole.
    pub fn sent(&self) -> Vec<Sent> {
        std::mem::take(&mut *self.shared.sent())
    }

    /// What the table consumes during a step: each operation and its capacity units, read or
    /// write, as the table itself counts them.
    pub async fn metered<T>(&self, step: impl Future<Output = T>) -> (T, Vec<(String, f64)>) {
        self.shared.meter.start();
        let done = step.await;
        (done, self.shared.meter.stop())
    }

    /// From now on one write is made after the other, so that their order is known.
    pub fn writes_in_turn(&self) {
        self.shared.in_turn.store(true, Ordering::Relaxed);
    }

    /// The writes that were made in turn since the last call, in the order in which they were; not
    /// those that the table has refused.
    pub async fn made(&self) -> Vec<Sent> {
        std::mem::take(&mut *self.shared.made.lock().await)
    }

    /// Decides on each request, by the name of its operation, which fault it meets.
    pub fn inject(&self, mut plan: impl FnMut(&str) -> Option<Fault> + Send + 'static) {
        self.inject_into(move |sent| plan(&sent.operation));
    }

    /// Decides on each request which fault it meets.
    pub fn inject_into(&self, plan: impl FnMut(&Sent) -> Option<Fault> + Send + 'static) {
        *self
            .shared
            .plan
            .lock()
            .expect("no test panics while it holds the lock") = Some(Box::new(plan));
    }

    /// The request with this number (0 for the next one) meets the fault, and no other.
    pub fn inject_at(&self, number: usize, fault: Fault) {
        let mut left = number;
        self.inject(move |_| {
            let now = left == 0;
            left = left.wrapping_sub(1);
            now.then_some(fault)
        });
    }

    /// Every request meets the fault.
    pub fn break_down(&self, fault: Fault) {
        self.inject(move |_| Some(fault));
    }

    /// All is well again.
    pub fn mend(&self) {
        *self
            .shared
            .plan
            .lock()
            .expect("no test panics while it holds the lock") = None;
    }

    /// Ends when a request is held.
    pub async fn held(&self) {
        self.shared.held.notified().await;
    }

    /// Lets a request that is paused go on.
    pub fn resume(&self) {
        self.shared.resumed.notify_one();
    }

    fn next_fault(&self, sent: &Sent) -> Option<Fault> {
        self.shared
            .operations
            .lock()
            .expect("no test panics while it holds the lock")
            .push(sent.operation.clone());
        let mut plan = self
            .shared
            .plan
            .lock()
            .expect("no test panics while it holds the lock");
        plan.as_mut().and_then(|plan| plan(sent))
    }
}

impl Shared {
    /// A write's turn, where writes have one.
    async fn turn(&self, operation: &str) -> Option<tokio::sync::MutexGuard<'_, Vec<Sent>>> {
        let writes = matches!(operation, "UpdateItem" | "TransactWriteItems");
        if writes && self.in_turn.load(Ordering::Relaxed) {
            Some(self.made.lock().await)
        } else {
            None
        }
    }

    fn sent(&self) -> MutexGuard<'_, Vec<Sent>> {
        self.sent
            .lock()
            .expect("no test panics while it holds the lock")
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Tapped {
            inner,
            wire: self.clone(),
        })
    }
}

#[derive(Debug)]
struct Tapped {
    inner: SharedHttpConnector,
    wire: Wire,
}

impl HttpConnector for Tapped {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let sent = Sent::of(&request);
        self.wire.shared.sent().push(sent.clone());
        let fault = self.wire.next_fault(&sent);
        let (inner, wire) = (self.inner.clone(), self.wire.clone());
        HttpConnectorFuture::new(async move {
            let meter = &wire.shared.meter;
            let turn = wire.shared.turn(&operation).await;
            let answer = meet(fault, inner, meter.asking(request), &wire).await?;
            if let Some(mut made) = turn.filter(|_| answer.status().is_success()) {
                made.push(sent);
            }
            meter.note(&operation, &answer);
            Ok(answer)
        })
    }
}

async fn meet(
    fault: Option<Fault>,
    inner: SharedHttpConnector,
    request: HttpRequest,
    wire: &Wire,
) -> Result<HttpResponse, ConnectorError> {
    let broken = || ConnectorError::io("the wire is cut".into());
    let late = || ConnectorError::timeout("the wire is slow".into());
    match fault {
        None => inner.call(request).await,
        Some(Fault::Refused) => Err(broken()),
        Some(Fault::TimedOut) => Err(late()),
        Some(Fault::AnswerLost) => inner.call(request).await.and(Err(broken())),
        Some(Fault::TimedOutAfterwards) => inner.call(request).await.and(Err(late())),
        Some(Fault::Answer(status, code)) => Ok(refusal(status, code)),
        Some(Fault::Half) => inner.call(request).await.map(half),
        Some(Fault::Garbage) => Ok(response(200, "<html>a proxy's page</html>".into())),
        Some(Fault::HeldBefore) => hold(wire).await,
        Some(Fault::HeldAfter) => {
            inner.call(request).await?;
            hold(wire).await
        }
        Some(Fault::PausedBefore) => {
            pause(wire).await;
            inner.call(request).await
        }
        Some(Fault::PausedAfter) => {
            let answer = inner.call(request).await;
            pause(wire).await;
            answer
        }
    }
}

async fn hold(wire: &Wire) -> Result<HttpResponse, ConnectorError> {
    wire.shared.held.notify_one();
    std::future::pending().await
}

async fn pause(wire: &Wire) {
    wire.shared.held.notify_one();
    wire.shared.resumed.notified().await;
}

fn refusal(status: u16, code: &str) -> HttpResponse {
    let kind = format!("com.amazonaws.dynamodb.v20120810#{code}");
    response(
        status,
        serde_json::json!({ "__type": kind, "message": "injected" }).to_string(),
    )
}

/// Turns a whole answer into a part of one.
fn half(mut whole: HttpResponse) -> HttpResponse {
    let bytes = whole
        .body()
        .bytes()
        .expect("the connector collects bodies")
        .to_vec();
    let mut answer: Value = serde_json::from_slice(&bytes).expect("DynamoDB answers in JSON");
    if let Some(responses) = answer.get_mut("Responses") {
        for items in responses
            .as_object_mut()
            .expect("a map of tables")
            .values_mut()
        {
            *items = Value::Array(Vec::new());
        }
        answer["UnprocessedKeys"] =
            serde_json::json!({ "t": { "Keys": [{ "pk": { "S": "a" } }] } });
    } else {
        answer["Items"] = Value::Array(Vec::new());
        answer["LastEvaluatedKey"] = serde_json::json!({ "pk": { "S": "a" }, "sk": { "S": "b" } });
    }
    *whole.body_mut() = SdkBody::empty();
    response(200, answer.to_string())
}

fn response(status: u16, body: String) -> HttpResponse {
    let response = http::Response::builder()
        .status(status)
        .header("content-type", "application/x-amz-json-1.0");
    let response = response
        .body(SdkBody::from(body))
        .expect("a test's answer is well-formed");
    response
        .try_into()
        .expect("a test's answer has plain headers")
}
