use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Key, Record, Wake};

/// How long an operator has to look at it.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A queue's message that could not be processed at all, kept where an operator can see it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ParkedMessage {
    /// SQS's id of the message.
    pub message_id: String,
    /// Why it was parked.
    pub reason: String,
    /// The message as it came.
    pub body: String,
    /// When it was parked.
    pub at: Timestamp,
}

impl Record for ParkedMessage {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::parked_message(&self.message_id)
    }

    fn wake(&self) -> Option<Wake> {
        Some(Wake::parked(self.at))
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.at + KEPT_FOR)
    }
}
