//! The monitor's minute.

use std::sync::Arc;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use frontdesk_tests::binary::TIME_OUT;
use lambda_runtime_server::Function;
use lambda_runtime_server::events::{Body, function_url_event};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::deployed::Deployed;
use super::sample;

pub(crate) const FILES: [&str; 2] = ["schedule_rule", "schedule_scheduler"];

#[tokio::test]
async fn every_schedule_makes_the_monitor_run() {
    for file in FILES {
        let world = Deployed::start().await;
        let url = FunctionUrl::of(Arc::clone(&world.webhook)).await;
        let monitor = world.monitor(url.url.clone()).await;
        let answer = monitor.invoke(sample::event(file), TIME_OUT).await;
        assert_eq!(answer.unwrap(), Value::Null, "{file}");
        assert_eq!(
            world.keys().await,
            ["ops#heartbeat / heartbeat", "ops#watch / watch"],
            "{file}: {}",
            monitor.output()
        );
    }
}

/// The address at which the webhook can be reached, on loopback.
struct FunctionUrl {
    url: String,
    task: JoinHandle<()>,
}

impl FunctionUrl {
    async fn of(webhook: Arc<Function>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/telegram", listener.local_addr().unwrap());
        let routes = Router::new().fallback(invoke).with_state(webhook);
        let task = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { url, task }
    }
}

impl Drop for FunctionUrl {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn invoke(State(webhook): State<Arc<Function>>, request: Request) -> (StatusCode, Bytes) {
    let (head, body) = request.into_parts();
    let headers: Vec<_> = head
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let event = function_url_event(
        head.method.as_str(),
        head.uri.path(),
        &headers,
        Body::Text(std::str::from_utf8(&body).unwrap()),
    );
    let answer = webhook.invoke(event, TIME_OUT).await.unwrap();
    let status = answer["statusCode"].as_u64().unwrap();
    let status = StatusCode::from_u16(u16::try_from(status).unwrap()).unwrap();
    (status, Bytes::new())
}
