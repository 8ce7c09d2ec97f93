//! Changing what a person may do.

use engine::{Answer, Context, EngineError, Outcome};
use locales::Phrase;
use outbox::{Draft, Kind, Recipient};
use store::{Key, Keys};

use super::find::keep;
use super::press::Change;
use super::{AuditEntry, Card, Full, Screen, Standing, What, ahead, card};
use crate::desk::Decided;
use crate::{ClientHead, Desk, Profile, Role, Screen as Shown, StaffRequest};

/// Does what a card's button says, if nothing has changed since the card was shown.
pub(crate) async fn change(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    user: i64,
    serial: i64,
    change: Change,
) -> Decided {
    let roles: &[Role] = match &change {
        Change::Grant(role) | Change::Take(role) => std::slice::from_ref(role),
        Change::Deactivate | Change::Reactivate => &Role::ALL,
        Change::Lift | Change::Bind => &[],
    };
    let beside = change.head_of(user);
    let (standing, mut found) = Standing::read_with(context, user, roles, beside).await?;
    let head: Option<ClientHead> = found.take(&Key::client_head(user))?;
    let head = head.unwrap_or_else(|| ClientHead::new(user));
    let Some(before) = standing.profile.clone() else {
        return Ok(Outcome::alert(Shown::People(Screen::Gone)));
    };
    if before.serial != serial || !change.changes(&before, &head) {
        return stale(desk, context, user).await;
    }
    if !desk.may(context, &before, change) || desk.is_last_superadmin(&standing, change) {
        return Ok(Outcome::alert(Shown::People(Screen::Untouchable)));
    }
    if let Some(booked) = ahead::in_the_way(desk, context, &standing, change).await? {
        return Ok(Outcome::edit(Shown::People(Screen::Booked(booked))));
    }
    let after = Profile {
        serial: context.envelope.update_id.get(),
        ..change.of(before)
    };
    let head = change.of_head(head);
    let card = Card {
        lifted: head.lifted,
        ..changed_card(desk, context, &after, change.what()).await?
    };
    let outcome = Outcome::edit(Shown::People(Screen::Card(card)));
    let changed = match change {
        Change::Lift | Change::Bind => {
            let before = standing.profile.as_ref();
            Ok(keep(outcome.put(head), before, after.clone()))
        }
        _ => standing.becomes(desk, outcome, after.clone()),
    };
    Ok(match changed {
        Ok(outcome) => told(
            context,
            audited(context, outcome, user, &[change.what()]),
            &after,
            change,
        ),
        Err(full) => refused(full),
    })
}

/// The outcome with the changes of a person kept in the audit trail.
pub(super) fn audited(
    context: &Context<'_, Desk>,
    outcome: Outcome<Desk>,
    user: i64,
    changes: &[What],
) -> Outcome<Desk> {
    audited_by(context, outcome, user, changes, context.person.id.get())
}

/// The same, where somebody else has decided it than the person who did it.
pub(crate) fn audited_by(
    context: &Context<'_, Desk>,
    outcome: Outcome<Desk>,
    user: i64,
    changes: &[What],
    by: i64,
) -> Outcome<Desk> {
    let entries = (0..).zip(changes).map(|(index, what)| AuditEntry {
        user,
        by,
        what: *what,
        at: context.now,
        update_id: context.envelope.update_id.get(),
        index,
    });
    entries.fold(outcome, Outcome::put)
}

/// What is said where a role has no room.
pub(crate) fn refused(full: Full) -> Outcome<Desk> {
    Outcome::alert(Shown::People(Screen::Full(full)))
}

async fn stale(desk: &Desk, context: &mut Context<'_, Desk>, user: i64) -> Decided {
    let alert = Shown::People(Screen::Stale);
    Ok(match card::of(desk, context, user).await? {
        Some(card) => {
            let card = Shown::People(Screen::Card(card));
            Outcome::answer(Answer::EditAndAlert(card, alert))
        }
        None => Outcome::alert(alert),
    })
}

