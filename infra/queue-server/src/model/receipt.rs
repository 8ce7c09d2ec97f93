use std::fmt;

use crate::Refusal;

/// Stands before each handle, as it does with SQS.
const MARK: &str = "AQEB";

/// One receive of a message. Its text is opaque to receivers, and another queue's, or one that was
/// made up, is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Receipt {
    /// The queue's own number, which no other queue has.
    pub(super) queue: u64,
    /// The message's place in the queue.
    pub(super) place: u64,
    /// How often the message had been received.
    pub(super) count: u32,
}

impl Receipt {
    pub(super) fn parse(handle: &str, queue: u64) -> Result<Self, Refusal> {
        let receipt = read(handle).filter(|receipt| receipt.queue == queue);
        receipt.ok_or_else(|| Refusal::ReceiptHandleIsInvalid(handle.to_owned()))
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            queue,
            place,
            count,
        } = self;
        write!(formatter, "{MARK}{queue:016x}{place:016x}{count:08x}")
    }
}

fn read(handle: &str) -> Option<Receipt> {
    let digits = handle.strip_prefix(MARK)?;
    let receipt = Receipt {
        queue: u64::from_str_radix(digits.get(..16)?, 16).ok()?,
        place: u64::from_str_radix(digits.get(16..32)?, 16).ok()?,
        count: u32::from_str_radix(digits.get(32..)?, 16).ok()?,
    };
    (receipt.to_string() == handle).then_some(receipt)
}
