use engine::{Context, EngineError, Left, Outcome, Trace};
use outbox::InboxEntry;
use store::{Batch, Key, Keys, Record as _, Span, StoreError, Turn};

use super::words::Words;
use crate::{Appointment, Desk, Why};

/// How many traces one press follows. Each comes with the item that it leads to: a transaction has
/// room for 100 items and 4 MB, and a parked update may have 64 KB.
const AT_ONCE: u16 = 25;

/// What a person has left elsewhere, as far as one press erases it.
pub(super) struct Traces {
    found: Vec<(Trace, Place)>,
    batch: Batch,
    goes_on: bool,
}

/// Where a trace leads to.
enum Place {
    /// An update that was parked with what the person wrote.
    Parked(Key),
    /// The person's conversation in a group.
    Group(Key),
    /// A booking that was cancelled with words.
    Words(Key),
    /// What a notice has said of the person to somebody else: while it is unread, and when it is
    /// read.
    Said([Key; 2]),
}

impl Traces {
    /// Reads a page of the sender's traces, and in one request what they lead to.
    pub(super) async fn read(context: &mut Context<'_, Desk>) -> Result<Self, EngineError> {
        let user = context.person.id.get();
        let list = Span::traces(user).pages_of(AT_ONCE);
        let page = context.page::<Trace>(&list, &Turn::First).await?;
        let place = |trace: Trace| Some((Place::of(user, &trace.left)?, trace));
        let found = page.records.into_iter().filter_map(place);
        let found: Vec<_> = found.map(|(place, trace)| (trace, place)).collect();
        let keys = found.iter().flat_map(|(_, place)| place.keys());
        let keys = keys.cloned().fold(Keys::default(), Keys::look_at);
        Ok(Self {
            batch: context.batch(keys).await?,
            // A page of nothing but what a later build has left must not hold up the rest.
            goes_on: page.next.is_some() && !found.is_empty(),
            found,
        })
    }

    /// How many one press erases.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether there is more than one press erases.
    pub(super) fn go_on(&self) -> bool {
        self.goes_on
    }

    /// The outcome with all of it erased, and the traces removed. Each is written on the version
    /// that was read, so whoever leaves something meanwhile is not overlooked.
    pub(super) fn erased(mut self, outcome: Outcome<Desk>) -> Result<Outcome<Desk>, StoreError> {
        let mut outcome = outcome;
        for (trace, place) in self.found {
            outcome = place.erased(outcome, &mut self.batch)?;
            outcome = outcome.remove(trace.key());
        }
        Ok(outcome)
    }
}

impl Place {
    /// Where it is; `None` for a kind that only a later build can erase.
    fn of(user: i64, left: &Left) -> Option<Self> {
        Some(match left {
            Left::Parked(update_id) => Self::Parked(Key::parked(*update_id)),
            Left::Group(chat) => Self::Group(Key::group_conversation(*chat, user)),
            Left::Other(text) => match InboxEntry::traced(text) {
                Some((person, place)) => Self::Said(place.keys(person)),
                None => Self::Words(Words::read(text)?.key()),
            },
        })
    }

    fn keys(&self) -> &[Key] {
        match self {
            Self::Parked(key) | Self::Group(key) | Self::Words(key) => std::slice::from_ref(key),
            Self::Said(keys) => keys,
        }
    }

    /// The outcome without what is there; it may have expired before its trace.
    fn erased(
        self,
        outcome: Outcome<Desk>,
        batch: &mut Batch,
    ) -> Result<Outcome<Desk>, StoreError> {
        if !self.keys().iter().any(|key| batch.holds(key)) {
            return Ok(outcome);
        }
        Ok(match self {
            Self::Parked(key) => outcome.remove(key),
            Self::Said(keys) => {
                let there = keys.into_iter().filter(|key| batch.holds(key));
                there.fold(outcome, Outcome::remove)
            }
            Self::Group(key) => outcome.silence(key),
            Self::Words(key) => match batch.take::<Appointment>(&key)? {
                Some(booking) => wordless(outcome, booking),
                None => outcome,
            },
        })
    }
}

/// The outcome with a booking that says no more why it was cancelled, if that was in words.
fn wordless(outcome: Outcome<Desk>, booking: Appointment) -> Outcome<Desk> {
    match booking.why {
        Some(Why::Words(_)) => outcome.put(Appointment {
            why: None,
            ..booking
        }),
        Some(Why::Busy | Why::Sick | Why::Personal) | None => outcome,
    }
}
