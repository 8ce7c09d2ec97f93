//! Cancelling one's booking: why, if one likes to say so, and done.

use diary::{NotALine, Reason};
use engine::{Context, EngineError, Outcome};
use serde::{Deserialize, Serialize};
use store::{Key, Keys};
use telegram::Content;

use super::ledger::Held;
use super::screen::WhyNot;
use super::{Screen, Ticket, Why, mine};
use crate::accounts::introduced;
use crate::desk::Decided;
use crate::{Catalogue, Day, Desk, Dialogue, display_name};

/// The open question why a booking shall be cancelled.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Form {
    /// The booking.
    #[serde(rename = "t")]
    pub ticket: Ticket,
}

/// Asks why; the answer may be typed.
pub(super) async fn ask(desk: &Desk, context: &mut Context<'_, Desk>, ticket: Ticket) -> Decided {
    let found = mine::own(desk, context, ticket.key(context.person.id.get())).await?;
    let Some(found) = found.filter(|found| ticket.fits(found)) else {
        return Ok(Outcome::alert(Screen::Gone.into()));
    };
    if found.start <= context.now {
        return Ok(Outcome::alert(Screen::Begun.into()));
    }
    let slip = found.slip(desk.zone(), context.language);
    let screen = Screen::AskWhy(ticket.clone(), slip, None);
    Ok(Outcome::edit(screen.into()).go(Dialogue::Booking(Form { ticket })))
}

/// Keeps the booking after all.
pub(super) async fn keep(desk: &Desk, context: &mut Context<'_, Desk>, ticket: &Ticket) -> Decided {
    let found = mine::own(desk, context, ticket.key(context.person.id.get())).await?;
    let outcome = match found {
        Some(found) => Outcome::edit(mine::card_of(desk, &found, context).into()),
        None => Outcome::alert(Screen::Gone.into()),
    };
    Ok(left(context, ticket, outcome))
}

/// Takes what was typed as the reason.
pub(super) async fn answer(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    content: &Content,
) -> Decided {
    match reason(content) {
        Ok(words) => cancel(desk, context, &form.ticket, Some(Why::Words(words))).await,
        Err(trouble) => ask_again(desk, context, form, trouble).await,
    }
}

/// Cancels one's booking.
pub(super) async fn cancel(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    ticket: &Ticket,
    why: Option<Why>,
) -> Decided {
    let outcome = cancelled(desk, context, ticket, why).await?;
    Ok(left(context, ticket, outcome))
}

async fn cancelled(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    ticket: &Ticket,
    why: Option<Why>,
) -> Result<Outcome<Desk>, EngineError> {
    let (client, now) = (context.person.id.get(), context.now);
    let date = desk.zone().today(ticket.start);
    let day = Key::master_day(ticket.master, date);
    let shop = Key::catalogue();
    let keys = Keys::default().rely_on(day.clone()).look_at(shop.clone());
    let keys = Held::keys(client, &ticket.id, ticket.start, keys);
    let mut batch = context.batch(keys).await?;
    Catalogue::opened(batch.take(&shop)?, desk.zone())?;
    let held = Held::take(client, &ticket.id, ticket.start, &mut batch)?;
    let Some(held) = held.filter(|held| ticket.fits(&held.appointment)) else {
        return Ok(Outcome::alert(Screen::Gone.into()));
    };
    if ticket.start <= now {
        return Ok(Outcome::alert(Screen::Begun.into()));
    }
    let day: Option<Day> = batch.take(&day)?;
    let day = day.unwrap_or_else(|| Day::empty(ticket.master, date));
    let Ok((sheet, _)) = day.sheet.release(&ticket.id, now) else {
        return Ok(Outcome::alert(Screen::Gone.into()));
    };
    let slip = held.appointment.slip(desk.zone(), context.language);
    let outcome = Outcome::edit(Screen::Cancelled(slip).into()).put(Day { sheet, ..day });
    let name = display_name(context.person);
    let outcome = held.cancel_by_client(outcome, why, &name, (desk.zone(), now));
    Ok(introduced(context, outcome))
}

async fn ask_again(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    trouble: WhyNot,
) -> Decided {
    let key = form.ticket.key(context.person.id.get());
    let found = mine::own(desk, context, key).await?;
    Ok(match found.filter(|found| form.ticket.fits(found)) {
        Some(found) => {
            let slip = found.slip(desk.zone(), context.language);
            let screen = Screen::AskWhy(form.ticket.clone(), slip, Some(trouble));
            Outcome::say(screen.into())
        }
        None => Outcome::say(Screen::Gone.into()).go(Dialogue::Idle),
    })
}

/// The outcome with the question about that booking closed, if it is open.
pub(super) fn left(
    context: &Context<'_, Desk>,
    ticket: &Ticket,
    outcome: Outcome<Desk>,
) -> Outcome<Desk> {
    match context.dialogue {
        Dialogue::Booking(form) if form.ticket == *ticket => outcome.go(Dialogue::Idle),
        _ => outcome,
    }
}

fn reason(content: &Content) -> Result<Reason, WhyNot> {
    let Content::Text(text) = content else {
        return Err(WhyNot::NotAText);
    };
    Reason::parse(text).map_err(|error| match error {
        NotALine::Empty => WhyNot::NotAText,
        NotALine::TooLong { .. } => WhyNot::TooLong,
        NotALine::Unprintable => WhyNot::Unprintable,
    })
}