/// The card as it is after the change, which stands on top of the ones before.
async fn changed_card(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    after: &Profile,
    what: What,
) -> Result<Card, EngineError> {
    let request: Option<StaffRequest> = context.look(Key::staff_request(after.id)).await?;
    Ok(Card {
        phone: request.map(|request| request.phone.as_str().to_owned()),
        lines: vec![super::Line {
            at: desk.zone().reading(context.now),
            what,
            by: crate::display_name(context.person),
        }],
        ..desk.card(context, after)
    })
}

/// The outcome with a notice to the person, who should know.
fn told(
    context: &Context<'_, Desk>,
    outcome: Outcome<Desk>,
    whom: &Profile,
    change: Change,
) -> Outcome<Desk> {
    let text = match change {
        _ if whom.id == context.person.id.get() => return outcome,
        Change::Grant(role) => Phrase::new("people-notice-granted").with("role", role.as_str()),
        Change::Take(role) => Phrase::new("people-notice-taken").with("role", role.as_str()),
        Change::Deactivate => Phrase::new("people-notice-deactivated"),
        Change::Reactivate => Phrase::new("people-notice-reactivated"),
        Change::Lift => Phrase::new("people-notice-lifted"),
        Change::Bind => Phrase::new("people-notice-bound"),
    };
    outcome.notify(Draft::new(Recipient::Person(whom.id), Kind::Access, text))
}

impl Change {
    /// The client's head, which rests on its version where the bound is in it that changes.
    fn head_of(self, user: i64) -> Keys {
        let head = Key::client_head(user);
        match self {
            Self::Lift | Self::Bind => Keys::default().rely_on(head),
            _ => Keys::default().look_at(head),
        }
    }

    fn changes(self, person: &Profile, head: &ClientHead) -> bool {
        match self {
            Self::Grant(role) => !person.roles.contains(&role),
            Self::Take(role) => person.roles.contains(&role),
            Self::Deactivate => !person.deactivated,
            Self::Reactivate => person.deactivated,
            Self::Lift => !head.lifted,
            Self::Bind => head.lifted,
        }
    }

    fn of(self, person: Profile) -> Profile {
        match self {
            Self::Grant(role) => person.with_role(role),
            Self::Take(role) => person.without_role(role),
            Self::Deactivate | Self::Reactivate => Profile {
                deactivated: self == Self::Deactivate,
                ..person
            },
            Self::Lift | Self::Bind => person,
        }
    }

    fn of_head(self, head: ClientHead) -> ClientHead {
        match self {
            Self::Lift | Self::Bind => ClientHead {
                lifted: self == Self::Lift,
                ..head
            },
            _ => head,
        }
    }

    fn what(self) -> What {
        match self {
            Self::Grant(role) => What::Granted(role),
            Self::Take(role) => What::Taken(role),
            Self::Deactivate => What::Deactivated,
            Self::Reactivate => What::Reactivated,
            Self::Lift => What::Lifted,
            Self::Bind => What::Bound,
        }
    }
}

impl Desk {
    fn may(&self, context: &Context<'_, Desk>, whom: &Profile, change: Change) -> bool {
        match change {
            Change::Grant(role) | Change::Take(role) => self.may_give(context, whom, role),
            Change::Deactivate | Change::Reactivate => self.may_shut_out(context, whom),
            // Of every client, and `Change::access` has asked for a manager.
            Change::Lift | Change::Bind => true,
        }
    }

    /// Whether nobody would be superadmin any more. The roster is relied on, so two who take
    /// each other's role at once cannot both win.
    fn is_last_superadmin(&self, standing: &Standing, change: Change) -> bool {
        let takes = matches!(change, Change::Take(Role::Superadmin) | Change::Deactivate);
        let holds = standing
            .profile
            .as_ref()
            .is_some_and(|profile| profile.active_roles().contains(&Role::Superadmin));
        takes && holds && !self.names_superadmins() && !standing.others_hold(Role::Superadmin)
    }
}
