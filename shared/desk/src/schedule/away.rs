//! Times away: days off and blocks.

use diary::{Block, BlockId, Reason, Refusal, Sheet, Span};
use engine::{Context, Outcome};
use jiff::civil::Date;

use super::day::{On, Read, changed, edit, out_of_date, plannable, read, refused};
use super::{Done, Obstacle, Screen, Step, form, listed};
use crate::desk::Decided;
use crate::{Desk, Dialogue};

/// Shows a block.
pub(super) async fn show(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    id: &BlockId,
) -> Decided {
    let read = read(desk, context, date, On::Nothing).await?;
    match card(&read, id) {
        Some(card) => Ok(edit(card)),
        None => out_of_date(desk, context, &read).await,
    }
}

/// Asks for another note.
pub(super) async fn ask_note(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    id: &BlockId,
) -> Decided {
    let read = read(desk, context, date, On::Nothing).await?;
    match read.day.sheet.block(id) {
        Some(block) => {
            let step = Step::Note(date, block.span, Some(id.clone()));
            Ok(form::open(context, step))
        }
        None => out_of_date(desk, context, &read).await,
    }
}

/// Takes the whole day off.
pub(super) async fn take_off(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    edits: u64,
) -> Decided {
    let read = read(desk, context, date, On::Day).await?;
    if read.day.stamp() != edits {
        return out_of_date(desk, context, &read).await;
    }
    if let Err(obstacle) = plannable(desk, context, date) {
        return Ok(edit(refused(date, obstacle)));
    }
    let sheet = read.day.sheet.take_off(context.now);
    put(desk, context, &read, sheet, Done::DayOff).await
}

/// Makes it a working day again.
pub(super) async fn work(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    edits: u64,
) -> Decided {
    let read = read(desk, context, date, On::Day).await?;
    if read.day.stamp() != edits {
        return out_of_date(desk, context, &read).await;
    }
    if let Err(obstacle) = plannable(desk, context, date) {
        return Ok(edit(refused(date, obstacle)));
    }
    let sheet = read.day.sheet.work();
    put(desk, context, &read, sheet, Done::Working).await
}

/// Removes a block.
pub(super) async fn unblock(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (id, edits): (&BlockId, u64),
) -> Decided {
    let read = read(desk, context, date, On::Day).await?;
    let Some(block) = read.day.sheet.block(id).filter(|_| read.day.edits == edits) else {
        return out_of_date(desk, context, &read).await;
    };
    if let Err(obstacle) = plannable(desk, context, date) {
        return Ok(edit(refused(date, obstacle)));
    }
    let done = Done::Unblocked(block.span);
    let sheet = read.day.sheet.unblock(id);
    put(desk, context, &read, sheet, done).await
}

/// Blocks a time, and closes the form.
pub(super) async fn block(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (span, note): (Span, Option<Reason>),
) -> Decided {
    // Born in this update, so its id derives from the update's.
    let id = BlockId::new(format!("b{}", context.envelope.update_id));
    let block = Block {
        id: id.expect("a letter and a number are an id"),
        span,
        reason: note,
    };
    let read = read(desk, context, date, On::Day).await?;
    if let Err(obstacle) = plannable(desk, context, date) {
        return Ok(edit(refused(date, obstacle)).go(Dialogue::Idle));
    }
    let sheet = read.plan(desk.zone()).block(block, context.now);
    let outcome = put(desk, context, &read, sheet, Done::Away(span)).await?;
    Ok(outcome.go(Dialogue::Idle))
}

/// Moves a block to another time, and closes the form.
pub(super) async fn retime(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (id, span): (&BlockId, Span),
) -> Decided {
    change(desk, context, date, id, |block| Block { span, ..block }).await
}

/// Notes something else at a block, and closes the form.
pub(super) async fn note(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (id, reason): (&BlockId, Option<Reason>),
) -> Decided {
    change(desk, context, date, id, |block| Block { reason, ..block }).await
}

/// Both at once.
pub(super) async fn rewrite(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    (id, span, note): (&BlockId, Span, Reason),
) -> Decided {
    let reason = Some(note);
    let edit_block = |block| Block {
        span,
        reason,
        ..block
    };
    change(desk, context, date, id, edit_block).await
}

async fn change(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    id: &BlockId,
    edit_block: impl FnOnce(Block) -> Block,
) -> Decided {
    let read = read(desk, context, date, On::Day).await?;
    let Some(block) = read.day.sheet.block(id).cloned() else {
        return Ok(edit(refused(date, Obstacle::NoBlock)).go(Dialogue::Idle));
    };
    if let Err(obstacle) = plannable(desk, context, date) {
        return Ok(edit(refused(date, obstacle)).go(Dialogue::Idle));
    }
    let block = edit_block(block);
    let done = Done::Away(block.span);
    let sheet = read.plan(desk.zone()).edit_block(block, context.now);
    let outcome = put(desk, context, &read, sheet, done).await?;
    Ok(outcome.go(Dialogue::Idle))
}

/// Puts the day with its new sheet, or says what is in the way.
pub(super) async fn put(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    read: &Read,
    sheet: Result<Sheet, Refusal>,
    done: Done,
) -> Decided {
    let date = read.day.date;
    let refusal = match sheet {
        Ok(sheet) => {
            let shown = Screen::Done(date, done);
            return Ok(edit(shown).put(changed(&read.day, sheet)));
        }
        Err(refusal) => refusal,
    };
    let obstacle = match &refusal {
        Refusal::Occupied { bookings } => {
            let bookings: Vec<_> = bookings.iter().collect();
            let (shown, more) = listed(desk, context, &bookings).await?;
            Obstacle::Bookings(shown, more)
        }
        other => Obstacle::of(other),
    };
    Ok(edit(refused(date, obstacle)))
}

fn card(read: &Read, id: &BlockId) -> Option<Screen> {
    let block = read.day.sheet.block(id)?;
    Some(Screen::Block {
        date: read.day.date,
        id: id.clone(),
        span: block.span,
        note: block.reason.clone(),
        edits: read.day.edits,
    })
}

/// The card of a block, or the day where it is gone, when the form about it is left.
pub(super) async fn back(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    id: &BlockId,
) -> Result<Outcome<Desk>, engine::EngineError> {
    let read = read(desk, context, date, On::Nothing).await?;
    let shown = card(&read, id).unwrap_or(Screen::Done(date, Done::Left));
    Ok(edit(shown).go(Dialogue::Idle))
}
