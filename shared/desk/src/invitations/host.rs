//! The side of those who invite.

use engine::{Answer, Context, EngineError, Outcome};
use store::Key;

use super::invitation::GOOD_FOR;
use super::{
    Digest, Invitation, OpenInvitations, Screen, State, Token, Trouble, Way, trouble, with_list,
};
use crate::desk::Decided;
use crate::{Desk, Role, Screen as Shown};

/// Shows the open invitations, and what can be made.
pub(crate) async fn list(desk: &Desk, context: &mut Context<'_, Desk>) -> Decided {
    Ok(Outcome::say(shown(desk, context).await?))
}

/// The list as a screen.
pub(super) async fn shown(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
) -> Result<Shown, EngineError> {
    let list: Option<OpenInvitations> = context.look(Key::invitations()).await?;
    let list = list.unwrap_or_default().at(context.now);
    Ok(screen_of(desk, list))
}

/// Makes an invitation, if none was made since the list was shown.
pub(super) async fn make(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    role: Role,
    serial: i64,
) -> Decided {
    let list: Option<OpenInvitations> = context.read(Key::invitations()).await?;
    let list = list.unwrap_or_default().at(context.now);
    if list.serial != serial {
        let list = screen_of(desk, list);
        return Ok(Outcome::answer(Answer::EditAndAlert(
            list,
            Shown::StaleButton,
        )));
    }
    let token = Token::draw();
    let invitation = Invitation {
        digest: token.digest(),
        role,
        by: context.person.id.get(),
        until: context.now + GOOD_FOR,
        state: State::Open,
    };
    let Some(list) = list.with(&invitation, context.envelope.update_id.get()) else {
        return Ok(trouble(Trouble::TooMany));
    };
    let made = Screen::Made {
        way: Some(desk.way_to(&token)),
        role,
        until: desk.zone().reading(invitation.until),
        digest: invitation.digest.clone(),
    };
    let outcome = Outcome::edit(Shown::Invitations(made));
    Ok(outcome.put(list).put(invitation))
}

/// Takes an invitation back, if it is not over.
pub(super) async fn revoke(context: &mut Context<'_, Desk>, digest: &Digest) -> Decided {
    let (invitation, list) = with_list(context, digest).await?;
    let Some(invitation) = invitation else {
        return Ok(trouble(Trouble::Unknown));
    };
    match invitation.state {
        State::Used(_) => Ok(trouble(Trouble::Used)),
        State::Revoked => Ok(trouble(Trouble::Revoked)),
        State::Open | State::Bound(_) => {
            let outcome = Outcome::edit(Shown::Invitations(Screen::Revoked));
            let outcome = outcome.put(list.without(digest));
            Ok(outcome.put(invitation.now(State::Revoked)))
        }
    }
}

fn screen_of(desk: &Desk, list: OpenInvitations) -> Shown {
    let open = list.open.into_iter();
    let open = open.map(|listed| {
        (
            listed.digest,
            listed.role,
            desk.zone().reading(listed.until),
        )
    });
    Shown::Invitations(Screen::List {
        serial: list.serial,
        open: open.collect(),
    })
}

impl Desk {
    fn way_to(&self, token: &Token) -> Way {
        let payload = token.payload();
        match self.username() {
            Some(bot) => Way::Link(format!("https://t.me/{bot}?start={payload}")),
            None => Way::Text(format!("/start {payload}")),
        }
    }
}
