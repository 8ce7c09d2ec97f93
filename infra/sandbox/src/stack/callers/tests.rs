use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use clock::{ManualClock, SystemClock};
use queue_server::Outgoing;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::*;

/// Callers, and functions that return nothing and tell of each call.
struct Scene {
    clock: ManualClock,
    queues: Queues,
    calls: UnboundedReceiver<(String, Value)>,
    _functions: Task,
    _callers: Callers,
}

impl Scene {
    async fn with_functions_that_answer(status: StatusCode) -> Self {
        let (told, calls) = unbounded_channel();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let path = "/2015-03-31/functions/{function}/invocations";
        let functions = Router::new().route(path, post(answer));
        let functions = functions.with_state((told, status));
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let shared: SharedClock = Arc::new(clock.clone());
        let queues = Queues::new(Arc::clone(&shared), 1);
        for queue in [NOTICES, BULK] {
            queues.create(queue, [("FifoQueue", "true")]).unwrap();
        }
        let serving = async { axum::serve(listener, functions).await.unwrap() };
        let serving = Task::start(serving);
        let lambda = LambdaClient::new(endpoint.parse().unwrap(), Arc::clone(&shared));
        Self {
            clock,
            calls,
            _functions: serving,
            _callers: Callers::start(lambda, queues.clone(), || {}, &shared).await,
            queues,
        }
    }

    /// The event of the next call of this function, while time passes.
    async fn next(&mut self, function: &str) -> Value {
        for _ in 0..1_000 {
            let pause = Duration::from_millis(20);
            match clock::within(&SystemClock::new(), pause, self.calls.recv()).await {
                Some(Some((called, event))) if called == function => return event,
                Some(_) => {}
                None => self.clock.advance(Duration::from_secs(10)),
            }
        }
        panic!("the function {function} is not called");
    }

    fn ring(&self, body: &str) {
        let message = Outgoing::new(body).fifo("group", body);
        self.queues.send(NOTICES, message).unwrap();
    }
}

type Telling = (UnboundedSender<(String, Value)>, StatusCode);

async fn answer(
    State((told, status)): State<Telling>,
    Path(function): Path<String>,
    Json(event): Json<Value>,
) -> (StatusCode, Json<Value>) {
    told.send((function, event)).unwrap();
    let error = json!({ "errorType": "Crash", "errorMessage": "out of luck" });
    let returned = (status != StatusCode::OK).then_some(error);
    (status, Json(returned.into()))
}

#[tokio::test]
async fn the_schedule_calls_the_monitor_again_and_again() {
    let mut scene = Scene::with_functions_that_answer(StatusCode::OK).await;
    let times = [scene.next("monitor").await, scene.next("monitor").await];
    let [first, second] = times.map(|event| {
        assert_eq!(event["detail-type"], "Scheduled Event");
        event["time"].as_str().unwrap().to_owned()
    });
    assert_eq!(first, "2026-01-01T00:00:00Z");
    assert!(second.as_str() >= "2026-01-01T00:01:00Z", "{second}");
}

#[tokio::test]
async fn what_was_processed_does_not_come_again() {
    let mut scene = Scene::with_functions_that_answer(StatusCode::OK).await;
    for body in ["one", "two"] {
        scene.ring(body);
        assert_eq!(scene.next("notifier").await["Records"][0]["body"], body);
    }
}

#[tokio::test]
async fn a_batch_that_failed_comes_again() {
    let crash = StatusCode::INTERNAL_SERVER_ERROR;
    let mut scene = Scene::with_functions_that_answer(crash).await;
    scene.ring("one");
    for receives in ["1", "2"] {
        let event = scene.next("notifier").await;
        let message = &event["Records"][0];
        assert_eq!(message["body"], "one");
        assert_eq!(message["attributes"]["ApproximateReceiveCount"], receives);
    }
}
