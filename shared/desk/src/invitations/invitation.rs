use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use super::{Digest, Trouble};
use crate::Role;

/// How long an invitation is good for.
pub(super) const GOOD_FOR: SignedDuration = SignedDuration::from_hours(72);

/// How much longer it is known what has become of it.
const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// An invitation to a role, for the first who opens it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Invitation {
    /// The digest of its token.
    pub digest: Digest,
    /// What it makes somebody.
    pub role: Role,
    /// Who invites: Telegram user id.
    pub by: i64,
    /// When it runs out.
    pub until: Timestamp,
    /// How far it has come.
    pub state: State,
}

/// How far an invitation has come.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody has opened it.
    Open,
    /// That person has opened it, and no other may accept it.
    Bound(i64),
    /// That person has accepted or declined it.
    Used(i64),
    /// It was taken back.
    Revoked,
}

impl Invitation {
    /// What is in the way of that person at that time.
    #[must_use]
    pub fn trouble(&self, person: i64, now: Timestamp) -> Option<Trouble> {
        match self.state {
            State::Used(_) => Some(Trouble::Used),
            State::Revoked => Some(Trouble::Revoked),
            _ if self.until <= now => Some(Trouble::Expired),
            State::Bound(other) if other != person => Some(Trouble::Foreign),
            State::Open | State::Bound(_) => None,
        }
    }

    /// The same invitation, come so far.
    #[must_use]
    pub fn now(self, state: State) -> Self {
        Self { state, ..self }
    }
}

impl Record for Invitation {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::invitation(self.digest.as_str())
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.until + KNOWN_FOR)
    }
}

/// The invitations that can still be accepted, those that have run out meanwhile included.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct OpenInvitations {
    /// The id of the update that made the last one: a button of an earlier list makes none.
    pub serial: i64,
    /// The invitations, the oldest first; at most [`OpenInvitations::CAPACITY`].
    pub open: Vec<Listed>,
}

/// An invitation in the list.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Listed {
    /// The digest of its token.
    #[serde(rename = "d")]
    pub digest: Digest,
    /// What it makes somebody.
    #[serde(rename = "r")]
    pub role: Role,
    /// When it runs out.
    #[serde(rename = "u")]
    pub until: Timestamp,
}

impl OpenInvitations {
    /// How many there can be at a time.
    pub const CAPACITY: usize = 20;

    /// The same list without those that have run out.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        self.open.retain(|listed| listed.until > now);
        self
    }

    /// The same list with one more; `None` when it is full.
    #[must_use]
    pub fn with(mut self, invitation: &Invitation, serial: i64) -> Option<Self> {
        if self.open.len() >= Self::CAPACITY {
            return None;
        }
        self.open.push(Listed {
            digest: invitation.digest.clone(),
            role: invitation.role,
            until: invitation.until,
        });
        Some(Self { serial, ..self })
    }

    /// The same list without that one.
    #[must_use]
    pub fn without(mut self, digest: &Digest) -> Self {
        self.open.retain(|listed| listed.digest != *digest);
        self
    }
}

impl Record for OpenInvitations {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::invitations()
    }
}
