use std::fmt;
use std::time::Duration;

use http::StatusCode;
use serde::Deserialize;

use crate::Endpoint;

/// Why a call gave no result: a sentence each, with the mend where there is one.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvokeError {
    /// Nobody listens there.
    #[error("No functions are at {0}: start them there with `cargo lambda watch`.")]
    NotReachable(Endpoint),
    /// The connection ended before the answer.
    #[error("The functions at {0} went away before they answered: look at what they have logged.")]
    Broken(Endpoint),
    /// The function did not answer in time; it may still do what it was asked for.
    #[error(
        "The function {function} has not answered within {} s: it is being compiled, or it has ended.",
        .limit.as_secs()
    )]
    TimedOut {
        /// Its name.
        function: String,
        /// How long it had.
        limit: Duration,
    },
    /// There is no function of this name.
    #[error("There is no function {function} ({said}): give the name of its binary.")]
    NoSuchFunction {
        /// What was asked for.
        function: String,
        /// What the server said.
        said: String,
    },
    /// The text cannot be the name of a function.
    #[error(
        "No function can be called {0:?}: a name has 1 to 64 letters, digits, hyphens and underscores."
    )]
    BadName(String),
    /// The function reported an error, or the runtime for it.
    #[error("The function {function} failed: {error}.")]
    Failed {
        /// Its name.
        function: String,
        /// What it reported.
        error: FunctionError,
    },
    /// The function returned what is no JSON.
    #[error("The function {function} returned what is no JSON: {said:?}.")]
    NotJson {
        /// Its name.
        function: String,
        /// The beginning of it.
        said: String,
    },
    /// The response has more bytes than Lambda allows.
    #[error("The function returned more than {0} bytes, which Lambda refuses.")]
    TooLarge(usize),
    /// Any other answer, such as one of a server that is not Lambda's.
    #[error("The call was refused with {status}: {said:?}.")]
    Refused {
        /// The HTTP status.
        status: StatusCode,
        /// The beginning of the body.
        said: String,
    },
}

/// How a function failed, as its runtime reports it.
/// Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct FunctionError {
    /// The kind of error, such as a type's name.
    pub error_type: String,
    /// What happened.
    pub error_message: String,
}

impl fmt::Display for FunctionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.error_type, self.error_message)
    }
}
