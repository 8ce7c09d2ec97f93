use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use crate::Role;

/// A change of what a person may do: who did it, whom it was done to, what, when. It is written
/// with the change and never changed. It holds no names: those are looked up when it is shown.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct AuditEntry {
    /// Whom it was done to: Telegram user id.
    pub user: i64,
    /// Who did it: Telegram user id.
    pub by: i64,
    /// What was done.
    pub what: What,
    /// When.
    pub at: Timestamp,
    /// The id of the update that did it.
    pub update_id: i64,
    /// Which of that update's changes it is.
    pub index: u8,
}

/// What was done to a person.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A role was given.
    Granted(Role),
    /// A role was taken away.
    Taken(Role),
    /// A request to join was approved with this role.
    Approved(Role),
    /// An invitation to this role was accepted; `by` is who had invited.
    Invited(Role),
    /// The person was shut out.
    Deactivated,
    /// The person was let in again.
    Reactivated,
    /// The person may have more than one booking ahead.
    Lifted,
    /// The person may have one booking ahead, as everybody.
    Bound,
}

impl Record for AuditEntry {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::audit_entry(self.user, self.at, self.update_id, self.index)
    }
}
