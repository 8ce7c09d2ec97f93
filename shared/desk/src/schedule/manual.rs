//! Booking for a client without Telegram, in the own calendar.

use diary::{Booking, BookingId, Client, ClientName, Reach, ServiceId, State};
use engine::Context;
use jiff::Timestamp;
use jiff::civil::Date;

use super::day::{On, Read, edit, plannable, read, refused};
use super::{Done, Obstacle, Screen};
use crate::booking::Tally;
use crate::desk::Decided;
use crate::{Day, Desk, Dialogue, Service};

/// Shows the services that the master does.
pub(super) async fn services(desk: &Desk, context: &mut Context<'_, Desk>, date: Date) -> Decided {
    let read = read(desk, context, date, On::Nothing).await?;
    if let Err(obstacle) = plannable(desk, context, date) {
        return Ok(edit(refused(date, obstacle)));
    }
    let services = read.shop.services.iter();
    let services: Vec<_> = services
        .filter(|service| done(&read, service))
        .map(|service| (service.id.clone(), service.names.clone()))
        .collect();
    if services.is_empty() {
        return Ok(edit(refused(date, Obstacle::Service)));
    }
    Ok(edit(Screen::Services { date, services }))
}

/// Shows when a service is free.
pub(super) async fn times(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    date: Date,
    service: &ServiceId,
) -> Decided {
    let read = read(desk, context, date, On::Nothing).await?;
    Ok(edit(free(desk, context, &read, service)))
}

/// Books, and closes the form.
pub(super) async fn book(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    (service, start): (&ServiceId, Timestamp),
    name: ClientName,
) -> Decided {
    let date = desk.zone().today(start);
    let read = read(desk, context, date, On::Shop).await?;
    let Some(service) = found(&read, service) else {
        let shown = refused(date, Obstacle::Service);
        return Ok(edit(shown).go(Dialogue::Idle));
    };
    // Born in this update, so its id derives from the update's.
    let id = BookingId::new(format!("m{}", context.envelope.update_id));
    let booking = Booking {
        id: id.expect("a letter and a number are an id"),
        start,
        duration: service.duration,
        client: Client::Named(name.clone()),
        service: service.id.clone(),
        state: State::Active,
    };
    let reach = Reach::of_master(desk.zone(), context.now);
    match read.plan(desk.zone()).book(booking, &reach) {
        Ok(sheet) => {
            let done = Done::Booked {
                at: desk.zone().reading(start).time(),
                name: name.as_str().to_owned(),
            };
            let day = Day { sheet, ..read.day };
            let shown = Screen::Done(date, done);
            Ok(Tally::Booked.of(edit(shown).go(Dialogue::Idle).put(day)))
        }
        Err(refusal) => Ok(edit(refused(date, Obstacle::of(&refusal))).go(Dialogue::Idle)),
    }
}

/// The free times, when the form about one of them is left.
pub(super) async fn back(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    (service, start): (&ServiceId, Timestamp),
) -> Decided {
    let date = desk.zone().today(start);
    let read = read(desk, context, date, On::Nothing).await?;
    let shown = free(desk, context, &read, service);
    Ok(edit(shown).go(Dialogue::Idle))
}

fn free(desk: &Desk, context: &Context<'_, Desk>, read: &Read, service: &ServiceId) -> Screen {
    let date = read.day.date;
    let Some(service) = found(read, service) else {
        return refused(date, Obstacle::Service);
    };
    let reach = Reach::of_master(desk.zone(), context.now);
    let starts = read.plan(desk.zone()).free_starts(service.duration, &reach);
    let shown = |start: Timestamp| (start.as_second(), desk.zone().reading(start).time());
    Screen::Times {
        date,
        service: service.id.clone(),
        names: service.names.clone(),
        starts: starts.into_iter().map(shown).collect(),
    }
}

/// A service that is offered and that the master does.
fn found<'a>(read: &'a Read, id: &ServiceId) -> Option<&'a Service> {
    read.shop.service(id).filter(|service| done(read, service))
}

fn done(read: &Read, service: &Service) -> bool {
    let master = read.shop.master(read.day.master);
    service.on && master.is_some_and(|master| master.services.contains(&service.id))
}
