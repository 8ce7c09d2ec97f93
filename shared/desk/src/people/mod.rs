//! The people of the desk: finding them, their cards, their roles, and what was changed.

mod ahead;
mod audit;
mod card;
mod change;
mod find;
mod press;
mod render;
mod screen;
mod search;
mod standing;
mod word;

pub use audit::{AuditEntry, What};
pub(crate) use change::{audited_by, change, refused};
pub use find::FindRow;
pub(crate) use find::{ROWS, forget, keep};
pub use press::{Change, Press, Turned};
pub(crate) use render::role_names;
#[cfg(test)]
pub(crate) use screen::samples;
pub use screen::{Booked, Card, Found, Line, Screen, Trouble};
pub(crate) use search::{answer, open};
pub use standing::Full;
pub(crate) use standing::Standing;
pub use word::{NoWord, Word};

use engine::{Context, Outcome};
use serde::{Deserialize, Serialize};

use crate::desk::Decided;
use crate::{Desk, Dialogue};

/// An open search: whatever is typed is looked for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Form {
    /// The id of the update that opened it.
    #[serde(rename = "i")]
    pub id: i64,
}

/// Does what a button says.
pub(crate) async fn press(desk: &Desk, context: &mut Context<'_, Desk>, press: Press) -> Decided {
    match press {
        Press::Ask => Ok(ask_again(context)),
        Press::Find(word, turn) => search::page(context, &word, &turn.turn()).await,
        Press::Card(user) => card::show(desk, context, user).await,
        Press::History(user, turn) => card::history(desk, context, user, &turn.turn()).await,
        Press::Change {
            user,
            serial,
            change,
        } => self::change(desk, context, user, serial, change).await,
        Press::Close(form) => Ok(close(context, form)),
    }
}

/// The question, in the pressed message; the search is open afterwards.
fn ask_again(context: &Context<'_, Desk>) -> Outcome<Desk> {
    let form = match context.dialogue {
        Dialogue::People(form) => form.clone(),
        _ => Form {
            id: context.envelope.update_id.get(),
        },
    };
    let screen = Screen::Ask {
        form: form.id,
        trouble: None,
    };
    Outcome::edit(crate::Screen::People(screen)).go(Dialogue::People(form))
}

fn close(context: &Context<'_, Desk>, form: i64) -> Outcome<Desk> {
    match context.dialogue {
        Dialogue::People(open) if open.id == form => {
            Outcome::edit(crate::Screen::People(Screen::Closed)).go(Dialogue::Idle)
        }
        _ => Outcome::alert(crate::Screen::StaleButton),
    }
}
