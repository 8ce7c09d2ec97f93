//! Invitations: a superadmin makes a link for a role, good once, for the first who opens it.

mod guest;
mod host;
mod invitation;
mod press;
mod render;
mod screen;
mod token;

pub(crate) use guest::open;
pub(crate) use host::list;
pub use invitation::{Invitation, Listed, OpenInvitations, State};
pub use press::Press;
#[cfg(test)]
pub(crate) use screen::samples;
pub use screen::{Screen, Trouble, Way};
pub use token::{Digest, NoDigest, Token};

use engine::{Context, EngineError, Outcome};
use store::{Key, Keys};

use crate::Desk;
use crate::desk::Decided;

/// Does what a button says.
pub(crate) async fn press(desk: &Desk, context: &mut Context<'_, Desk>, press: Press) -> Decided {
    match press {
        Press::List => Ok(Outcome::edit(host::shown(desk, context).await?)),
        Press::New(role, serial) => host::make(desk, context, role, serial).await,
        Press::Revoke(digest) => host::revoke(context, &digest).await,
        Press::Accept(digest) => guest::accept(desk, context, &digest).await,
        Press::Decline(digest) => guest::decline(context, &digest).await,
    }
}

/// An invitation that may come to its end now, and the list in which it stands; both are relied
/// on, in one request.
async fn with_list(
    context: &mut Context<'_, Desk>,
    digest: &Digest,
) -> Result<(Option<Invitation>, OpenInvitations), EngineError> {
    let (one, all) = (Key::invitation(digest.as_str()), Key::invitations());
    let keys = Keys::default().rely_on(one.clone()).rely_on(all.clone());
    let mut found = context.batch(keys).await?;
    let list: Option<OpenInvitations> = found.take(&all)?;
    let list = list.unwrap_or_default().at(context.now);
    Ok((found.take(&one)?, list))
}

fn trouble(trouble: Trouble) -> Outcome<Desk> {
    Outcome::alert(crate::Screen::Invitations(Screen::Trouble(trouble)))
}
