//! What a new booking rests on, and how it is made of that.

use diary::{Booking, BookingId, Client, Refusal, State};
use engine::{Context, EngineError, Outcome};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Key, Keys};

use super::screen::Trouble;
use super::task::{Station, Task, of_batch, read_stations};
use super::{
    Appointment, ClientHead, Errand, Screen, Status, Ticket, Wish, ledger, seen::number, services,
};
use crate::accounts::introduced;
use crate::desk::Decided;
use crate::{Day, Desk, display_name};

/// All that a booking rests on, relied on.
pub(super) struct Taking {
    pub(super) head: ClientHead,
    task: Task,
    /// The master who is asked first; `None` when they do not do it any more.
    asked: Option<Station>,
    date: Date,
    start: Timestamp,
}

impl Taking {
    /// Reads it for a wish, of whose masters one is asked first: one request.
    pub(super) async fn read(
        desk: &Desk,
        context: &mut Context<'_, Desk>,
        wish: &Wish,
        (asked, start): (i64, Timestamp),
    ) -> Result<Result<Self, Box<Screen>>, EngineError> {
        let head = Key::client_head(context.person.id.get());
        let date = desk.zone().today(start);
        let keys = Keys::default()
            .rely_on(Key::catalogue())
            .rely_on(head.clone())
            .rely_on(Key::master_terms(asked))
            .rely_on(Key::master_day(asked, date));
        let errand = Errand::Book(wish.clone());
        let (task, mut batch) = match Task::read(desk, context, &errand, keys).await? {
            Ok(begun) => begun,
            Err(screen) => return Ok(Err(screen)),
        };
        let head: Option<ClientHead> = batch.take(&head)?;
        let masters = task.masters.iter().filter(|master| master.id == asked);
        let masters: Vec<_> = masters.cloned().collect();
        Ok(Ok(Self {
            head: head.unwrap_or_else(|| ClientHead::new(context.person.id.get())),
            asked: of_batch(batch, &masters, date)?.pop(),
            task,
            date,
            start,
        }))
    }

    /// What the client sees of it, as a number.
    pub(super) fn number(&self) -> u32 {
        number(&self.head, &self.task)
    }

    /// The booking that keeps the client from another one.
    pub(super) fn obstacle(&self, context: &Context<'_, Desk>) -> Option<Screen> {
        services::already(&self.head, &self.task.catalogue, context)
    }

    /// Books with the master who was asked; where any will do, with the next one who is free.
    pub(super) async fn book(self, context: &mut Context<'_, Desk>, button: u32) -> Decided {
        if let Some(screen) = self.obstacle(context) {
            return Ok(Outcome::edit(screen.into()));
        }
        let booking = self.booking(context);
        let refusal = match &self.asked {
            Some(asked) => match asked.book(&self.task, &booking, context.now) {
                Ok(day) => return Ok(self.booked(context, asked, day, (booking, button))),
                Err(refusal) => Some(refusal),
            },
            None => None,
        };
        match self.task.errand.master() {
            Some(_) => Ok(self.refused(context, &[], refusal.as_slice())),
            None => self.book_another(context, (booking, button), refusal).await,
        }
    }

    /// Lets the next master take it who is free, in their order.
    async fn book_another(
        self,
        context: &mut Context<'_, Desk>,
        (booking, button): (Booking, u32),
        refusal: Option<Refusal>,
    ) -> Decided {
        let asked = self.asked.as_ref().map(|asked| asked.master.id);
        let others = self.task.masters.iter();
        let others: Vec<_> = others
            .filter(|one| Some(one.id) != asked)
            .cloned()
            .collect();
        let stations = read_stations(context, &others, self.date, Keys::rely_on).await?;
        let mut refusals: Vec<_> = refusal.into_iter().collect();
        for station in &stations {
            match station.book(&self.task, &booking, context.now) {
                Ok(day) => return Ok(self.booked(context, station, day, (booking, button))),
                Err(refusal) => refusals.push(refusal),
            }
        }
        Ok(self.refused(context, &stations, &refusals))
    }

    fn booking(&self, context: &Context<'_, Desk>) -> Booking {
        let id = context.envelope.update_id.to_string();
        let Errand::Book(wish) = &self.task.errand else {
            unreachable!("a taking is made for a wish");
        };
        Booking {
            id: BookingId::new(id).expect("the digits of an update's id are an id"),
            start: self.start,
            duration: self.task.duration,
            client: Client::Telegram(context.person.id.get()),
            service: wish.service.clone(),
            state: State::Active,
        }
    }

    fn booked(
        &self,
        context: &mut Context<'_, Desk>,
        station: &Station,
        day: Day,
        (booking, button): (Booking, u32),
    ) -> Outcome<Desk> {
        let (zone, service) = (self.task.zone(), &booking.service);
        let service = self.task.catalogue.service(service);
        let service = service.expect("the task has found it");
        let appointment = Appointment {
            client: self.head.client,
            id: booking.id,
            start: booking.start,
            duration: booking.duration,
            service: booking.service.clone(),
            names: service.names.clone(),
            price: service.price,
            master: station.master.id,
            master_name: station.master.name.clone(),
            moves: 0,
            status: Status::Active,
            why: None,
            cancelled: None,
        };
        let slip = appointment.slip(zone, context.language);
        let screen = Screen::Booked(Ticket::of(&appointment), slip);
        let outcome = Outcome::edit(screen.into()).put(day);
        let name = display_name(context.person);
        let outcome = ledger::book(
            outcome,
            self.head.clone(),
            (&appointment, button),
            &name,
            (zone, context.now),
        );
        // The master's calendar takes the client's name from the profile.
        introduced(context, outcome)
    }

    /// What is still free with the one who was asked and with `others`, after what is in the way.
    fn refused(
        &self,
        context: &Context<'_, Desk>,
        others: &[Station],
        refusals: &[Refusal],
    ) -> Outcome<Desk> {
        let trouble = Trouble::foremost(refusals.iter().map(Trouble::of_refusal));
        let stations: Vec<_> = self.asked.iter().chain(others).cloned().collect();
        let (date, now) = (self.date, context.now);
        let screen = self.task.day_screen(&stations, date, Some(trouble), now);
        trouble.counted(Outcome::edit(screen.into()))
    }
}

impl Station {
    fn book(&self, task: &Task, booking: &Booking, now: Timestamp) -> Result<Day, Refusal> {
        let sheet = self.day.sheet.clone();
        let plan = self.plan(task, &sheet);
        let sheet = plan.book(booking.clone(), &task.reach(now))?;
        Ok(Day {
            sheet,
            ..self.day.clone()
        })
    }
}
