//! The day and the week at a glance, and what every button of the calendar leads to.

use std::collections::BTreeMap;

use diary::{Entry, Interval, Plan, Reach, What, Zone};
use engine::{Answer, Context, EngineError, Outcome};
use jiff::civil::{Date, Time};
use jiff::{Span as Days, Timestamp};
use store::{Key, Keys, Span};

use super::listed::names;
use super::{
    DayLine, DayView, Line, Obstacle, Press, Screen, Step, Weekly, away, bookings, form, lunch,
    manual,
};
use crate::desk::Decided;
use crate::{Card, Catalogue, Day, Desk, booking, hours};

/// Opens the calendar: today, or the date that was typed behind the command.
pub(crate) async fn command(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    arguments: &str,
) -> Decided {
    let date = match arguments.trim() {
        "" => Some(desk.zone().today(context.now)),
        typed => booking::typed_date(typed).filter(|date| date.year() > 0),
    };
    let Some(date) = date else {
        return Ok(Outcome::say(screen(Screen::Usage)));
    };
    let shown = show_day(desk, context, date).await?;
    Ok(Outcome::say(screen(shown)))
}

/// What a button of the calendar does.
pub(crate) async fn press(desk: &Desk, context: &mut Context<'_, Desk>, press: Press) -> Decided {
    match press {
        Press::Today => edit_day(desk, context, desk.zone().today(context.now)).await,
        Press::Day(date) => edit_day(desk, context, date).await,
        Press::Week(date) => show_week(desk, context, date).await,
        Press::Booking(date, id) => bookings::show(desk, context, date, &id).await,
        Press::Cancel(date, id, start) => {
            bookings::ask_why(desk, context, date, (&id, start)).await
        }
        Press::CallOff(date, id, start) => {
            bookings::call_off(desk, context, date, (&id, start)).await
        }
        Press::Settle(date, id, start, settled) => {
            bookings::settle(desk, context, date, (&id, start), settled).await
        }
        Press::Block(date, id) => away::show(desk, context, date, &id).await,
        Press::TakeOff(date, edits) => away::take_off(desk, context, date, edits).await,
        Press::Work(date, edits) => away::work(desk, context, date, edits).await,
        Press::Unblock(date, id, edits) => away::unblock(desk, context, date, (&id, edits)).await,
        Press::Away(date) => Ok(form::open(context, Step::Span(date, None))),
        Press::Retime(date, id) => Ok(form::open(context, Step::Span(date, Some(id)))),
        Press::Note(date, id) => away::ask_note(desk, context, date, &id).await,
        Press::Lunches(date) => lunch::show(desk, context, date).await,
        Press::Lunch(date, lunch, edits) => {
            lunch::change(desk, context, date, (lunch, edits)).await
        }
        Press::Services(date) => manual::services(desk, context, date).await,
        Press::Times(date, service) => manual::times(desk, context, date, &service).await,
        Press::Book(service, start) => Ok(form::open(context, Step::Name(service, start))),
        Press::Hours(press) => hours::press(desk, context, hours::Whose::Own, press).await,
        Press::Form(id, question, choice) => {
            form::choose(desk, context, (id, question), choice).await
        }
    }
}

/// A master's own day, with what decides about it.
pub(super) struct Read {
    pub(super) shop: Catalogue,
    pub(super) card: Card,
    pub(super) day: Day,
}

/// What of a day the decision rests on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum On {
    /// Nothing: it is shown.
    Nothing,
    /// The day: bookings and times away.
    Day,
    /// The hours as well.
    Hours,
    /// Services and masters as well.
    Shop,
}

impl Read {
    pub(super) fn plan<'a>(&'a self, zone: &Zone) -> Plan<'a> {
        Plan::new(zone, self.day.date, &self.card.terms, &self.day.sheet)
    }
}

/// Reads the sender's day in one request.
pub(super) async fn read(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    on: On,
) -> Result<Read, EngineError> {
    let master = context.person.id.get();
    let (shop, card) = (Key::catalogue(), Key::master_terms(master));
    let day = Key::master_day(master, date);
    let mut keys = Keys::default();
    for (key, relied) in [
        (&shop, on == On::Shop),
        (&card, matches!(on, On::Shop | On::Hours)),
        (&day, on != On::Nothing),
    ] {
        keys = if relied {
            keys.rely_on(key.clone())
        } else {
            keys.look_at(key.clone())
        };
    }
    let mut batch = context.batch(keys).await?;
    Ok(Read {
        shop: Catalogue::opened(batch.take(&shop)?, desk.zone())?,
        card: batch.take(&card)?.unwrap_or_else(|| Card::usual(master)),
        day: batch
            .take(&day)?
            .unwrap_or_else(|| Day::empty(master, date)),
    })
}

pub(super) fn screen(screen: Screen) -> crate::Screen {
    crate::Screen::Schedule(Box::new(screen))
}

pub(super) fn edit(shown: Screen) -> Outcome<Desk> {
    Outcome::edit(screen(shown))
}

pub(super) fn refused(date: Date, obstacle: Obstacle) -> Screen {
    Screen::Refused(date, obstacle)
}

/// Shows the day as it is now to somebody whose button stands under an earlier state.
pub(super) async fn out_of_date(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    read: &Read,
) -> Decided {
    let day = day_of(desk, context, read).await?;
    let answer = Answer::EditAndAlert(screen(day), screen(Screen::Changed));
    Ok(Outcome::answer(answer))
}

