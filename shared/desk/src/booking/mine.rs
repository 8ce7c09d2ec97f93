//! One's own bookings: the list, and one of them.

use diary::BookingId;
use engine::{Context, EngineError, Outcome};
use jiff::Timestamp;
use store::{Key, Keys, List, Page, Span, Turn};

use super::screen::Line;
use super::{Appointment, Part, Screen, Ticket};
use crate::desk::Decided;
use crate::{Catalogue, Desk};

/// How many bookings a page has.
const PAGE: u16 = 6;

/// Shows a page of one's bookings.
pub(super) async fn list(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    part: Part,
    turn: &Turn,
) -> Decided {
    let list = part.list(context.person.id.get(), context.now);
    let page: Page<Appointment> = context.page(&list, turn).await?;
    checked(desk, context, &page).await?;
    let line = |of: &Appointment| Line {
        key: (of.listed(), of.id.clone()),
        at: desk.zone().reading(of.start),
        service: of.names.get(context.language).to_owned(),
        status: of.status,
    };
    let screen = Screen::Mine {
        part,
        lines: page.records.iter().map(line).collect(),
        back: page.back,
        next: page.next,
    };
    Ok(Outcome::edit(screen.into()))
}

/// Shows one of one's bookings.
pub(super) async fn card(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    listed: Timestamp,
    id: &BookingId,
) -> Decided {
    let key = Key::client_booking(context.person.id.get(), listed, id.as_str());
    Ok(match own(desk, context, key).await? {
        Some(found) => Outcome::edit(card_of(desk, &found, context).into()),
        None => Outcome::alert(Screen::Gone.into()),
    })
}

/// One's booking, to be shown; the shop keeps the time of the settings.
pub(super) async fn own(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    key: Key,
) -> Result<Option<Appointment>, EngineError> {
    let shop = Key::catalogue();
    let keys = Keys::default().look_at(shop.clone()).look_at(key.clone());
    let mut batch = context.batch(keys).await?;
    Catalogue::opened(batch.take(&shop)?, desk.zone())?;
    Ok(batch.take(&key)?)
}

/// That the shop keeps the time of the settings, where a page has times to show.
pub(super) async fn checked(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    page: &Page<Appointment>,
) -> Result<(), EngineError> {
    if !page.records.is_empty() {
        Catalogue::opened(context.look(Key::catalogue()).await?, desk.zone())?;
    }
    Ok(())
}

/// The screen of a booking.
pub(super) fn card_of(desk: &Desk, of: &Appointment, context: &Context<'_, Desk>) -> Screen {
    let ahead = of.is_active() && of.start > context.now;
    Screen::Card {
        ticket: Ticket::of(of),
        slip: of.slip(desk.zone(), context.language),
        status: of.status,
        why: of.why.clone(),
        part: if ahead { Part::Upcoming } else { Part::Past },
    }
}

impl Part {
    fn list(self, client: i64, now: Timestamp) -> List {
        match self {
            Self::Upcoming => Span::client_bookings_after(client, now).pages_of(PAGE),
            Self::Past => Span::client_bookings_until(client, now)
                .pages_of(PAGE)
                .backward(),
        }
    }
}
