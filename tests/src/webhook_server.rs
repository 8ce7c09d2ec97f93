use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::World;

/// The webhook behind real HTTP, which can be switched off as a broken deployment is.
#[derive(Debug)]
pub struct WebhookServer {
    url: String,
    down: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

#[derive(Clone)]
struct Served {
    world: Arc<World>,
    down: Arc<AtomicBool>,
}

impl WebhookServer {
    pub async fn before(world: Arc<World>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        let url = format!(
            "http://{}/telegram",
            listener
                .local_addr()
                .expect("a bound socket has an address")
        );
        let down = Arc::new(AtomicBool::new(false));
        let routes = Router::new().fallback(answer).with_state(Served {
            world,
            down: Arc::clone(&down),
        });
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, routes).await;
        });
        Self { url, down, task }
    }

    pub fn url(&self) -> String {
        self.url.clone()
    }

    pub fn take_down(&self) {
        self.down.store(true, Ordering::Relaxed);
    }

    pub fn bring_back(&self) {
        self.down.store(false, Ordering::Relaxed);
    }
}

impl Drop for WebhookServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(served): State<Served>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    if served.down.load(Ordering::Relaxed) {
        return Response::builder()
            .status(502)
            .body(Body::empty())
            .expect("an empty answer is well-formed");
    }
    let answer = served
        .world
        .send(http::Request::from_parts(head, body))
        .await;
    Response::builder()
        .status(answer.status)
        .body(Body::from(answer.body))
        .expect("the function's answer is well-formed")
}
