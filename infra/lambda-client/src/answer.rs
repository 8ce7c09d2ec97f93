//! What the Invoke API's answers mean.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::{FunctionError, InvokeError};

/// Says that the payload is not what the function returned but how it failed: `Handled` or
/// `Unhandled`.
const FUNCTION_ERROR: &str = "x-amz-function-error";

/// How much of an answer that is not understood is shown, in characters.
const EXCERPT: usize = 200;

/// A complete answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) payload: Bytes,
}

impl Answer {
    /// What the function returned, or why it returned nothing.
    ///
    /// Lambda marks a failure by a header of a 200; `cargo lambda watch` by 500 and no header, with
    /// the same payload. What else is 500 there is its own failure, such as a function that ended.
    pub(crate) fn outcome(self, function: &str) -> Result<Value, InvokeError> {
        let failed = self.headers.contains_key(FUNCTION_ERROR);
        match self.status {
            StatusCode::OK if failed => Err(self.failure(function)),
            StatusCode::OK => self.returned(function),
            StatusCode::NOT_FOUND => Err(InvokeError::NoSuchFunction {
                function: function.to_owned(),
                said: self.excerpt(),
            }),
            StatusCode::INTERNAL_SERVER_ERROR => Err(self.failure(function)),
            _ => Err(self.refusal()),
        }
    }

    /// A function that returns nothing returns `null`.
    fn returned(&self, function: &str) -> Result<Value, InvokeError> {
        if self.payload.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&self.payload).map_err(|_| InvokeError::NotJson {
            function: function.to_owned(),
            said: self.excerpt(),
        })
    }

    fn failure(&self, function: &str) -> InvokeError {
        match serde_json::from_slice::<FunctionError>(&self.payload) {
            Ok(error) => InvokeError::Failed {
                function: function.to_owned(),
                error,
            },
            Err(_) => self.refusal(),
        }
    }

    fn refusal(&self) -> InvokeError {
        InvokeError::Refused {
            status: self.status,
            said: self.excerpt(),
        }
    }

    fn excerpt(&self) -> String {
        let text = String::from_utf8_lossy(&self.payload);
        text.chars().take(EXCERPT).collect()
    }
}
