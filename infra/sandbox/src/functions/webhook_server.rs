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

struct Function {
    webhook: Webhook<Desk>,
    invocations: AtomicU64,
}

/// Every path goes to the function, which knows its own.
pub(crate) fn routes(webhook: Webhook<Desk>) -> Router {
    let function = Function {
        webhook,
        invocations: AtomicU64::new(0),
    };
    Router::new()
        .fallback(answer)
        .with_state(Arc::new(function))
}

async fn answer(State(function): State<Arc<Function>>, request: Request) -> Response {
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

impl Function {
    async fn invoke(&self, request: http::Request<Bytes>) -> Response {
        let number = self.invocations.fetch_add(1, Ordering::Relaxed);
        let invocation = Invocation {
            request_id: &format!("sandbox-{number}"),
            deadline: Deadline::after(LIMIT, &*self.webhook.engine().clock),
        };
        self.webhook
            .answer(request, invocation)
            .await
            .map(Body::from)
    }
}
