use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// What went wrong at the table.
///
/// [`StoreError::Transient`] is a closed list; whatever is not on it is a fault. A lost race is
/// no error: see [`crate::Committed`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum StoreError {
    /// Trying again later can help; nothing may be acknowledged.
    #[error("the table cannot be used now: {0:?}")]
    Transient(Cause),
    /// Trying again cannot help: a bug of ours, or an item that this build cannot read.
    #[error("the table refused: {0}")]
    Fault(String),
}

/// The closed list of what passes by itself, or by an operator's hand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cause {
    /// No connection, or it broke before the answer was complete.
    Connection,
    /// No answer in time.
    TimeOut,
    /// A 5xx of the service.
    Server,
    /// Throttled by the table, a partition or the account.
    Throttled,
    /// Another transaction holds one of the items, or this one is still running.
    Contended,
    /// Only a part of the answer came: unprocessed keys, or a further page.
    HalfAnswer,
    /// A broken set-up: access denied, or no valid credentials. Alarmed.
    SetUp,
    /// A broken set-up: there is no such table, or it has no such index. Alarmed.
    NoTable,
    /// The permit has ended under which the table is used (see [`crate::Permit`]): a write was not
    /// sent, and what was read is not used.
    Fenced,
}

const THROTTLES: &[&str] = &[
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "Throttling",
    "ThrottlingError",
    "ProvisionedThroughputExceeded",
];
const CONTENTIONS: &[&str] = &[
    "TransactionConflictException",
    "TransactionInProgressException",
    "TransactionConflict",
    // Two tokens clashed: load again, with a new one.
    "IdempotentParameterMismatchException",
];
const SET_UP: &[&str] = &[
    "AccessDeniedException",
    "UnrecognizedClientException",
    "InvalidSignatureException",
    "IncompleteSignatureException",
    "MissingAuthenticationTokenException",
    "MissingAuthenticationToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "OptInRequired",
];

const NO_TABLE: &str = "ResourceNotFoundException";

impl StoreError {
    pub(crate) fn fault(what: impl Into<String>) -> Self {
        Self::Fault(what.into())
    }

    /// Classifies an SDK error, the lost races excepted.
    pub(crate) fn of<E>(error: &SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata,
    {
        match error {
            SdkError::TimeoutError(_) => Self::Transient(Cause::TimeOut),
            SdkError::DispatchFailure(failure) if failure.is_timeout() => {
                Self::Transient(Cause::TimeOut)
            }
            SdkError::DispatchFailure(failure) if failure.is_io() => {
                Self::Transient(Cause::Connection)
            }
            // What is neither: the SDK found no credentials to sign with.
            SdkError::DispatchFailure(_) => Self::Transient(Cause::SetUp),
            SdkError::ResponseError(answer) => {
                Self::of_status(answer.raw().status().as_u16(), "unreadable answer")
            }
            SdkError::ServiceError(answer) => {
                let status = answer.raw().status().as_u16();
                Self::of_code(answer.err().code().unwrap_or_default(), status)
            }
            _ => Self::fault("the request could not be built"),
        }
    }

    /// Classifies an error code, which is also what a cancellation reason carries.
    pub(crate) fn of_code(code: &str, status: u16) -> Self {
        if THROTTLES.contains(&code) {
            Self::Transient(Cause::Throttled)
        } else if CONTENTIONS.contains(&code) {
            Self::Transient(Cause::Contended)
        } else if SET_UP.contains(&code) {
            Self::Transient(Cause::SetUp)
        } else if code == NO_TABLE {
            Self::Transient(Cause::NoTable)
        } else {
            Self::of_status(status, code)
        }
    }

    fn of_status(status: u16, code: &str) -> Self {
        match status {
            // A 2xx whose body is no answer of DynamoDB: something between us and it.
            200..=299 => Self::Transient(Cause::HalfAnswer),
            500..=599 => Self::Transient(Cause::Server),
            429 => Self::Transient(Cause::Throttled),
            _ => Self::fault(format!("{status} {code}")),
        }
    }

    /// Whether the same request may succeed a moment later. A write may have been applied all the
    /// same; its condition, or its token, makes the repetition harmless. What is contended is
    /// better loaded again, and a broken set-up mends itself too slowly.
    pub(crate) fn is_worth_another_try(&self) -> bool {
        use Cause::{Connection, HalfAnswer, Server, Throttled, TimeOut};
        matches!(
            self,
            Self::Transient(Connection | HalfAnswer | Server | Throttled | TimeOut)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_fall_into_the_closed_list() {
        let transient = |code, status| match StoreError::of_code(code, status) {
            StoreError::Transient(cause) => Some(cause),
            StoreError::Fault(_) => None,
        };
        assert_eq!(
            transient("ThrottlingException", 400),
            Some(Cause::Throttled)
        );
        assert_eq!(
            transient("TransactionConflict", 400),
            Some(Cause::Contended)
        );
        assert_eq!(transient("AccessDeniedException", 400), Some(Cause::SetUp));
        assert_eq!(
            transient("ResourceNotFoundException", 400),
            Some(Cause::NoTable)
        );
        assert_eq!(transient("InternalServerError", 500), Some(Cause::Server));
        assert_eq!(transient("ValidationException", 400), None);
        assert_eq!(transient("ItemCollectionSizeLimitExceeded", 400), None);
        assert_eq!(transient("", 400), None);
    }
}
