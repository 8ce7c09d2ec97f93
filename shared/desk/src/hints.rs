//! What is said to somebody who asks for nothing that the bot can do: a hint, never silence.

use engine::{Context, Outcome};

use telegram::Content;

use crate::accounts::unless_shut_out;
use crate::{Desk, Dialogue, Screen, staff};

pub(crate) fn unknown_command(desk: &Desk, context: &Context<'_, Desk>) -> Outcome<Desk> {
    Outcome::say(unless_shut_out(desk, context, Screen::UnknownCommand))
}

/// The keyboard of a form that was left may still be there: its button takes it away.
pub(crate) fn outside_a_form(
    desk: &Desk,
    context: &Context<'_, Desk>,
    content: &Content,
) -> Outcome<Desk> {
    match content {
        Content::Text(text) if staff::is_cancel_label(text) => Outcome::say(Screen::Cancelled),
        _ => Outcome::say(unless_shut_out(desk, context, Screen::Hint)),
    }
}

/// Leaves the open form, whichever it is.
pub(crate) fn cancel(desk: &Desk, context: &Context<'_, Desk>) -> Outcome<Desk> {
    match context.dialogue {
        Dialogue::Idle => {
            let screen = unless_shut_out(desk, context, Screen::NothingToCancel);
            Outcome::say(screen)
        }
        Dialogue::Shop(_)
        | Dialogue::Schedule(_)
        | Dialogue::Join(_)
        | Dialogue::Booking(_)
        | Dialogue::People(_)
        | Dialogue::Broadcast(_) => cancelled(),
    }
}

/// The form is closed.
pub(crate) fn cancelled() -> Outcome<Desk> {
    Outcome::say(Screen::Cancelled).go(Dialogue::Idle)
}
