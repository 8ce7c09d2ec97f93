use aws::{ParameterError, Parameters};
use clock::SystemClock;
use secrecy::ExposeSecret;
use settings::ParameterName;

use crate::server::Server;
use crate::{aws_at, aws_from};

const NAME: &str = "/desk/token";

fn name() -> ParameterName {
    NAME.parse().unwrap()
}

fn parameters_at(server: &Server) -> Parameters {
    Parameters::new(aws_at(&server.url(), SystemClock::new()).ssm())
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
    let error = Parameters::new(aws.ssm()).get(&name()).await.unwrap_err();
    assert!(matches!(error, ParameterError::Denied { .. }), "{error:?}");
}
