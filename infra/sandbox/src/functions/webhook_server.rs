//! The HTTP function behind real HTTP, as Lambda's Function URL is.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use bytes::Bytes;
use clock::Deadline;
use desk::Desk;
use http::StatusCode;
use webhook::{Invocation, Webhook};

/// How long the function has for a request.
const LIMIT: Duration = Duration::from_secs(10);

/// What a Function URL takes at most (AWS Lambda quotas: 6 MB); the function itself takes less.
const MAX_BODY: usize = 6 * 1024 * 1024;

/// The HTTP function, with numbers for its invocations.
pub(crate) struct HttpFunction {
    webhook: Webhook<Desk>,
    invocations: AtomicU64,
}

/// Every path goes to the function, which knows its own.
pub(crate) fn routes(function: Arc<HttpFunction>) -> Router {
    Router::new().fallback(answer).with_state(function)
}

async fn answer(State(function): State<Arc<HttpFunction>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    match to_bytes(body, MAX_BODY).await {
        Ok(body) => function.invoke(http::Request::from_parts(head, body)).await,
        Err(_) => {
            let mut refused = Response::new(Body::empty());
            *refused.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            refused
        }
    }
}

impl HttpFunction {
    pub(crate) fn new(webhook: Webhook<Desk>) -> Arc<Self> {
        Arc::new(Self {
            webhook,
            invocations: AtomicU64::new(0),
        })
    }

    async fn invoke(&self, request: http::Request<Bytes>) -> Response {
        let request_id = self.next_request_id();
        let answered = self.webhook.answer(request, self.invocation(&request_id));
        answered.await.map(Body::from)
    }

    fn next_request_id(&self) -> String {
        let number = self.invocations.fetch_add(1, Ordering::Relaxed);
        format!("sandbox-{number}")
    }

    fn invocation<'a>(&self, request_id: &'a str) -> Invocation<'a> {
        Invocation {
            request_id,
            deadline: Deadline::after(LIMIT, &*self.webhook.engine().clock),
        }
    }
}
