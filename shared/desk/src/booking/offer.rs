//! The last steps of a new booking: "shall I book this?", and yes.

use diary::{Booking, BookingId, Client, Misfit, Plan, Refusal, State};
use engine::{Answer, Context, EngineError, Outcome};
use jiff::Timestamp;
use store::{Key, Keys};

use super::screen::Trouble;
use super::task::{Station, Task, read_stations};
use super::{
    Appointment, ClientHead, Errand, Offered, Order, Screen, Status, Ticket, Who, Wish, ledger,
    seen::number, services,
};
use crate::accounts::introduced;
use crate::desk::Decided;
use crate::{Day, Desk, display_name};

/// Asks whether to book a time.
pub(super) async fn offer(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    wish: &Wish,
    start: Timestamp,
) -> Decided {
    Ok(Outcome::edit(
        offered(desk, context, wish, start).await?.into(),
    ))
}

/// Books what was offered; for a button pressed again it shows what it has booked.
pub(super) async fn confirm(desk: &Desk, context: &mut Context<'_, Desk>, order: Order) -> Decided {
    let wish = Wish {
        service: order.service.clone(),
        who: Who::Master(order.master),
    };
    let taking = match Taking::read(desk, context, &wish, order.start).await? {
        Ok(taking) => taking,
        Err(screen) => return made_before(desk, context, &order, *screen).await,
    };
    if let Some(screen) = made_by(desk, context, &taking.head, &order).await? {
        return Ok(Outcome::edit(screen.into()));
    }
    if taking.obstacle(context).is_none() && taking.number() != order.seen {
        let wish = Wish {
            who: order.who.who(order.master),
            ..wish
        };
        let screen = offered(desk, context, &wish, order.start).await?;
        let answer = Answer::EditAndAlert(screen.into(), Screen::Changed.into());
        return Ok(Outcome::answer(answer));
    }
    taking.book(context, (order.who, order.seen)).await
}

/// What a button has booked that is pressed again, when it could book nothing any more; what is in
/// its way otherwise.
async fn made_before(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    order: &Order,
    screen: Screen,
) -> Decided {
    let head = context.look(Key::client_head(context.person.id.get()));
    let head: Option<ClientHead> = head.await?;
    let made = match head {
        Some(head) => made_by(desk, context, &head, order).await?,
        None => None,
    };
    Ok(Outcome::edit(made.unwrap_or(screen).into()))
}

/// What a button has booked that is pressed again.
async fn made_by(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    head: &ClientHead,
    order: &Order,
) -> Result<Option<Screen>, EngineError> {
    let mut ahead = head.ahead.iter();
    let made = ahead.find(|one| one.button == order.seen && one.start == order.start);
    let Some(made) = made else { return Ok(None) };
    let key = Key::client_booking(head.client, made.start, made.id.as_str());
    let made: Option<Appointment> = context.look(key).await?;
    Ok(made.map(|made| {
        let slip = made.slip(desk.zone(), context.language);
        Screen::Booked(Ticket::of(&made), slip)
    }))
}

/// Books a time that was typed, without asking again.
pub(super) async fn book(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    wish: &Wish,
    start: Timestamp,
) -> Decided {
    let (who, first) = match wish.who {
        Who::Master(master) => (Offered::Chosen, master),
        Who::Any => match offered(desk, context, wish, start).await? {
            Screen::Offer(order, _) => (Offered::Any, order.master),
            screen => return Ok(Outcome::edit(screen.into())),
        },
    };
    let wish = Wish {
        service: wish.service.clone(),
        who: Who::Master(first),
    };
    match Taking::read(desk, context, &wish, start).await? {
        Ok(taking) => taking.book(context, (who, 0)).await,
        Err(screen) => Ok(Outcome::edit(screen.into())),
    }
}

/// The question, or what is in its way.
async fn offered(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    wish: &Wish,
    start: Timestamp,
) -> Result<Screen, EngineError> {
    let errand = Errand::Book(wish.clone());
    let head = Key::client_head(context.person.id.get());
    let date = desk.zone().today(start);
    let day = errand.master().map(|master| Key::master_day(master, date));
    let also = day.into_iter().fold(Keys::default(), Keys::look_at);
    let also = also.look_at(head.clone());
    let (task, mut batch) = match Task::read(desk, context, &errand, also).await? {
        Ok(begun) => begun,
        Err(screen) => return Ok(*screen),
    };
    let head: Option<ClientHead> = batch.take(&head)?;
    let head = head.unwrap_or_else(|| ClientHead::new(context.person.id.get()));
    if let Some(screen) = services::already(&head, &task.catalogue, context) {
        return Ok(screen);
    }
    let stations = task.stations(context, batch, date).await?;
    let free = task.free(&stations, context.now);
    let free = free
        .get(&start)
        .and_then(|master| task.catalogue.master(*master));
    let Some(master) = free else {
        let why = stations
            .first()
            .and_then(|one| one.misfit(&task, start, context.now));
        let trouble = why.as_ref().map_or(Trouble::Taken, trouble);
        return Ok(task.day_screen(&stations, date, Some(trouble), context.now));
    };
    let order = Order {
        service: wish.service.clone(),
        master: master.id,
        who: wish.who.offered(),
        start,
        seen: number(&head, &task),
    };
    let slip = task.slip(master, start);
    Ok(Screen::Offer(order, slip))
}

/// All that a booking rests on, relied on.
struct Taking {
    task: Task,
    station: Station,
    head: ClientHead,
    start: Timestamp,
}

