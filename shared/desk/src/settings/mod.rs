//! A person's settings: which notices arrive as messages, and when.

mod press;
mod render;
mod screen;

pub use press::{Hour, Press, Switch};
#[cfg(test)]
pub(crate) use screen::samples;
pub use screen::{Screen, Top};

use diary::TimeOfDay;
use engine::{Context, EngineError, Outcome};
use outbox::{Delivery, Kind, Quiet};
use store::Key;

use crate::desk::Decided;
use crate::{Desk, Role, Screen as Shown};

/// Shows the settings.
pub(crate) async fn command(desk: &Desk, context: &mut Context<'_, Desk>) -> Decided {
    let known = known(context).await?;
    Ok(Outcome::say(top(desk, context, &known)))
}

/// Does what a button says. Each says what it sets, so a repetition changes nothing.
pub(crate) async fn press(desk: &Desk, context: &mut Context<'_, Desk>, press: Press) -> Decided {
    match press {
        Press::Top => {
            let known = known(context).await?;
            Ok(Outcome::edit(top(desk, context, &known)))
        }
        Press::Switch(kind, Switch::On) => {
            set(desk, context, |known| known.switched_on(kind)).await
        }
        Press::Switch(kind, Switch::Off) => {
            set(desk, context, |known| known.switched_off(kind)).await
        }
        Press::AskFrom => Ok(Outcome::edit(Screen::From.into())),
        Press::AskTo(from) => Ok(Outcome::edit(Screen::To(from).into())),
        Press::Hours(from, to) => {
            let [from, to] = [from, to].map(TimeOfDay::from);
            match Quiet::between(from, to, desk.zone()) {
                Some(quiet) => quiet_hours(desk, context, Some(quiet)).await,
                None => Ok(Outcome::alert(Screen::Same.into())),
            }
        }
        Press::NoHours => quiet_hours(desk, context, None).await,
    }
}

async fn quiet_hours(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    quiet: Option<Quiet>,
) -> Decided {
    set(desk, context, |known| Delivery { quiet, ..known }).await
}

/// Writes what the person wants, and shows it. Whoever writes can be reached.
async fn set(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    change: impl FnOnce(Delivery) -> Delivery,
) -> Decided {
    let before = known(context).await?;
    let after = change(before.clone());
    let outcome = Outcome::edit(top(desk, context, &after));
    if after == before {
        return Ok(outcome);
    }
    Ok(outcome.put(Delivery {
        unreachable: false,
        ..after
    }))
}

async fn known(context: &mut Context<'_, Desk>) -> Result<Delivery, EngineError> {
    let person = context.person.id.get();
    let known = context.look(Key::delivery(person)).await?;
    Ok(known.unwrap_or_else(|| Delivery::open(person)))
}

fn top(desk: &Desk, context: &Context<'_, Desk>, known: &Delivery) -> Shown {
    let roles = desk.shown_roles(context);
    let is_shown = |kind: &Kind| match kind {
        Kind::Booking | Kind::Reminder | Kind::Broadcast => true,
        Kind::Access => !roles.is_empty() || known.is_off(*kind),
        Kind::SystemMaintenance => false,
    };
    let shown = Kind::ALL.into_iter().filter(is_shown);
    Shown::from(Screen::Top(Top {
        kinds: shown.map(|kind| (kind, !known.is_off(kind))).collect(),
        alerts: roles.contains(&Role::Superadmin),
        quiet: known.quiet.clone(),
    }))
}

impl From<Screen> for Shown {
    fn from(screen: Screen) -> Self {
        Self::Settings(Box::new(screen))
    }
}
