//! What is said to somebody who asks for nothing that the bot can do: a hint, never silence.

use engine::{Context, Outcome};

use telegram::Content;

use crate::{Desk, Dialogue, Screen, staff};

pub(crate) fn unknown_command() -> Outcome<Desk> {
    Outcome::say(Screen::UnknownCommand)
}

/// The keyboard of a form that was left may still be there: its button takes it away.
pub(crate) fn outside_a_form(content: &Content) -> Outcome<Desk> {
    match content {
        Content::Text(text) if staff::is_cancel_label(text) => Outcome::say(Screen::Cancelled),
        _ => Outcome::say(Screen::Hint),
    }
}

/// Leaves the open form, whichever it is.
pub(crate) fn cancel(context: &Context<'_, Desk>) -> Outcome<Desk> {
    match context.dialogue {
        Dialogue::Idle => Outcome::say(Screen::NothingToCancel),
        Dialogue::Shop(_)
        | Dialogue::Schedule(_)
        | Dialogue::Join(_)
        | Dialogue::Booking(_)
        | Dialogue::People(_) => Outcome::say(Screen::Cancelled).go(Dialogue::Idle),
    }
}
