//! The inbox: what notices have said to a person, to be read again.

mod press;
mod render;
mod screen;

pub use press::Press;
pub use screen::{Line, Said, Screen};
#[cfg(test)]
pub(crate) use screen::{longest, samples};

use engine::{Context, Outcome};
use outbox::{InboxEntry, InboxPlace};
use store::{Keys, Page, Record as _, Span, Turn};

use crate::desk::Decided;
use crate::{Desk, Screen as Shown};

/// How many entries a page has.
const PAGE: u16 = 5;

/// Shows the first page.
pub(crate) async fn command(desk: &Desk, context: &mut Context<'_, Desk>) -> Decided {
    Ok(Outcome::say(list(desk, context, Turn::First).await?))
}

/// Does what a button says.
pub(crate) async fn press(desk: &Desk, context: &mut Context<'_, Desk>, press: Press) -> Decided {
    match press {
        Press::List(turn) => Ok(Outcome::edit(list(desk, context, turn).await?)),
        Press::Open(place, turn) => open(desk, context, &place, turn).await,
        Press::MarkRead { first, last } => mark_read(context, &first, &last).await,
    }
}

/// A page of the list; the first one where what was on that page has moved: what is read follows what
/// is not.
async fn list(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    mut turn: Turn,
) -> Result<Shown, engine::EngineError> {
    let list = Span::inbox(context.person.id.get()).pages_of(PAGE);
    let mut page = context.page::<InboxEntry>(&list, &turn).await?;
    if page.records.is_empty() && turn != Turn::First {
        turn = Turn::First;
        page = context.page(&list, &turn).await?;
    }
    let Page {
        records,
        back,
        next,
    } = page;
    let line = |entry: InboxEntry| Line {
        place: entry.place(),
        unread: entry.read.is_none(),
        said: desk.said(entry),
    };
    Ok(Shown::Inbox(Box::new(Screen::List {
        lines: records.into_iter().map(line).collect(),
        turn,
        around: [back, next],
    })))
}

/// Shows an entry, and marks it as read. Whoever opens it a second time finds it read.
async fn open(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    place: &InboxPlace,
    turn: Turn,
) -> Decided {
    let [unread, read] = place.keys(context.person.id.get());
    let keys = [&unread, &read].into_iter().cloned();
    let mut found = context
        .batch(keys.fold(Keys::default(), Keys::look_at))
        .await?;
    let shown = |entry: InboxEntry| {
        let buttons = entry.buttons.clone();
        let said = desk.said(entry);
        Outcome::edit(Shown::Inbox(Box::new(Screen::Entry {
            said,
            buttons,
            turn,
        })))
    };
    if let Some(entry) = found.take::<InboxEntry>(&unread)? {
        let marked = entry.clone().read_at(context.now);
        return Ok(shown(entry).remove(unread).put(marked));
    }
    Ok(match found.take::<InboxEntry>(&read)? {
        Some(entry) => shown(entry),
        None => Outcome::alert(Shown::Inbox(Box::new(Screen::Gone))),
    })
}

/// Marks as read what stood on a page: what has come since is newer than its first entry.
async fn mark_read(
    context: &mut Context<'_, Desk>,
    first: &InboxPlace,
    last: &InboxPlace,
) -> Decided {
    let user = context.person.id.get();
    let unread = Span::inbox_unread(user, first.as_str(), last.as_str()).pages_of(PAGE);
    let page = context.page::<InboxEntry>(&unread, &Turn::First).await?;
    let marked = Screen::Marked(i64::try_from(page.records.len()).unwrap_or_default());
    let outcome = Outcome::edit(Shown::Inbox(Box::new(marked)));
    let read = page.records.into_iter().map(|entry| {
        let key = entry.key();
        (key, entry.read_at(context.now))
    });
    Ok(read.fold(outcome, |outcome, (key, entry)| {
        outcome.remove(key).put(entry)
    }))
}

impl Desk {
    fn said(&self, entry: InboxEntry) -> Said {
        Said {
            at: self.zone().reading(entry.at),
            kind: entry.kind(),
            text: entry.text,
        }
    }
}
