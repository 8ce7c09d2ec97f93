//! Broadcasts: a superadmin says what everybody shall hear, sends it, and holds it up or ends it.
//!
//! The rows are the crate `broadcast`'s, and whoever sends them goes by them alone. Here they are
//! born, begun, paused, resumed and stopped, each in one transaction (docs/broadcasts.md).

mod form;
mod list;
mod press;
mod render;
mod screen;
mod steer;

pub use form::{Form, Said};
pub(crate) use form::{answer, open};
pub use list::OpenBroadcasts;
pub use press::{Act, Press, To};
pub use screen::{Line, Screen, State, Trouble};
#[cfg(test)]
pub(crate) use screen::{alerts, samples};

use engine::{Context, Outcome};

use crate::Desk;
use crate::desk::Decided;

/// Does what a button says.
pub(crate) async fn press(desk: &Desk, context: &mut Context<'_, Desk>, press: Press) -> Decided {
    match press {
        Press::Leave(form) => Ok(form::leave(context, form)),
        Press::To(form, to) => form::compose(desk, context, form, to).await,
        Press::Look(id) => steer::look(context, id).await,
        Press::Read(id) => steer::read(context, id).await,
        Press::AskStop { id, run } => steer::ask_stop(context, id, run).await,
        Press::Change { id, run, act } => steer::change(desk, context, (id, run), act).await,
    }
}

impl From<Screen> for crate::Screen {
    fn from(screen: Screen) -> Self {
        Self::Broadcasts(Box::new(screen))
    }
}

fn alert(screen: Screen) -> Outcome<Desk> {
    Outcome::alert(screen.into())
}
