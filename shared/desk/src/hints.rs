//! What is said to somebody who asks for nothing that the bot can do: a hint, never silence.

use engine::{Context, Outcome};

use crate::{Desk, Dialogue, Screen};

pub(crate) fn unknown_command() -> Outcome<Desk> {
    Outcome::say(Screen::UnknownCommand)
}

pub(crate) fn outside_a_form() -> Outcome<Desk> {
    Outcome::say(Screen::Hint)
}

/// Leaves the open form, whichever it is.
pub(crate) fn cancel(context: &Context<'_, Desk>) -> Outcome<Desk> {
    match context.dialogue {
        Dialogue::Idle => Outcome::say(Screen::NothingToCancel),
        Dialogue::Join(_) => Outcome::say(Screen::Cancelled).go(Dialogue::Idle),
    }
}
