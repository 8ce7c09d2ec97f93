use jiff::Timestamp;
use store::{Key, StoreError, Table};

use crate::Broadcast;
use crate::sender::Sender;

/// How often a head is tried to be woken earlier when it changes meanwhile.
const TRIES: u32 = 3;

impl Sender {
    /// The monitor rings for a lane that is held when its time comes.
    pub(crate) async fn wake_by(
        &self,
        table: &Table,
        id: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let key = Key::broadcast(id);
        for _ in 0..TRIES {
            let Some(head) = table.get::<Broadcast>(&key).await? else {
                return Ok(());
            };
            let Some(earlier) = head.record.clone().woken_by(until) else {
                return Ok(());
            };
            if table.replace(&head, earlier).await?.is_some() {
                return Ok(());
            }
        }
        Ok(())
    }
}
