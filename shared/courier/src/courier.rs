use std::time::Duration;

use clock::{Deadline, SharedClock, SharedEntropy};
use jiff::{SignedDuration, Timestamp};
use line::Line;
use locales::Language;
use outbox::{Doorbell, Status};
use store::{Item, Table, Transaction};

/// How long a claim holds. Longer than a send and its end can take together.
pub const LEASE: SignedDuration = SignedDuration::from_secs(30);

/// The longest that one send may take.
pub const SEND_LIMIT: Duration = Duration::from_secs(8);

/// What has to be left of the invocation before a claim is made: two sends (the second one as
/// plain text, after the turns of the batch's others) would not fit into less, with the write of
/// the end.
pub(crate) const NEEDED: Duration = Duration::from_secs(12);

/// How many people one notice to a role can reach: they and the role's row are one transaction.
pub(crate) const MAX_SHARES: usize = Transaction::MAX_ITEMS - 1;

/// Claims notices and sends them.
#[derive(Clone, Debug)]
pub struct Courier {
    /// The table.
    pub table: Table,
    /// The line to the Bot API.
    pub line: Line,
    /// The queue, for the shares of a notice to a role.
    pub doorbell: Doorbell,
    /// The bulk queue, for the functions that also send broadcasts.
    pub bulk: Option<Doorbell>,
    /// Time.
    pub clock: SharedClock,
    /// Marks a claim as this holder's.
    pub entropy: SharedEntropy,
    /// The people who have the role `superadmin`, whatever its roster says.
    pub superadmins: Vec<i64>,
    /// The language that a person has chosen, from their profile's item.
    pub chosen_language: fn(Item) -> Option<Language>,
}

/// What came of a look at a notice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Handled {
    /// Nothing is to be done: it has ended, is not due, or somebody else is at it.
    Left,
    /// It came to this end.
    Ended(Status),
    /// It was put back, to be looked at then.
    PutBack(Timestamp),
    /// The invocation has too little time left; nothing was done.
    NoTime,
    /// The row has changed since it was read, and has to be looked at again.
    Lost,
}

impl Courier {
    pub(crate) fn has_time(&self, deadline: Deadline) -> bool {
        deadline.left(&*self.clock) >= NEEDED
    }
}
