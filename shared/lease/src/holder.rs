use clock::Entropy;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use crate::MARGIN;

/// Who wants the lock, for people to look at.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Identity {
    /// The machine's name.
    pub host: String,
    /// The process's number on that machine.
    pub pid: u32,
    /// The environment that it runs in.
    pub environment: String,
}

/// What the row says: who holds the lock, or held it last.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Holder {
    /// Drawn when the lock was taken: no two leases have the same.
    pub owner: String,
    /// The machine's name.
    pub host: String,
    /// The process's number on that machine.
    pub pid: u32,
    /// The environment that it runs in.
    pub environment: String,
    /// When it was taken, by the holder's clock.
    pub taken_at: Timestamp,
    /// Until when it holds, by the holder's clock; each renewal moves it on.
    pub until: Timestamp,
    /// When it was given up, or broken by an operator.
    #[serde(default)]
    pub released_at: Option<Timestamp>,
}

impl Holder {
    pub(crate) fn new(
        identity: Identity,
        entropy: &dyn Entropy,
        taken_at: Timestamp,
        until: Timestamp,
    ) -> Self {
        Self {
            owner: format!("{:016x}{:016x}", entropy.next(), entropy.next()),
            host: identity.host,
            pid: identity.pid,
            environment: identity.environment,
            taken_at,
            until,
            released_at: None,
        }
    }

    /// From when on somebody else may take the lock, unless it is renewed.
    #[must_use]
    pub fn free_from(&self) -> Timestamp {
        self.released_at.unwrap_or(self.until + MARGIN)
    }

    /// Whether somebody else may take the lock.
    #[must_use]
    pub fn is_free(&self, now: Timestamp) -> bool {
        self.released_at.is_some() || now >= self.free_from()
    }

    pub(crate) fn released(&self, now: Timestamp) -> Self {
        Self {
            released_at: Some(now),
            ..self.clone()
        }
    }
}

impl Record for Holder {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::poller_lease()
    }
}
