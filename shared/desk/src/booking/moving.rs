//! Moving one's booking: the new time is held and the old one freed, or nothing changes.

use diary::{Booking, Plan, Refusal};
use engine::{Context, EngineError, Outcome};
use jiff::Timestamp;
use store::{Key, Keys};

use super::ledger::{Held, look_at_reminders};
use super::screen::Trouble;
use super::task::{Station, Task};
use super::{Appointment, Errand, Screen, Ticket, cancel, mine};
use crate::accounts::introduced;
use crate::desk::Decided;
use crate::{Card, Day, Desk, display_name};

/// Asks whether to move a booking to a time.
pub(super) async fn ask(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    ticket: &Ticket,
    start: Timestamp,
) -> Decided {
    let errand = Errand::Move(ticket.clone());
    let date = desk.zone().today(start);
    let also = Keys::default().look_at(Key::master_day(ticket.master, date));
    let (task, batch) = match Task::read(desk, context, &errand, also).await? {
        Ok(begun) => begun,
        Err(screen) => return Ok(Outcome::edit(screen.into())),
    };
    let stations = task.stations(context, batch, date).await?;
    let free = task.free(&stations, context.now).contains_key(&start);
    let same = start == ticket.start;
    if !free && !same {
        let trouble = Some(task.trouble(&stations, start, context.now));
        let screen = task.day_screen(&stations, date, trouble, context.now);
        return Ok(Outcome::edit(screen.into()));
    }
    let screen = Screen::OfferMove {
        ticket: ticket.clone(),
        from: task.zone().reading(ticket.start),
        slip: task.slip(&task.masters[0], start),
        start,
    };
    Ok(Outcome::edit(screen.into()))
}

/// Moves a booking; for a button pressed again it shows what it has done.
pub(super) async fn moved(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    ticket: &Ticket,
    start: Timestamp,
) -> Decided {
    let moving = match Moving::read(desk, context, ticket, start).await? {
        Ok(moving) => moving,
        Err(screen) if *screen == Screen::Gone => {
            return made_before(desk, context, ticket, start).await;
        }
        Err(screen) => return Ok(Outcome::edit(screen.into())),
    };
    if start == ticket.start {
        let card = mine::card_of(desk, &moving.held.appointment, context);
        return Ok(Outcome::edit(card.into()));
    }
    Ok(match moving.days(context.now) {
        Ok(days) => {
            let outcome = moving.done(context, days);
            let outcome = introduced(context, outcome);
            cancel::left(context, ticket, outcome)
        }
        Err(Refusal::NoSuchBooking) => Outcome::alert(Screen::Gone.into()),
        Err(refusal) => moving.refused(context, &refusal),
    })
}

/// What a button has moved that is pressed again.
async fn made_before(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    ticket: &Ticket,
    start: Timestamp,
) -> Decided {
    let target = Key::client_booking(context.person.id.get(), start, ticket.id.as_str());
    let made = mine::own(desk, context, target).await?;
    let next = ticket.moves.wrapping_add(1);
    let made = made.filter(|made| made.is_active() && made.moves == next);
    Ok(match made {
        Some(made) => {
            let slip = made.slip(desk.zone(), context.language);
            Outcome::edit(Screen::Moved(Ticket::of(&made), slip).into())
        }
        None => Outcome::alert(Screen::Gone.into()),
    })
}

/// All that a move rests on, relied on.
struct Moving {
    task: Task,
    held: Held,
    card: Card,
    /// The day on which it stands, and another one to which it goes.
    old: Day,
    new: Option<Day>,
    start: Timestamp,
}

impl Moving {
    async fn read(
        desk: &Desk,
        context: &mut Context<'_, Desk>,
        ticket: &Ticket,
        start: Timestamp,
    ) -> Result<Result<Self, Box<Screen>>, EngineError> {
        let client = context.person.id.get();
        let terms = Key::master_terms(ticket.master);
        let keys = Keys::default()
            .rely_on(Key::catalogue())
            .rely_on(terms.clone());
        let keys = Held::keys(client, &ticket.id, ticket.start, keys);
        let keys = look_at_reminders(&ticket.id, start, keys);
        let dates = [ticket.start, start].map(|at| desk.zone().today(at));
        let keys = dates.into_iter().fold(keys, |keys, date| {
            keys.rely_on(Key::master_day(ticket.master, date))
        });
        let errand = Errand::Move(ticket.clone());
        let (mut task, mut batch) = match Task::read(desk, context, &errand, keys).await? {
            Ok(begun) => begun,
            Err(screen) => return Ok(Err(screen)),
        };
        let appointment = task.moving.take().expect("the task has found it");
        let held = Held::with(appointment, &mut batch)?;
        let card: Option<Card> = batch.take(&terms)?;
        let mut stored = |date| {
            let day = batch.take::<Day>(&Key::master_day(ticket.master, date))?;
            Ok::<_, EngineError>(day.unwrap_or_else(|| Day::empty(ticket.master, date)))
        };
        Ok(Ok(Self {
            old: stored(dates[0])?,
            new: (dates[0] != dates[1])
                .then(|| stored(dates[1]))
                .transpose()?,
            card: card.unwrap_or_else(|| Card::usual(ticket.master)),
            held,
            task,
            start,
        }))
    }

    fn plan<'a>(&'a self, day: &'a Day) -> Plan<'a> {
        Plan::new(self.task.zone(), day.date, &self.card.terms, &day.sheet)
    }

    /// The days as they are after it.
    fn days(&self, now: Timestamp) -> Result<Vec<Day>, Refusal> {
        let (id, reach) = (&self.held.appointment.id, self.task.reach(now));
        let with = |day: &Day, sheet| Day {
            sheet,
            ..day.clone()
        };
        let Some(new) = &self.new else {
            let sheet = self.plan(&self.old).move_to(id, self.start, &reach)?;
            return Ok(vec![with(&self.old, sheet)]);
        };
        let (left, booking) = self.old.sheet.release(id, now)?;
        let booking = Booking {
            start: self.start,
            ..booking
        };
        let joined = self.plan(new).book(booking, &reach)?;
        Ok(vec![with(&self.old, left), with(new, joined)])
    }

    fn done(self, context: &Context<'_, Desk>, days: Vec<Day>) -> Outcome<Desk> {
        let (zone, name) = (self.task.zone(), display_name(context.person));
        let to = Appointment {
            start: self.start,
            ..self.held.appointment.clone()
        };
        let moved = Ticket {
            moves: to.moves.wrapping_add(1),
            ..Ticket::of(&to)
        };
        let screen = Screen::Moved(moved, to.slip(zone, context.language));
        let outcome = Outcome::edit(screen.into());
        let outcome = days.into_iter().fold(outcome, Outcome::put);
        self.held
            .move_to(outcome, self.start, &name, (zone, context.now))
    }

    fn refused(mut self, context: &Context<'_, Desk>, refusal: &Refusal) -> Outcome<Desk> {
        let trouble = Trouble::of_refusal(refusal);
        let day = self.new.unwrap_or(self.old);
        self.task.moving = Some(self.held.appointment);
        let station = Station {
            master: self.task.masters[0].clone(),
            card: self.card,
            day,
        };
        let date = station.day.date;
        let screen = self
            .task
            .day_screen(&[station], date, Some(trouble), context.now);
        trouble.counted(Outcome::edit(screen.into()))
    }
}
