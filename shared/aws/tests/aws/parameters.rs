use std::sync::Arc;
use std::time::Duration;

use aws::{ParameterError, Parameters};
use clock::{ManualClock, SystemClock};
use secrecy::ExposeSecret;
use settings::ParameterName;

use crate::server::{Behaviour, Server};
use crate::{aws_at, aws_from};

const NAME: &str = "/desk/token";

fn name() -> ParameterName {
    NAME.parse().unwrap()
}

fn parameters_at(server: &Server) -> Parameters {
    parameters_by(server, &ManualClock::at("2026-03-02T12:00:00Z"))
}

/// The requests themselves go by the system's clock.
fn parameters_by(server: &Server, clock: &ManualClock) -> Parameters {
    let ssm = aws_at(&server.url(), SystemClock::new()).ssm();
    Parameters::new(ssm, Arc::new(clock.clone()))
}

async fn with_token() -> Server {
    Server::answering(
        200,
        r#"{"Parameter":{"Name":"/desk/token","Value":"123:token"}}"#,
    )
    .await
}

async fn refused_as(status: u16, code: &str) -> ParameterError {
    let server = Server::answering(status, &format!(r#"{{"__type":"{code}"}}"#)).await;
    parameters_at(&server).get(&name()).await.unwrap_err()
}

#[tokio::test]
async fn first_uses_together_ask_once() {
    let server = with_token().await;
    let (parameters, name) = (parameters_at(&server), name());
    let (one, other) = tokio::join!(parameters.get(&name), parameters.get(&name));
    let later = parameters.get(&name).await.unwrap();
    for value in [one.unwrap(), other.unwrap(), later] {
        assert_eq!(value.expose_secret(), "123:token");
    }
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn known_parameter_does_not_print() {
    let parameters = parameters_at(&with_token().await);
    parameters.get(&name()).await.unwrap();
    assert!(!format!("{parameters:?}").contains("123:token"));
}

#[tokio::test]
async fn failure_is_asked_again() {
    let server = Server::answering(500, r#"{"__type":"InternalServerError"}"#).await;
    let parameters = parameters_at(&server);
    for _ in 0..2 {
        let error = parameters.get(&name()).await.unwrap_err();
        assert!(
            matches!(error, ParameterError::Transient { .. }),
            "{error:?}"
        );
    }
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn unknown_parameter_is_missing() {
    let error = refused_as(400, "ParameterNotFound").await;
    assert_eq!(error, ParameterError::Missing { name: name() });
}

#[tokio::test]
async fn throttling_is_transient() {
    let error = refused_as(400, "ThrottlingException").await;
    assert!(
        matches!(error, ParameterError::Transient { .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn forbidden_parameter_is_denied() {
    let error = refused_as(400, "AccessDeniedException").await;
    let expected = "parameter /desk/token may not be read: AccessDeniedException";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn reading_without_credentials_is_denied() {
    let aws = aws_from([("AWS_REGION", "eu-central-1")], SystemClock::new());
    let error = Parameters::new(aws.ssm(), Arc::new(SystemClock::new()))
        .get(&name())
        .await
        .unwrap_err();
    assert!(matches!(error, ParameterError::Denied { .. }), "{error:?}");
}

#[tokio::test]
async fn a_wrong_value_is_asked_for_again_after_a_minute() {
    let (server, clock) = (with_token().await, ManualClock::at("2026-03-02T12:00:00Z"));
    let (parameters, name) = (parameters_by(&server, &clock), name());
    parameters.get(&name).await.unwrap();
    for _ in 0..3 {
        parameters.renewed(&name).await.unwrap();
    }
    assert_eq!(server.requests(), 1, "it has just been fetched");
    clock.advance(Duration::from_secs(60));
    for _ in 0..3 {
        parameters.renewed(&name).await.unwrap();
    }
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn what_cannot_be_had_anew_stays() {
    let body = r#"{"Parameter":{"Name":"/desk/token","Value":"123:token"}}"#.to_owned();
    let server = Server::start(Behaviour::AnswerOnce { status: 200, body }).await;
    let clock = ManualClock::at("2026-03-02T12:00:00Z");
    let (parameters, name) = (parameters_by(&server, &clock), name());
    parameters.get(&name).await.unwrap();
    clock.advance(Duration::from_secs(60));
    let kept = parameters.renewed(&name).await.unwrap();
    assert_eq!(kept.expose_secret(), "123:token");
}
