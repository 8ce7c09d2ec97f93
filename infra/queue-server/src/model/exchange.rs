use std::time::Duration;

use crate::Message;

/// What a send is answered. A duplicate gets the answer of the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// SQS's name for the message.
    pub id: String,
    /// The message's place in the order; FIFO only.
    pub sequence: Option<String>,
    /// The MD5 digest of the body, in hexadecimal.
    pub body_md5: String,
    /// The MD5 digest of the message attributes, if there are any.
    pub attributes_md5: Option<String>,
}

/// How to receive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receive {
    /// At most so many messages, 1 to 10.
    pub limit: usize,
    /// How long they are hidden from others; the queue's visibility time-out by default.
    pub visibility: Option<Duration>,
    /// How long to wait for a message; the queue's `ReceiveMessageWaitTimeSeconds` by default.
    pub wait: Option<Duration>,
}

/// A message that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The message, this receive counted.
    pub message: Message,
    /// What deletes it, or changes how long it is hidden.
    pub receipt: String,
}

/// How many messages there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that could be received, even if their group is blocked at the moment.
    pub visible: usize,
    /// Those received and neither deleted nor visible again.
    pub in_flight: usize,
    /// Those whose delay is not over.
    pub delayed: usize,
}

impl Default for Receive {
    fn default() -> Self {
        Self {
            limit: 10,
            visibility: None,
            wait: None,
        }
    }
}

impl Counts {
    /// All messages.
    #[must_use]
    pub fn total(self) -> usize {
        self.visible + self.in_flight + self.delayed
    }
}
