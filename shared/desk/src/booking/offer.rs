//! The last steps of a new booking: "shall I book this?", and yes.

use engine::{Answer, Context, EngineError, Outcome};
use jiff::Timestamp;
use store::{Key, Keys};

use super::taking::Taking;
use super::task::Task;
use super::{
    Appointment, ClientHead, Errand, Offered, Order, Screen, Ticket, Who, Wish, seen::number,
    services,
};
use crate::Desk;
use crate::desk::Decided;

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
        who: order.who.who(order.master),
    };
    let asked = (order.master, order.start);
    let taking = match Taking::read(desk, context, &wish, asked).await? {
        Ok(taking) => taking,
        Err(screen) => return made_before(desk, context, &order, *screen).await,
    };
    if let Some(screen) = made_by(desk, context, &taking.head, &order).await? {
        return Ok(Outcome::edit(screen.into()));
    }
    if taking.obstacle(context).is_none() && taking.number() != order.seen {
        let screen = offered(desk, context, &wish, order.start).await?;
        let answer = Answer::EditAndAlert(screen.into(), Screen::Changed.into());
        return Ok(Outcome::answer(answer));
    }
    taking.book(context, order.seen).await
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
    let first = match wish.who {
        Who::Master(master) => master,
        Who::Any => match offered(desk, context, wish, start).await? {
            Screen::Offer(order, _) => order.master,
            screen => return Ok(Outcome::edit(screen.into())),
        },
    };
    match Taking::read(desk, context, wish, (first, start)).await? {
        Ok(taking) => taking.book(context, 0).await,
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
        let trouble = Some(task.trouble(&stations, start, context.now));
        return Ok(task.day_screen(&stations, date, trouble, context.now));
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
