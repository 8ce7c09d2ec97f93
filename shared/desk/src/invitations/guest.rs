//! The side of those who are invited.

use engine::{Context, EngineError, Outcome};
use locales::Phrase;
use outbox::{Draft, Kind, Recipient};
use store::Key;

use super::{Digest, Invitation, Screen, State, Token, Trouble, trouble, with_list};
use crate::desk::Decided;
use crate::people::{Standing, What, audited_by, refused};
use crate::{Desk, Profile, Role, Screen as Shown, accounts, display_name};

/// Opens an invitation, which binds it to the sender; a start like any other besides.
pub(crate) async fn open(desk: &Desk, context: &mut Context<'_, Desk>, token: &Token) -> Decided {
    if desk.is_shut_out(context) {
        return Ok(Outcome::alert(Shown::Deactivated));
    }
    let user = context.person.id.get();
    let key = Key::invitation(token.digest().as_str());
    let Some(invitation) = context.read::<Invitation>(key).await? else {
        return Ok(started(desk, context, Screen::Trouble(Trouble::Unknown)));
    };
    if let Some(trouble) = invitation.trouble(user, context.now) {
        return Ok(started(desk, context, Screen::Trouble(trouble)));
    }
    if !may_invite(desk, context, invitation.by).await? {
        return Ok(started(desk, context, Screen::Trouble(Trouble::Revoked)));
    }
    if let Some(trouble) = pointless(desk, context, &invitation) {
        return Ok(started(desk, context, Screen::Trouble(trouble)));
    }
    let offered = Screen::Offered {
        role: invitation.role,
        until: desk.zone().reading(invitation.until),
        digest: invitation.digest.clone(),
    };
    let outcome = started(desk, context, offered);
    Ok(match invitation.state {
        State::Bound(_) => outcome,
        _ => outcome.put(invitation.now(State::Bound(user))),
    })
}

/// Accepts an invitation that the sender has opened.
pub(super) async fn accept(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    digest: &Digest,
) -> Decided {
    let user = context.person.id.get();
    let (invitation, list) = with_list(context, digest).await?;
    let invitation = match opened(invitation, user, context) {
        Ok(invitation) => invitation,
        Err(reason) => return Ok(trouble(reason)),
    };
    if !may_invite(desk, context, invitation.by).await? {
        return Ok(trouble(Trouble::Revoked));
    }
    let role = invitation.role;
    let standing = Standing::read(context, user, &[role]).await?;
    let fresh = || Profile::new(context.person, context.now);
    let before = standing.profile.clone().unwrap_or_else(fresh);
    if let Some(reason) = pointless(desk, context, &invitation) {
        return Ok(trouble(reason));
    }
    let after = Profile {
        serial: context.envelope.update_id.get(),
        ..before.with_role(role)
    };
    let outcome = Outcome::edit(Shown::Invitations(Screen::Accepted(role)));
    let outcome = outcome.put(list.without(digest)).notify(word(
        context,
        &invitation,
        "invitations-notice-accepted",
    ));
    let outcome = audited_by(
        context,
        outcome,
        user,
        &[What::Invited(role)],
        invitation.by,
    );
    let outcome = outcome.put(invitation.now(State::Used(user)));
    Ok(standing
        .becomes(desk, outcome, after)
        .unwrap_or_else(refused))
}

/// Why the invitation is nothing for the sender, who leaves it to whom it is meant for.
fn pointless(desk: &Desk, context: &Context<'_, Desk>, invitation: &Invitation) -> Option<Trouble> {
    let held = desk.shown_roles(context).contains(&invitation.role);
    if invitation.by == context.person.id.get() {
        Some(Trouble::Own)
    } else {
        held.then_some(Trouble::Held)
    }
}

/// Whether the one who has made an invitation still may: their word is worth no more than their
/// role.
async fn may_invite(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    by: i64,
) -> Result<bool, EngineError> {
    if desk.is_named(by) {
        return Ok(true);
    }
    if by == context.person.id.get() {
        return Ok(desk.roles(context).contains(&Role::Superadmin));
    }
    let profile: Option<Profile> = context.read(Key::profile(by)).await?;
    Ok(profile.is_some_and(|inviter| inviter.active_roles().contains(&Role::Superadmin)))
}

/// Declines an invitation that the sender has opened.
pub(super) async fn decline(context: &mut Context<'_, Desk>, digest: &Digest) -> Decided {
    let user = context.person.id.get();
    let (invitation, list) = with_list(context, digest).await?;
    let invitation = match opened(invitation, user, context) {
        Ok(invitation) => invitation,
        Err(reason) => return Ok(trouble(reason)),
    };
    let outcome = Outcome::edit(Shown::Invitations(Screen::Declined));
    let outcome = outcome.put(list.without(digest)).notify(word(
        context,
        &invitation,
        "invitations-notice-declined",
    ));
    Ok(outcome.put(invitation.now(State::Used(user))))
}

/// The invitation, if the sender has opened it and nothing is in the way.
fn opened(
    invitation: Option<Invitation>,
    user: i64,
    context: &Context<'_, Desk>,
) -> Result<Invitation, Trouble> {
    let invitation = invitation.ok_or(Trouble::Unknown)?;
    if let Some(trouble) = invitation.trouble(user, context.now) {
        return Err(trouble);
    }
    match invitation.state {
        State::Bound(_) => Ok(invitation),
        // Nobody is offered the buttons of an invitation that they have not opened.
        _ => Err(Trouble::Unknown),
    }
}

fn started(desk: &Desk, context: &mut Context<'_, Desk>, screen: Screen) -> Outcome<Desk> {
    accounts::start_with(desk, context, Shown::Invitations(screen))
}

/// Word to the one who has invited.
fn word(context: &Context<'_, Desk>, invitation: &Invitation, key: &'static str) -> Draft {
    let text = Phrase::new(key)
        .with("name", display_name(context.person))
        .with("role", invitation.role.as_str());
    let draft = Draft::new(Recipient::Person(invitation.by), Kind::Access, text);
    draft.about(context.person.id.get())
}