/// What the clock shows at the ends of an interval.
pub(super) fn clock(zone: &Zone, time: Interval) -> (Time, Time) {
    let reading = |instant| zone.reading(instant).time();
    (reading(time.start()), reading(time.end()))
}

async fn edit_day(desk: &Desk, context: &mut Context<'_, Desk>, date: Date) -> Decided {
    Ok(edit(show_day(desk, context, date).await?))
}

pub(super) async fn show_day(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
) -> Result<Screen, EngineError> {
    let read = read(desk, context, date, On::Nothing).await?;
    day_of(desk, context, &read).await
}

async fn day_of(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    read: &Read,
) -> Result<Screen, EngineError> {
    let (zone, plan) = (desk.zone(), read.plan(desk.zone()));
    let bookings: Vec<_> = read.day.sheet.bookings().iter().collect();
    let names = names(context, &bookings).await?;
    let ids = bookings.iter().map(|booking| &booking.id);
    let mut names: BTreeMap<_, _> = ids.zip(names).collect();
    let mut lines = Vec::new();
    for entry in plan.glance() {
        let Some(time) = ahead(&entry, zone, context.now) else {
            continue;
        };
        let line = match entry.what {
            What::Booking(booking) => Line::Booking {
                id: booking.id.clone(),
                name: names.remove(&booking.id).flatten(),
                service: bookings::service(&read.shop, booking),
                state: booking.state,
            },
            What::Block(block) => Line::Block(block.id.clone(), block.reason.clone()),
            What::Lunch => Line::Lunch,
            What::Free => Line::Free,
        };
        let (from, to) = clock(zone, time);
        lines.push((from, to, line));
    }
    Ok(Screen::Day(Box::new(DayView {
        date: read.day.date,
        hours: plan.hours(),
        off: read.day.sheet.is_day_off(),
        fixed: plannable(desk, context, read.day.date).is_err(),
        beyond: read.day.date > Reach::of_master(zone, context.now).last_date(),
        lines,
        edits: read.day.stamp(),
    })))
}

/// When something is; of a free time what begins on the grid from `now` on, if anything.
fn ahead(entry: &Entry<'_>, zone: &Zone, now: Timestamp) -> Option<Interval> {
    let time = entry.time;
    if entry.what != What::Free || time.start() >= now {
        return Some(time);
    }
    let grid = zone.day(zone.today(time.start())).grid();
    let next = grid.into_iter().find(|start| *start >= now)?;
    Interval::between(next, time.end())
}

async fn show_week(desk: &Desk, context: &mut Context<'_, Desk>, date: Date) -> Decided {
    let since = i32::from(date.weekday().to_monday_zero_offset());
    let first = date.saturating_sub(Days::new().days(since));
    let last = first.saturating_add(Days::new().days(6));
    let master = context.person.id.get();
    let (shop, terms) = (Key::catalogue(), Key::master_terms(master));
    let keys = Keys::default().look_at(shop.clone()).look_at(terms.clone());
    let mut batch = context.batch(keys).await?;
    Catalogue::opened(batch.take(&shop)?, desk.zone())?;
    let card = batch.take(&terms)?.unwrap_or_else(|| Card::usual(master));
    let days: Vec<Day> = context.all(&Span::master_days(master, first, last)).await?;
    let dates = first.series(Days::new().days(1)).take(7);
    let week = dates.map(|date| {
        let day = days.iter().find(|day| day.date == date);
        let day = day.cloned().unwrap_or_else(|| Day::empty(master, date));
        Weekly {
            date,
            line: day_line(desk.zone(), &card, &day, context.now),
        }
    });
    Ok(edit(Screen::Week(week.collect())))
}

fn day_line(zone: &Zone, card: &Card, day: &Day, now: Timestamp) -> DayLine {
    let plan = Plan::new(zone, day.date, &card.terms, &day.sheet);
    let bookings = u16::try_from(day.sheet.bookings().len()).unwrap_or(u16::MAX);
    if day.sheet.is_day_off() {
        DayLine::Off
    } else if plan.hours().is_none() && bookings == 0 {
        DayLine::Closed
    } else if day.date < zone.today(now) {
        DayLine::Over(bookings)
    } else {
        DayLine::Work(bookings, free_minutes(&plan, zone, now))
    }
}

fn free_minutes(plan: &Plan<'_>, zone: &Zone, now: Timestamp) -> u16 {
    let entries = plan.glance();
    let free = entries.iter().filter(|entry| entry.what == What::Free);
    let ahead = free.filter_map(|entry| ahead(entry, zone, now));
    let minutes: i64 = ahead
        .map(|time| time.end().duration_since(time.start()).as_mins())
        .sum();
    u16::try_from(minutes).unwrap_or(u16::MAX)
}

/// Whether a date can be planned: from today on, for a year.
pub(super) fn plannable(
    desk: &Desk,
    context: &Context<'_, Desk>,
    date: Date,
) -> Result<(), Obstacle> {
    let today = Reach::of_master(desk.zone(), context.now).first_date();
    if date < today {
        Err(Obstacle::Past)
    } else if date > today.saturating_add(Days::new().years(1)) {
        Err(Obstacle::Far)
    } else {
        Ok(())
    }
}

/// The same day with another sheet, changed by its master.
pub(super) fn changed(day: &Day, sheet: diary::Sheet) -> Day {
    Day {
        sheet,
        edits: day.edits + 1,
        ..*day
    }
}
