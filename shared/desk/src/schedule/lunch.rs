//! The lunch of one day.

use diary::DayLunch;
use engine::Context;
use jiff::civil::Date;

use super::day::{On, edit, out_of_date, plannable, read, refused};
use super::{Done, Obstacle, Screen, away};
use crate::Desk;
use crate::desk::Decided;

/// Shows the lunches that a day can have.
pub(super) async fn show(desk: &Desk, context: &mut Context<'_, Desk>, date: Date) -> Decided {
    let read = read(desk, context, date, On::Nothing).await?;
    Ok(edit(match read.plan(desk.zone()).hours() {
        _ if read.day.sheet.is_day_off() => refused(date, Obstacle::DayOff),
        None => refused(date, Obstacle::Closed),
        Some(hours) => Screen::Lunches {
            date,
            hours,
            edits: read.day.stamp(),
        },
    }))
}

/// Another lunch of a day.
pub(super) async fn change(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (lunch, edits): (DayLunch, u64),
) -> Decided {
    let read = read(desk, context, date, On::Hours).await?;
    if read.day.stamp() != edits {
        return out_of_date(desk, context, &read).await;
    }
    if let Err(obstacle) = plannable(desk, context, date) {
        return Ok(edit(refused(date, obstacle)));
    }
    let sheet = read.plan(desk.zone()).change_lunch(lunch, context.now);
    away::put(desk, context, &read, sheet, Done::Lunch(lunch)).await
}
