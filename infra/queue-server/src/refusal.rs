use std::borrow::Cow;

/// What SQS does not do, and why. The texts are SQS's own wherever one is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A parameter that is not valid here.
    #[error("{0}")]
    InvalidParameterValue(String),
    /// A parameter that must not be missing, by its name.
    #[error("The request must contain the parameter {0}.")]
    MissingParameter(&'static str),
    /// There is no such queue.
    #[error("The specified queue does not exist.")]
    NonExistentQueue,
    /// There is such a queue, but not of these attributes; names one that differs.
    #[error("A queue already exists with the same name and a different value for attribute {0}")]
    QueueAlreadyExists(String),
    /// The name was that of a queue deleted less than 60 s ago.
    #[error(
        "You must wait 60 seconds after deleting a queue before you can create another with the same name."
    )]
    QueueDeletedRecently,
    /// An attribute that the queue does not have, or that it has only when it is FIFO.
    #[error("Unknown Attribute {0}.")]
    InvalidAttributeName(String),
    /// A value that the attribute cannot have.
    #[error("{0}")]
    InvalidAttributeValue(String),
    /// A body with characters that XML 1.0 does not have.
    #[error(
        "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF"
    )]
    InvalidMessageContents,
    /// No receipt handle of this queue.
    #[error("The input receipt handle \"{0}\" is not a valid receipt handle.")]
    ReceiptHandleIsInvalid(String),
    /// The queue was purged less than 60 s ago.
    #[error("Only one PurgeQueue operation on {0} is allowed every 60 seconds.")]
    PurgeQueueInProgress(String),
    /// Too many messages of a standard queue are in flight.
    #[error("Too many messages are in flight.")]
    OverLimit,
    /// A batch of nothing.
    #[error("There should be at least one entry in the request.")]
    EmptyBatchRequest,
    /// A batch of more than 10 entries.
    #[error("Maximum number of entries per request are 10. You have sent {0}.")]
    TooManyEntriesInBatchRequest(usize),
    /// A batch entry whose id has another form.
    #[error(
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long."
    )]
    InvalidBatchEntryId,
    /// Two entries of a batch with this id.
    #[error("Id {0} repeated.")]
    BatchEntryIdsNotDistinct(String),
    /// A batch of so many bytes.
    #[error("Batch requests cannot be longer than 1048576 bytes. You have sent {0} bytes.")]
    BatchRequestTooLong(usize),
    /// An operation or a parameter that SQS has and this stand-in has not, or neither has.
    #[error("{0} is not supported.")]
    UnsupportedOperation(String),
    /// An operation that SQS does not have, or none at all.
    #[error("The operation {0:?} is not known.")]
    InvalidAction(String),
    /// A body that is no JSON object of the operation's form.
    #[error("The request cannot be read: {0}")]
    MalformedInput(String),
}

impl Refusal {
    pub(crate) fn parameter(value: impl std::fmt::Display, name: &str, reason: &str) -> Self {
        let text = format!("Value {value} for parameter {name} is invalid. Reason: {reason}");
        Self::InvalidParameterValue(text)
    }

    /// A parameter that only the other type of queue takes.
    pub(crate) fn other_type(value: impl std::fmt::Display, name: &str) -> Self {
        let reason = "The request include parameter that is not valid for this queue type.";
        Self::parameter(value, name, reason)
    }

    pub(crate) fn attribute(name: &str) -> Self {
        Self::InvalidAttributeValue(format!("Invalid value for the parameter {name}."))
    }

    /// The code that the SDK reports: that of the older query protocol, which SQS sends in the
    /// header `x-amzn-query-error`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.names().0
    }

    /// The HTTP status. Source: SQS API Reference, the errors of each action.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::OverLimit | Self::PurgeQueueInProgress(_) => 403,
            Self::ReceiptHandleIsInvalid(_) => 404,
            _ => 400,
        }
    }

    /// The error's type in the body: SQS's shapes have its namespace, the others the framework's.
    pub(crate) fn shape(&self) -> String {
        let (code, shape) = self.names();
        let shape = shape.map_or_else(
            || Cow::Borrowed(code.rsplit('.').next().unwrap_or(code)),
            Cow::Borrowed,
        );
        if shape.ends_with("Exception") {
            format!("com.amazon.coral.service#{shape}")
        } else {
            format!("com.amazonaws.sqs#{shape}")
        }
    }

    /// The code, and the shape where it is not the code's last part.
    fn names(&self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::InvalidParameterValue(_) => (
                "InvalidParameterValue",
                Some("InvalidParameterValueException"),
            ),
            Self::MissingParameter(_) => (
                "MissingParameter",
                Some("MissingRequiredParameterException"),
            ),
            Self::NonExistentQueue => (
                "AWS.SimpleQueueService.NonExistentQueue",
                Some("QueueDoesNotExist"),
            ),
            Self::QueueAlreadyExists(_) => ("QueueAlreadyExists", Some("QueueNameExists")),
            Self::QueueDeletedRecently => ("AWS.SimpleQueueService.QueueDeletedRecently", None),
            Self::InvalidAttributeName(_) => ("InvalidAttributeName", None),
            Self::InvalidAttributeValue(_) => ("InvalidAttributeValue", None),
            Self::InvalidMessageContents => ("InvalidMessageContents", None),
            Self::ReceiptHandleIsInvalid(_) => ("ReceiptHandleIsInvalid", None),
            Self::PurgeQueueInProgress(_) => ("AWS.SimpleQueueService.PurgeQueueInProgress", None),
            Self::OverLimit => ("OverLimit", None),
            Self::EmptyBatchRequest => ("AWS.SimpleQueueService.EmptyBatchRequest", None),
            Self::TooManyEntriesInBatchRequest(_) => {
                ("AWS.SimpleQueueService.TooManyEntriesInBatchRequest", None)
            }
            Self::InvalidBatchEntryId => ("AWS.SimpleQueueService.InvalidBatchEntryId", None),
            Self::BatchEntryIdsNotDistinct(_) => {
                ("AWS.SimpleQueueService.BatchEntryIdsNotDistinct", None)
            }
            Self::BatchRequestTooLong(_) => ("AWS.SimpleQueueService.BatchRequestTooLong", None),
            Self::UnsupportedOperation(_) => ("AWS.SimpleQueueService.UnsupportedOperation", None),
            Self::InvalidAction(_) => ("InvalidAction", Some("UnknownOperationException")),
            Self::MalformedInput(_) => ("MalformedInput", Some("SerializationException")),
        }
    }
}
