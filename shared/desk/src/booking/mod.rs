//! Booking, for clients: choosing a time, moving and cancelling, reminders.
//!
//! What is only shown is in the buttons: nothing is stored between two steps. What master and
//! client both see of a booking is written together by [`ledger`].

mod appointment;
mod buttons;
mod calendar;
mod cancel;
mod code;
mod glance;
mod head;
mod ics;
pub(crate) mod ledger;
mod mine;
mod moving;
pub(crate) mod notice;
mod offer;
mod press;
mod reminder;
mod render;
mod screen;
mod seen;
mod services;
mod taking;
mod tally;
mod task;
mod trouble;
mod typed;

use engine::{Context, Outcome};
use store::Turn;
use telegram::Content;

use crate::Desk;
use crate::desk::Decided;

pub use appointment::{Appointment, Status, Why};
pub use head::{Ahead, ClientHead};

pub(crate) use cancel::Form;
#[cfg(test)]
pub(crate) use glance::samples as glances;
pub(crate) use glance::{Glance, glance};
pub(crate) use press::{Errand, Offered, Order, Part, Press, Ticket, Who, Wish};
pub(crate) use render::grouped;
pub(crate) use screen::Screen;
pub(crate) use tally::Tally;
pub(crate) use typed::date as typed_date;

/// Shows the services, or books what was typed behind the command.
pub(crate) async fn command(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    arguments: &str,
) -> Decided {
    if arguments.is_empty() {
        services::services(desk, context).await
    } else {
        typed::book(desk, context, arguments).await
    }
}

/// Shows one's bookings.
pub(crate) async fn mine(desk: &Desk, context: &mut Context<'_, Desk>) -> Decided {
    mine::list(desk, context, Part::Upcoming, &Turn::First).await
}

/// Takes what was typed in the open form.
pub(crate) async fn answer(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    content: &Content,
) -> Decided {
    cancel::answer(desk, context, form, content).await
}

/// Does what a button says.
pub(crate) async fn press(desk: &Desk, context: &mut Context<'_, Desk>, press: Press) -> Decided {
    match press {
        Press::Services => services::services(desk, context).await,
        Press::Masters(service) => services::masters(desk, context, service).await,
        Press::Month(errand, month) => calendar::month(desk, context, &errand, month).await,
        Press::Day(errand, date) => calendar::day(desk, context, &errand, date).await,
        Press::Time(Errand::Book(wish), start) => offer::offer(desk, context, &wish, start).await,
        Press::Time(Errand::Move(ticket), start) => {
            moving::ask(desk, context, &ticket, start).await
        }
        Press::NothingFree => Ok(Outcome::alert(Screen::NothingFree.into())),
        Press::Confirm(order) => offer::confirm(desk, context, order).await,
        Press::Move(ticket, start) => moving::moved(desk, context, &ticket, start).await,
        Press::Mine(part, turn) => mine::list(desk, context, part, &turn).await,
        Press::Card(listed, id) => mine::card(desk, context, listed, &id).await,
        Press::AskCancel(ticket) => cancel::ask(desk, context, ticket).await,
        Press::Keep(ticket) => cancel::keep(desk, context, &ticket).await,
        Press::Cancel(ticket) => cancel::cancel(desk, context, &ticket, None).await,
        Press::File(ticket) => ics::send(desk, context, &ticket).await,
    }
}

impl From<Screen> for crate::Screen {
    fn from(screen: Screen) -> Self {
        Self::Booking(Box::new(screen))
    }
}

impl From<Box<Screen>> for crate::Screen {
    fn from(screen: Box<Screen>) -> Self {
        Self::Booking(screen)
    }
}
