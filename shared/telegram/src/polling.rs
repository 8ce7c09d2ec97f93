//! What is asked of Telegram when updates are polled, and what it gives.

use std::time::Duration;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::request::Request;
use crate::{Envelope, UpdateKind};

/// The bot's own account.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Account {
    /// Its user id.
    pub id: i64,
    /// Its name in addresses, without the `@`.
    pub username: String,
}

/// A question for updates.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Poll {
    /// The first update that is wanted; everything before it is confirmed, and Telegram forgets
    /// it. `None` for the oldest that is not confirmed yet.
    pub offset: Option<i64>,
    /// How many at most; 1 to 100.
    pub most: u8,
    /// How long to wait while there is none, in whole seconds; Telegram takes up to 50.
    pub wait: Duration,
}

/// Updates that were polled.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Polled {
    /// The updates, oldest first.
    pub envelopes: Vec<Envelope>,
    /// How many could not even be told apart: they have no integer id, and cannot be confirmed.
    pub unreadable: usize,
}

impl Poll {
    pub(crate) fn request(&self) -> Request {
        let parameters = Parameters {
            offset: self.offset,
            limit: self.most,
            timeout: self.wait.as_secs(),
            allowed_updates: UpdateKind::USED.map(UpdateKind::as_str),
        };
        Request::json("getUpdates", &parameters)
    }
}

#[derive(Serialize)]
struct Parameters {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    limit: u8,
    timeout: u64,
    allowed_updates: [&'static str; UpdateKind::USED.len()],
}

impl Polled {
    pub(crate) fn of(updates: Vec<Box<RawValue>>) -> Self {
        let mut polled = Self::default();
        for update in updates {
            match Envelope::parse(Bytes::copy_from_slice(update.get().as_bytes())) {
                Ok(envelope) => polled.envelopes.push(envelope),
                Err(_) => polled.unreadable += 1,
            }
        }
        polled
    }
}
