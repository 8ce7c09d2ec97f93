use std::time::Duration;

use axum::http::StatusCode;
use clock::{Clock, SystemClock};
use lambda_runtime_server::{InvokeError, RuntimeServer};
use serde_json::{Value, json};

use crate::actor::Actor;

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(20);

async fn stage() -> (RuntimeServer, Actor) {
    let server = RuntimeServer::start().await.unwrap();
    let actor = Actor::at(server.address());
    (server, actor)
}

#[tokio::test]
async fn answer_reaches_the_caller() {
    let (server, actor) = stage().await;
    let function = async {
        let event = actor.next().await;
        actor.answers(&event.id, event.payload.to_string()).await
    };
    let (answer, status) = tokio::join!(server.invoke(json!({"n": 1}), LONG), function);
    assert_eq!(
        (answer.unwrap(), status),
        (json!({"n": 1}), StatusCode::ACCEPTED)
    );
}

#[tokio::test]
async fn function_is_told_its_deadline() {
    let (server, actor) = stage().await;
    let before = SystemClock::new().now();
    let function = async {
        let event = actor.next().await;
        actor.answers(&event.id, "null").await;
        event.headers
    };
    let (_, headers) = tokio::join!(server.invoke(Value::Null, LONG), function);
    let deadline: i64 = headers["lambda-runtime-deadline-ms"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    let told = deadline - before.as_millisecond();
    assert!((60_000..70_000).contains(&told), "{told}");
    assert!(headers.contains_key("lambda-runtime-invoked-function-arn"));
    assert!(headers.contains_key("lambda-runtime-trace-id"));
}

#[tokio::test]
async fn error_of_a_function_is_passed_on() {
    let (server, actor) = stage().await;
    let reported = json!({"errorType": "Boom", "errorMessage": "no"});
    let function = async {
        let event = actor.next().await;
        actor.fails(&event.id, &reported).await
    };
    let (answer, _) = tokio::join!(server.invoke(Value::Null, LONG), function);
    assert!(matches!(answer, Err(InvokeError::Failed { payload }) if payload == reported));
}

#[tokio::test]
async fn answer_that_comes_late_is_refused() {
    let (server, actor) = stage().await;
    let invocation = async {
        server.ready().await;
        server.invoke(Value::Null, SHORT).await
    };
    let (answer, event) = tokio::join!(invocation, actor.next());
    assert!(matches!(answer, Err(InvokeError::TimedOut(SHORT))));
    assert_eq!(actor.answers(&event.id, "null").await, StatusCode::GONE);
}

#[tokio::test]
async fn event_that_nobody_took_is_withdrawn() {
    let (server, actor) = stage().await;
    let nobody = server.invoke(json!("first"), SHORT).await;
    assert!(matches!(nobody, Err(InvokeError::TimedOut(_))));
    let function = async {
        let event = actor.next().await;
        actor.answers(&event.id, event.payload.to_string()).await;
    };
    let (answer, ()) = tokio::join!(server.invoke(json!("second"), LONG), function);
    assert_eq!(answer.unwrap(), json!("second"));
}

#[tokio::test]
async fn invocations_side_by_side_keep_order() {
    let (server, actor) = stage().await;
    let function = async {
        for _ in 0..2 {
            let event = actor.next().await;
            actor.answers(&event.id, event.payload.to_string()).await;
        }
    };
    let calls = (server.invoke(json!(1), LONG), server.invoke(json!(2), LONG));
    let (one, two, ()) = tokio::join!(calls.0, calls.1, function);
    assert_eq!((one.unwrap(), two.unwrap()), (json!(1), json!(2)));
}

#[tokio::test]
async fn answer_too_large_is_refused() {
    let (server, actor) = stage().await;
    let function = async {
        let event = actor.next().await;
        actor.answers(&event.id, vec![b' '; 6_291_557]).await
    };
    let (answer, status) = tokio::join!(server.invoke(Value::Null, LONG), function);
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer
            .unwrap_err()
            .to_string()
            .contains("Function.ResponseSizeTooLarge")
    );
}

#[tokio::test]
async fn first_question_ends_the_start() {
    let (server, actor) = stage().await;
    let asking = actor.next();
    tokio::select! {
        () = server.ready() => {}
        _ = asking => panic!("there is no event"),
    }
    assert_eq!(server.init_error(), None);
}

#[tokio::test]
async fn failed_start_is_kept() {
    let (server, actor) = stage().await;
    let error = json!({"errorType": "Settings", "errorMessage": "TABLE_NAME is missing"});
    assert_eq!(actor.fails_to_start(&error).await, StatusCode::ACCEPTED);
    assert_eq!(server.init_error(), Some(error));
}
