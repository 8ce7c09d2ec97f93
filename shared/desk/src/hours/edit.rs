use diary::{Lunch, Reach, Sheet, Terms, displaced};
use engine::{Answer, Context, EngineError, Outcome};
use jiff::Span as Days;
use jiff::civil::{Date, Weekday};
use store::{Key, Keys};

use super::{Obstacle, Press, Screen, View, Whose};
use crate::desk::Decided;
use crate::schedule::listed;
use crate::{Card, Catalogue, Day, Desk};

/// What a button of a master's hours does. Who may press it was checked before.
pub(crate) async fn press(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    whose: Whose,
    press: Press,
) -> Decided {
    let Some(read) = read(desk, context, whose, press).await? else {
        return Ok(Outcome::alert(crate::Screen::StaleButton));
    };
    match press {
        Press::Week => Ok(read.edit(View::Week(read.card.terms.clone()))),
        Press::Starts(day) => Ok(read.edit(View::Starts(day))),
        Press::Ends(day, start) => Ok(read.edit(View::Ends(day, start))),
        Press::Lunches => Ok(read.edit(View::Lunches)),
        Press::Set(_, _, edits) | Press::Lunch(_, edits) if edits != read.card.stamp() => {
            Ok(read.out_of_date())
        }
        Press::Set(day, hours, _) => {
            let terms = &read.card.terms;
            let terms = Terms::new(terms.hours().clone().with(day, hours), terms.lunch());
            change(desk, context, read, terms).await
        }
        Press::Lunch(lunch, _) => {
            let terms = Terms::new(read.card.terms.hours().clone(), lunch);
            change(desk, context, read, terms).await
        }
    }
}

/// What a change rests on.
struct Read {
    whose: Whose,
    name: String,
    card: Card,
    /// The dates on which the change can displace something.
    sheets: Vec<(Date, Sheet)>,
}

impl Read {
    fn screen(&self, view: View) -> crate::Screen {
        crate::Screen::Hours(Box::new(Screen {
            whose: self.whose,
            name: self.name.clone(),
            edits: self.card.stamp(),
            view,
        }))
    }

    fn edit(&self, view: View) -> Outcome<Desk> {
        Outcome::edit(self.screen(view))
    }

    /// Shows the present state to somebody whose button stands under an earlier one.
    fn out_of_date(&self) -> Outcome<Desk> {
        let week = self.screen(View::Week(self.card.terms.clone()));
        Outcome::answer(Answer::EditAndAlert(week, self.screen(View::Changed)))
    }
}

/// Reads the master's card, and the dates that the change touches: all of them are conditions,
/// those without an item too, so that a booking that is confirmed meanwhile wins or loses.
async fn read(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    whose: Whose,
    press: Press,
) -> Result<Option<Read>, EngineError> {
    let master = match whose {
        Whose::Own => context.person.id.get(),
        Whose::Master(master) => master,
    };
    let reach = Reach::of_master(desk.zone(), context.now);
    let dates: Vec<_> = touched(press, &reach).collect();
    let key = |date: &Date| Key::master_day(master, *date);
    let keys = Keys::default()
        .look_at(Key::catalogue())
        .rely_on(Key::master_terms(master));
    let keys = dates.iter().map(key).fold(keys, Keys::rely_on);
    let mut batch = context.batch(keys).await?;
    let shop = Catalogue::opened(batch.take(&Key::catalogue())?, desk.zone())?;
    let card = batch.take(&Key::master_terms(master))?;
    let mut sheets = Vec::new();
    for date in dates {
        let day: Option<Day> = batch.take(&key(&date))?;
        sheets.extend(day.map(|day| (date, day.sheet)));
    }
    let member = shop.master(master);
    if member.is_none() && whose != Whose::Own {
        return Ok(None);
    }
    Ok(Some(Read {
        whose,
        name: member.map(|member| member.name.clone()).unwrap_or_default(),
        card: card.unwrap_or_else(|| Card::usual(master)),
        sheets,
    }))
}

/// The dates within reach that a change can touch; none for a button that only shows.
fn touched(press: Press, reach: &Reach) -> impl Iterator<Item = Date> {
    let wanted = move |date: &Date| match press {
        Press::Set(day, ..) => date.weekday() == day,
        Press::Lunch(..) => true,
        Press::Week | Press::Starts(_) | Press::Ends(..) | Press::Lunches => false,
    };
    let last = reach.last_date();
    let dates = reach.first_date().series(Days::new().days(1));
    dates.take_while(move |date| *date <= last).filter(wanted)
}

/// Puts the new terms, unless a booking that is not over would have no room in them.
async fn change(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    read: Read,
    terms: Result<Terms, diary::LunchOutsideHours>,
) -> Decided {
    let terms = match terms {
        Ok(terms) => terms,
        Err(refused) => {
            let obstacle = Obstacle::Lunch(refused.weekday);
            return Ok(read.edit(View::Refused(obstacle)));
        }
    };
    let sheets = read.sheets.iter().map(|(date, sheet)| (*date, sheet));
    let displaced = displaced(desk.zone(), &terms, sheets);
    let ahead = displaced.iter().map(|found| found.booking);
    let ahead: Vec<_> = ahead
        .filter(|booking| booking.interval().end() > context.now)
        .collect();
    if !ahead.is_empty() {
        let (shown, more) = listed(desk, context, &ahead).await?;
        return Ok(read.edit(View::Refused(Obstacle::Bookings(shown, more))));
    }
    let card = Card {
        terms,
        edits: read.card.edits + 1,
        ..read.card
    };
    let read = Read { card, ..read };
    let week = View::Week(read.card.terms.clone());
    Ok(read.edit(week).put(read.card))
}

/// The weekdays, Monday first.
pub(super) fn week() -> impl Iterator<Item = Weekday> {
    Weekday::Monday.cycle_forward().take(7)
}

/// The lunches that a day has.
pub(super) fn lunches() -> impl Iterator<Item = Lunch> {
    super::render::times().filter_map(|start| Lunch::at(start).ok())
}
