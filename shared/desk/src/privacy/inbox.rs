use engine::{Context, EngineError, Outcome};
use outbox::InboxEntry;
use store::{Key, Record as _, Span, Turn};

use crate::Desk;

/// How many entries one press erases.
const AT_ONCE: u16 = 40;

/// Beside so many traces there is room for the entries in one transaction; each trace may come with
/// two items.
const BESIDE: usize = 10;

/// What notices have said to a person, as far as one press erases it.
pub(super) struct Inbox {
    entries: Vec<Key>,
    goes_on: bool,
}

impl Inbox {
    /// Reads the beginning of the sender's inbox; where that press erases so many traces that
    /// there is no room left, it is only looked whether there is anything.
    pub(super) async fn read(
        context: &mut Context<'_, Desk>,
        beside: usize,
    ) -> Result<Self, EngineError> {
        let list = Span::inbox(context.person.id.get()).pages_of(AT_ONCE);
        let page = context.page::<InboxEntry>(&list, &Turn::First).await?;
        let mut entries: Vec<_> = page.records.iter().map(InboxEntry::key).collect();
        let waits = beside > BESIDE && !entries.is_empty();
        if waits {
            entries.clear();
        }
        let goes_on = waits || page.next.is_some();
        Ok(Self { entries, goes_on })
    }

    /// Whether there is more than one press erases.
    pub(super) fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// The outcome with these entries erased, each on the version that was read.
    pub(super) fn erased(self, outcome: Outcome<Desk>) -> Outcome<Desk> {
        self.entries.into_iter().fold(outcome, Outcome::remove)
    }
}
