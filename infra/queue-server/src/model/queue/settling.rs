use std::time::Duration;

use jiff::Timestamp;

use super::Queue;
use crate::Refusal;
use crate::model::receipt::Receipt;

/// The longest visibility time-out, counted from the receive. Source: SQS Developer Guide,
/// "Amazon SQS visibility timeout".
const MAX_VISIBILITY: Duration = Duration::from_secs(43_200);

impl Queue {
    /// Deletes by a handle. An old handle of a standard queue deletes nothing and is no error; a
    /// FIFO queue refuses one that has expired. To delete again is no error. Sources: SQS API
    /// Reference, `DeleteMessage`; AWS knowledge center, "receipt handle errors".
    pub(crate) fn delete(&mut self, handle: &str, now: Timestamp) -> Result<(), Refusal> {
        let receipt = self.receipt(handle)?;
        let Some(message) = self.messages.get(&receipt.place) else {
            return Ok(());
        };
        let latest = message.receive_count == receipt.count;
        if self.attributes.fifo.is_some() && !(latest && message.is_in_flight(now)) {
            return Err(expired(handle));
        }
        if latest {
            self.messages.remove(&receipt.place);
        }
        Ok(())
    }

    /// Hides a message for `timeout` from now on, or shows it again at zero. AWS was recorded to
    /// do so on a standard queue even when the message is visible again, whereas the API Reference
    /// names `MessageNotInflight`.
    pub(crate) fn change_visibility(
        &mut self,
        handle: &str,
        timeout: Duration,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let receipt = self.receipt(handle)?;
        let fifo = self.attributes.fifo.is_some();
        let message = self.messages.get_mut(&receipt.place);
        let message = message.filter(|message| message.receive_count == receipt.count);
        let message = message.ok_or_else(|| {
            let reason =
                "Message does not exist or is not available for visibility timeout change.";
            Refusal::parameter(handle, "ReceiptHandle", reason)
        })?;
        if fifo && !message.is_in_flight(now) {
            return Err(expired(handle));
        }
        let received = message.held.unwrap_or(now);
        if now + timeout > received + MAX_VISIBILITY {
            let reason =
                "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].";
            return Err(Refusal::parameter(
                timeout.as_secs(),
                "VisibilityTimeout",
                reason,
            ));
        }
        message.visible = now + timeout;
        Ok(())
    }

    fn receipt(&self, handle: &str) -> Result<Receipt, Refusal> {
        Receipt::parse(handle, self.number)
    }
}

fn expired(handle: &str) -> Refusal {
    Refusal::parameter(handle, "ReceiptHandle", "The receipt handle has expired.")
}