impl Taking {
    async fn read(
        desk: &Desk,
        context: &mut Context<'_, Desk>,
        wish: &Wish,
        start: Timestamp,
    ) -> Result<Result<Self, Box<Screen>>, EngineError> {
        let errand = Errand::Book(wish.clone());
        let head = Key::client_head(context.person.id.get());
        let date = desk.zone().today(start);
        let also = Keys::default()
            .rely_on(Key::catalogue())
            .rely_on(head.clone());
        let also = errand.master().into_iter().fold(also, |keys, master| {
            keys.rely_on(Key::master_terms(master))
                .rely_on(Key::master_day(master, date))
        });
        let (task, mut batch) = match Task::read(desk, context, &errand, also).await? {
            Ok(begun) => begun,
            Err(screen) => return Ok(Err(screen)),
        };
        let head: Option<ClientHead> = batch.take(&head)?;
        let head = head.unwrap_or_else(|| ClientHead::new(context.person.id.get()));
        let mut stations = task.stations(context, batch, date).await?;
        Ok(Ok(Self {
            station: stations.remove(0),
            task,
            head,
            start,
        }))
    }

    fn number(&self) -> u32 {
        number(&self.head, &self.task)
    }

    fn obstacle(&self, context: &Context<'_, Desk>) -> Option<Screen> {
        services::already(&self.head, &self.task.catalogue, context)
    }

    async fn book(self, context: &mut Context<'_, Desk>, (who, button): (Offered, u32)) -> Decided {
        if let Some(screen) = self.obstacle(context) {
            return Ok(Outcome::edit(screen.into()));
        }
        let booking = self.booking(context);
        match self.station.book(&self.task, &booking, context.now) {
            Ok(day) => Ok(self.booked(context, &self.station, day, (booking, button))),
            Err(refusal) => match who {
                Offered::Chosen => Ok(self.refused(context, &refusal)),
                Offered::Any => self.book_another(context, (booking, button)).await,
            },
        }
    }

    /// Lets the next master take it who is free, in their order.
    async fn book_another(
        self,
        context: &mut Context<'_, Desk>,
        (booking, button): (Booking, u32),
    ) -> Decided {
        let asked = self.station.master.id;
        let others = self.task.catalogue.masters_of(&booking.service);
        let others: Vec<_> = others.filter(|one| one.id != asked).cloned().collect();
        let date = self.station.day.date;
        let stations = read_stations(context, &others, date).await?;
        for station in &stations {
            if let Ok(day) = station.book(&self.task, &booking, context.now) {
                let card = Key::master_terms(station.master.id);
                context.read::<crate::Card>(card).await?;
                return Ok(self.booked(context, station, day, (booking, button)));
            }
        }
        let task = Task {
            errand: Errand::Book(Wish {
                service: booking.service,
                who: Who::Any,
            }),
            ..self.task
        };
        let stations: Vec<_> = [self.station].into_iter().chain(stations).collect();
        let trouble = Some(Trouble::Taken);
        let screen = task.day_screen(&stations, date, trouble, context.now);
        Ok(Outcome::edit(screen.into()))
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

    fn refused(&self, context: &Context<'_, Desk>, refusal: &Refusal) -> Outcome<Desk> {
        let trouble = refused(refusal);
        let (stations, date) = ([self.station.clone()], self.station.day.date);
        let screen = self
            .task
            .day_screen(&stations, date, Some(trouble), context.now);
        Outcome::edit(screen.into())
    }
}

impl Station {
    fn plan<'a>(&'a self, task: &Task) -> Plan<'a> {
        Plan::new(
            task.zone(),
            self.day.date,
            &self.card.terms,
            &self.day.sheet,
        )
    }

    fn misfit(&self, task: &Task, start: Timestamp, now: Timestamp) -> Option<Misfit> {
        let reach = task.reach(now);
        self.plan(task).fits(start, task.duration, &reach).err()
    }

    fn book(&self, task: &Task, booking: &Booking, now: Timestamp) -> Result<Day, Refusal> {
        let sheet = self.plan(task).book(booking.clone(), &task.reach(now))?;
        Ok(Day {
            sheet,
            ..self.day.clone()
        })
    }
}

impl Who {
    fn offered(self) -> Offered {
        match self {
            Self::Any => Offered::Any,
            Self::Master(_) => Offered::Chosen,
        }
    }
}

impl Offered {
    fn who(self, master: i64) -> Who {
        match self {
            Self::Any => Who::Any,
            Self::Chosen => Who::Master(master),
        }
    }
}

/// What a client sees of a refusal.
pub(super) fn refused(refusal: &Refusal) -> Trouble {
    match refusal {
        Refusal::Misfit(misfit) => trouble(misfit),
        _ => Trouble::Taken,
    }
}

/// What a client sees of a misfit. Why a master does not work is the master's business.
fn trouble(misfit: &Misfit) -> Trouble {
    match misfit {
        Misfit::Taken => Trouble::Taken,
        Misfit::Past | Misfit::TooSoon { .. } => Trouble::TooSoon,
        Misfit::BeyondHorizon { .. } => Trouble::TooFar,
        Misfit::AnotherDate | Misfit::OffGrid => Trouble::NoTime,
        Misfit::DayOff
        | Misfit::Closed
        | Misfit::OutsideHours { .. }
        | Misfit::Lunch { .. }
        | Misfit::Blocked { .. } => Trouble::NotWorking,
    }
}
