//! A person's card, and what was changed about the person.

use std::collections::BTreeMap;

use engine::{Context, EngineError, Outcome};
use store::{Key, Keys, Page, Span, Turn};

use super::{AuditEntry, Card, Line, Screen};
use crate::desk::Decided;
use crate::{Access, ClientHead, Desk, Profile, Role, Screen as Shown, StaffRequest};

/// How many changes stand on a card.
const ON_CARD: u16 = 3;

/// How many changes a page of the history has.
const PAGE: u16 = 8;

/// Shows the card in the pressed message.
pub(super) async fn show(desk: &Desk, context: &mut Context<'_, Desk>, user: i64) -> Decided {
    Ok(match of(desk, context, user).await? {
        Some(card) => Outcome::edit(Shown::People(Screen::Card(card))),
        None => Outcome::alert(Shown::People(Screen::Gone)),
    })
}

/// Shows a page of what was changed about a person.
pub(super) async fn history(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    user: i64,
    turn: &Turn,
) -> Decided {
    let Some(profile) = context.look::<Profile>(Key::profile(user)).await? else {
        return Ok(Outcome::alert(Shown::People(Screen::Gone)));
    };
    let (lines, around) = lines(desk, context, user, turn, PAGE).await?;
    let name = profile.display_name();
    Ok(Outcome::edit(Shown::People(Screen::History {
        user,
        name,
        lines,
        around,
    })))
}

/// The card as the sender may see it; `None` for somebody who is not known.
pub(super) async fn of(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    user: i64,
) -> Result<Option<Card>, EngineError> {
    let (profile, request) = (Key::profile(user), Key::staff_request(user));
    let head = Key::client_head(user);
    let keys = [&profile, &request, &head].into_iter().cloned();
    let keys = keys.fold(Keys::default(), Keys::look_at);
    let mut found = context.batch(keys).await?;
    let Some(profile) = found.take::<Profile>(&profile)? else {
        return Ok(None);
    };
    let request: Option<StaffRequest> = found.take(&request)?;
    let phone = request.map(|request| request.phone.as_str().to_owned());
    let head: Option<ClientHead> = found.take(&head)?;
    let (lines, _) = lines(desk, context, user, &Turn::First, ON_CARD).await?;
    let card = desk.card(context, &profile);
    Ok(Some(Card {
        phone,
        lifted: head.is_some_and(|head| head.lifted),
        lines,
        ..card
    }))
}

impl Desk {
    /// The card of a profile, as the sender may see it; without phone, bound and changes.
    pub(super) fn card(&self, context: &Context<'_, Desk>, profile: &Profile) -> Card {
        let mut roles = profile.roles.clone();
        if self.is_named(profile.id) && !roles.contains(&Role::Superadmin) {
            roles.push(Role::Superadmin);
        }
        let may = Role::ALL.into_iter();
        let may = may.filter(|role| self.may_give(context, profile, *role));
        Card {
            id: profile.id,
            name: profile.display_name(),
            username: profile.username.clone(),
            phone: None,
            roles,
            may: may.collect(),
            deactivated: profile.deactivated,
            may_shut_out: self.may_shut_out(context, profile),
            lifted: false,
            serial: profile.serial,
            lines: Vec::new(),
        }
    }

    /// Whether the sender may give or take that role: nobody their own superadmin role, and
    /// nobody a named superadmin's.
    pub(super) fn may_give(&self, context: &Context<'_, Desk>, whom: &Profile, role: Role) -> bool {
        let fixed = role == Role::Superadmin
            && (whom.id == context.person.id.get() || self.is_named(whom.id));
        !fixed && role.giver().allows(&self.shown_roles(context))
    }

    /// Whether the sender may shut somebody out: not themselves, no named superadmin, and only
    /// superadmins those who run the staff.
    pub(super) fn may_shut_out(&self, context: &Context<'_, Desk>, whom: &Profile) -> bool {
        let fixed = whom.id == context.person.id.get() || self.is_named(whom.id);
        let needed = if Access::Managers.allows(&whom.roles) {
            Access::Superadmins
        } else {
            Access::Managers
        };
        !fixed && needed.allows(&self.shown_roles(context))
    }
}

async fn lines(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    user: i64,
    turn: &Turn,
    count: u16,
) -> Result<(Vec<Line>, [Option<Turn>; 2]), EngineError> {
    let list = Span::audit(user).pages_of(count).backward();
    let Page {
        records,
        back,
        next,
    } = context.skim::<AuditEntry>(&list, turn).await?;
    let names = names(context, records.iter().map(|entry| entry.by)).await?;
    let line = |entry: AuditEntry| Line {
        at: desk.zone().reading(entry.at),
        what: entry.what,
        by: names.get(&entry.by).cloned().unwrap_or_default(),
    };
    Ok((records.into_iter().map(line).collect(), [back, next]))
}

/// What people are called today; somebody who is not known any more by the id.
async fn names(
    context: &mut Context<'_, Desk>,
    people: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, String>, EngineError> {
    let mut names: BTreeMap<i64, String> = people.map(|id| (id, id.to_string())).collect();
    let keys = names.keys().map(|id| Key::profile(*id));
    let mut found = context
        .batch(keys.fold(Keys::default(), Keys::look_at))
        .await?;
    for (id, name) in &mut names {
        if let Some(profile) = found.take::<Profile>(&Key::profile(*id))? {
            *name = profile.display_name();
        }
    }
    Ok(names)
}
