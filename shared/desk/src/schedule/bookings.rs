//! What a master does with a booking.

use diary::{Booking, BookingId, Client};
use engine::{Answer, Context, EngineError, Outcome};
use jiff::Timestamp;
use jiff::civil::Date;
use store::Keys;

use super::day::{On, Read, clock, edit, out_of_date, read, refused, screen};
use super::listed::names;
use super::{BookingCard, Done, Obstacle, Screen, Settled, Step, Told, form};
use crate::booking::Tally;
use crate::booking::{Why, ledger::Held};
use crate::desk::Decided;
use crate::{Catalogue, Day, Desk, Dialogue, Names};

/// A booking, and the start that it had when a button of it was shown.
pub(super) type Named<'a> = (&'a BookingId, Timestamp);

/// Shows a booking.
pub(super) async fn show(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    id: &BookingId,
) -> Decided {
    let read = read(desk, context, date, On::Nothing).await?;
    match card(desk, context, &read, id).await? {
        Some(card) => Ok(edit(card)),
        None => out_of_date(desk, context, &read).await,
    }
}

/// Asks why a booking is cancelled.
pub(super) async fn ask_why(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (id, start): Named<'_>,
) -> Decided {
    let read = read(desk, context, date, On::Nothing).await?;
    let booking = read.day.sheet.booking(id);
    let Some(booking) = booking.filter(|booking| booking.start == start) else {
        return out_of_date(desk, context, &read).await;
    };
    if !booking.is_active() || booking.start <= context.now {
        return as_it_is(desk, context, &read, id).await;
    }
    if matches!(booking.client, Client::Named(_)) {
        let id = id.clone();
        return Ok(edit(Screen::Sure { date, id, start }));
    }
    let step = Step::Why(date, id.clone(), start);
    Ok(form::open(context, step))
}

/// Cancels the booking of a client without Telegram, who hears it from the master alone.
pub(super) async fn call_off(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (id, start): Named<'_>,
) -> Decided {
    let read = read(desk, context, date, On::Day).await?;
    let named = |booking: &&Booking| matches!(booking.client, Client::Named(_));
    let booking = read.day.sheet.booking(id).filter(named);
    if booking.is_none_or(|booking| booking.start != start) {
        return out_of_date(desk, context, &read).await;
    }
    Ok(match read.day.sheet.release(id, context.now) {
        Ok((sheet, _)) => {
            let done = Done::Cancelled(Told::NotByUs);
            Tally::Cancelled.of(edit(Screen::Done(date, done)).put(Day { sheet, ..read.day }))
        }
        Err(refusal) => edit(refused(date, Obstacle::of(&refusal))),
    })
}

/// Cancels a booking, and closes the form: the client hears why.
pub(super) async fn cancel(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (id, start): Named<'_>,
    why: Why,
) -> Decided {
    let read = read(desk, context, date, On::Day).await?;
    let booking = read.day.sheet.booking(id);
    if booking.is_some_and(|booking| booking.start != start) {
        return Ok(edit(refused(date, Obstacle::Gone)).go(Dialogue::Idle));
    }
    let (sheet, booking) = match read.day.sheet.release(id, context.now) {
        Ok(released) => released,
        Err(refusal) => {
            let obstacle = Obstacle::of(&refusal);
            return Ok(edit(refused(date, obstacle)).go(Dialogue::Idle));
        }
    };
    let held = held(context, &booking).await?;
    let told = match &held {
        None => Told::NotByUs,
        Some(held) if held.appointment.client == read.day.master => Told::Oneself,
        Some(_) => Told::ByNotice,
    };
    let outcome = edit(Screen::Done(date, Done::Cancelled(told)))
        .go(Dialogue::Idle)
        .put(Day { sheet, ..read.day });
    let when = (desk.zone(), context.now);
    Ok(match held {
        Some(held) => held.cancel_by_master(outcome, why, when),
        None => Tally::Cancelled.of(outcome),
    })
}

/// Notes what became of a booking that has begun.
pub(super) async fn settle(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (id, start): Named<'_>,
    settled: Settled,
) -> Decided {
    let read = read(desk, context, date, On::Day).await?;
    let booking = read.day.sheet.booking(id);
    let Some(booking) = booking.filter(|booking| booking.start == start) else {
        return out_of_date(desk, context, &read).await;
    };
    let held = held(context, booking).await?;
    let sheet = match settled {
        Settled::Completed => read.day.sheet.complete(id, context.now),
        Settled::NoShow => read.day.sheet.no_show(id, context.now),
    };
    let Ok(sheet) = sheet else {
        return as_it_is(desk, context, &read, id).await;
    };
    let day = Day { sheet, ..read.day };
    let read = Read {
        day: day.clone(),
        ..read
    };
    let Some(card) = card(desk, context, &read, id).await? else {
        return out_of_date(desk, context, &read).await;
    };
    let outcome = edit(card).put(day);
    Ok(match held {
        Some(held) => held.settle(outcome, settled.state()),
        None => outcome,
    })
}

/// What the service of a booking is called.
pub(super) fn service(shop: &Catalogue, booking: &Booking) -> Option<Names> {
    Some(shop.service(&booking.service)?.names.clone())
}

/// The booking's card, when the form about it is left.
pub(super) async fn back(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    id: &BookingId,
) -> Decided {
    let read = read(desk, context, date, On::Nothing).await?;
    let card = card(desk, context, &read, id).await?;
    let shown = card.unwrap_or(Screen::Done(date, Done::Left));
    Ok(edit(shown).go(Dialogue::Idle))
}

/// The client's side of a booking; `None` where there is none.
async fn held(
    context: &mut Context<'_, Desk>,
    booking: &Booking,
) -> Result<Option<Held>, EngineError> {
    let mut batch = context
        .batch(Held::keys_of(booking, Keys::default()))
        .await?;
    Ok(Held::take_of(booking, &mut batch)?)
}

/// Shows a booking as it is now to somebody whose button stands under an earlier state.
async fn as_it_is(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    read: &Read,
    id: &BookingId,
) -> Decided {
    match card(desk, context, read, id).await? {
        Some(card) => Ok(Outcome::answer(Answer::EditAndAlert(
            screen(card),
            screen(Screen::Changed),
        ))),
        None => out_of_date(desk, context, read).await,
    }
}

async fn card(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    read: &Read,
    id: &BookingId,
) -> Result<Option<Screen>, EngineError> {
    let Some(booking) = read.day.sheet.booking(id) else {
        return Ok(None);
    };
    let name = names(context, &[booking]).await?.pop().flatten();
    Ok(Some(Screen::Booking(Box::new(BookingCard {
        date: read.day.date,
        id: id.clone(),
        start: booking.start,
        time: clock(desk.zone(), booking.interval()),
        name,
        service: service(&read.shop, booking),
        state: booking.state,
        begun: booking.start <= context.now,
    }))))
}
