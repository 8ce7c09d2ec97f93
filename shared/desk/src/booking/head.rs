use diary::BookingId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

/// The most bookings that a client can have ahead, where the bound of one is lifted.
const MAX_AHEAD: usize = 20;

/// What a client has booked ahead: one item, under one version, so that two bookings of a client
/// at once cannot both be the only one.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ClientHead {
    /// The client: Telegram user id.
    pub client: i64,
    /// How often the client's bookings have changed: a button made before does not fit any more.
    #[serde(rename = "n", default)]
    pub step: u32,
    /// The active bookings; those that have begun are dropped at the next change.
    #[serde(rename = "a", default)]
    pub ahead: Vec<Ahead>,
    /// Whether a manager lets the client have more than one booking ahead.
    #[serde(rename = "l", default)]
    pub lifted: bool,
}

/// A booking ahead.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Ahead {
    /// The booking.
    #[serde(rename = "i")]
    pub id: BookingId,
    /// When it starts.
    #[serde(rename = "s", with = "jiff::fmt::serde::timestamp::second::required")]
    pub start: Timestamp,
    /// The button that made it: pressed again, it shows this booking. 0 for none.
    #[serde(rename = "b", default)]
    pub button: u32,
}

impl ClientHead {
    /// The head of a client who has never booked.
    #[must_use]
    pub fn new(client: i64) -> Self {
        Self {
            client,
            step: 0,
            ahead: Vec::new(),
            lifted: false,
        }
    }

    /// The bookings that have not begun.
    pub fn after(&self, now: Timestamp) -> impl Iterator<Item = &Ahead> {
        self.ahead.iter().filter(move |ahead| ahead.start > now)
    }

    /// The booking that keeps the client from another one.
    #[must_use]
    pub fn obstacle(&self, now: Timestamp) -> Option<&Ahead> {
        let most = if self.lifted { MAX_AHEAD } else { 1 };
        self.after(now).nth(most - 1)
    }

    /// The head with one more booking.
    #[must_use]
    pub(super) fn with(self, ahead: Ahead, now: Timestamp) -> Self {
        let mut head = self.without(&ahead.id, now);
        head.ahead.push(ahead);
        head
    }

    /// The head without that booking.
    #[must_use]
    pub(super) fn without(mut self, id: &BookingId, now: Timestamp) -> Self {
        self.step = self.step.wrapping_add(1);
        self.ahead.retain(|kept| kept.id != *id && kept.start > now);
        self
    }
}

impl Record for ClientHead {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::client_head(self.client)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn ahead(id: &str, hours: i64) -> Ahead {
        Ahead {
            id: BookingId::new(id).unwrap(),
            start: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours),
            button: 0,
        }
    }

    #[test]
    fn one_booking_ahead_keeps_from_another() {
        let now = Timestamp::UNIX_EPOCH;
        let head = ClientHead::new(42).with(ahead("1", 2), now);
        assert_eq!(head.obstacle(now), Some(&ahead("1", 2)));
        let begun = now + SignedDuration::from_hours(2);
        assert_eq!(head.obstacle(begun), None, "it has begun");
        let lifted = ClientHead {
            lifted: true,
            ..head
        };
        assert_eq!(lifted.obstacle(now), None);
    }

    #[test]
    fn what_has_begun_is_dropped_with_a_change() {
        let (now, later) = (
            Timestamp::UNIX_EPOCH,
            Timestamp::UNIX_EPOCH + SignedDuration::from_hours(3),
        );
        let head = ClientHead::new(42).with(ahead("1", 2), now);
        let head = head.with(ahead("2", 5), later);
        assert_eq!((head.step, head.ahead), (2, vec![ahead("2", 5)]));
    }
}
