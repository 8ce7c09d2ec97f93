use diary::BookingId;
use engine::{Left, Outcome, Trace};
use jiff::Timestamp;
use store::Key;

use crate::{Appointment, Desk, Status, Why};

/// Where the words are with which a booking was cancelled. As text in a trace it is
/// `words#<client>#<epoch seconds of its cancelling>#<booking>`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Words {
    client: i64,
    listed: Timestamp,
    booking: BookingId,
}

const KIND: &str = "words";

/// The outcome with the traces of a booking that was cancelled with words: they are the client's,
/// who may be what they are about, and the master's who has typed them.
pub(crate) fn traced(outcome: Outcome<Desk>, booking: &Appointment) -> Outcome<Desk> {
    let Some(Why::Words(_)) = booking.why else {
        return outcome;
    };
    let words = Words {
        client: booking.client,
        listed: booking.listed(),
        booking: booking.id.clone(),
    };
    let outcome = outcome.index(words.trace(booking.client));
    match booking.status {
        Status::CancelledByMaster => outcome.index(words.trace(booking.master)),
        _ => outcome,
    }
}

impl Words {
    /// Reads what stands in a trace; `None` where it is of another kind.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('#');
        let parts = [parts.next()?, parts.next()?, parts.next()?, parts.next()?];
        let [KIND, client, seconds, booking] = parts else {
            return None;
        };
        Some(Self {
            client: client.parse().ok()?,
            listed: Timestamp::from_second(seconds.parse().ok()?).ok()?,
            booking: BookingId::new(booking).ok()?,
        })
    }

    /// The booking's key.
    pub(super) fn key(&self) -> Key {
        Key::client_booking(self.client, self.listed, self.booking.as_str())
    }

    fn trace(&self, user: i64) -> Trace {
        let (client, seconds) = (self.client, self.listed.as_second());
        let text = format!("{KIND}#{client}#{seconds}#{}", self.booking);
        Trace::new(user, Left::Other(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_their_trace_says() {
        let words = Words {
            client: 42,
            listed: Timestamp::from_second(1_800_000_000).unwrap(),
            booking: BookingId::new("300").unwrap(),
        };
        let text = words.trace(42).left.to_string();
        assert_eq!(text, "words#42#1800000000#300");
        assert_eq!(Words::read(&text), Some(words));
    }

    #[test]
    fn another_kind_is_not_read() {
        for text in ["voice#42#1800000000#300", "words#42#1", "words#a#1#b", ""] {
            assert_eq!(Words::read(text), None, "{text}");
        }
    }
}
