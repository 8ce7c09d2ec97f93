//! The calendar: the dates of a month, and the times of a date. Nothing is written.

use std::collections::{BTreeMap, BTreeSet};

use diary::{DayState, Month, Reach, Sheet};
use engine::{Context, EngineError, Outcome};
use jiff::civil::Date;
use store::{Key, Keys, Span};

use super::task::Task;
use super::{Errand, Screen};
use crate::desk::Decided;
use crate::{Card, Day, Desk};

/// Shows a month, or the nearest one that can be booked.
pub(super) async fn month(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    errand: &Errand,
    month: Month,
) -> Decided {
    let (task, batch) = match Task::read(desk, context, errand, Keys::default()).await? {
        Ok(begun) => begun,
        Err(screen) => return Ok(Outcome::edit(screen.into())),
    };
    let reach = task.reach(context.now);
    let month = month.clamp(Month::of(reach.first_date()), Month::of(reach.last_date()));
    let mut free = BTreeSet::new();
    for (master, card) in task.cards(context, batch).await? {
        let sheets = sheets(context, &task, master.id, month, &reach).await?;
        free.extend(free_days(&task, &card, &sheets, month, &reach));
    }
    let first = |month: Month| month.first();
    let screen = Screen::Month {
        errand: task.errand,
        about: task.about,
        first: month.first(),
        free: free.into_iter().collect(),
        around: [
            month.previous(&reach).map(first),
            month.next(&reach).map(first),
        ],
    };
    Ok(Outcome::edit(screen.into()))
}

/// Shows the free times of a date.
pub(super) async fn day(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    errand: &Errand,
    date: Date,
) -> Decided {
    let day = errand.master().map(|master| Key::master_day(master, date));
    let also = day.into_iter().fold(Keys::default(), Keys::look_at);
    let (task, batch) = match Task::read(desk, context, errand, also).await? {
        Ok(begun) => begun,
        Err(screen) => return Ok(Outcome::edit(screen.into())),
    };
    let stations = task.stations(context, batch, date).await?;
    let screen = task.day_screen(&stations, date, None, context.now);
    Ok(Outcome::edit(screen.into()))
}

/// A master's sheets of that part of a month that can be booked: one request.
async fn sheets(
    context: &mut Context<'_, Desk>,
    task: &Task,
    master: i64,
    month: Month,
    reach: &Reach,
) -> Result<BTreeMap<Date, Sheet>, EngineError> {
    let first = month.first().max(reach.first_date());
    let last = month.last().min(reach.last_date());
    let days: Vec<Day> = context.all(&Span::master_days(master, first, last)).await?;
    let sheet = |day: Day| (day.date, task.without_moving(day.sheet, context.now));
    Ok(days.into_iter().map(sheet).collect())
}

fn free_days(
    task: &Task,
    card: &Card,
    sheets: &BTreeMap<Date, Sheet>,
    month: Month,
    reach: &Reach,
) -> Vec<i8> {
    let weeks = month.calendar(task.zone(), &card.terms, sheets, task.duration, reach);
    let cells = weeks.into_iter().flatten().flatten();
    let free = cells.filter(|cell| cell.state == DayState::Free);
    free.map(|cell| cell.date.day()).collect()
}
