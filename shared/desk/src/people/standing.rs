//! What a person may do, and everything that has to follow when that changes.

use engine::{Context, EngineError, Outcome};
use outbox::Roster;
use serde::{Deserialize, Serialize};
use store::{Batch, Key, Keys};
use telegram::Idempotent;

use super::find::keep;
use crate::{Catalogue, Desk, Member, Profile, Role, menu};

/// A person's profile with the rosters that may have to change with it, and the shop's masters
/// if the role of a master may. All of it is relied on.
pub(crate) struct Standing {
    pub(crate) user: i64,
    pub(crate) profile: Option<Profile>,
    rosters: Vec<(Role, Roster)>,
    catalogue: Option<Catalogue>,
}

/// There is no room for one more.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Full(pub Role);

impl Standing {
    /// Reads what belongs to these roles of a person: one request.
    pub(crate) async fn read(
        context: &mut Context<'_, Desk>,
        user: i64,
        roles: &[Role],
    ) -> Result<Self, EngineError> {
        let (standing, _) = Self::read_with(context, user, roles, Keys::default()).await?;
        Ok(standing)
    }

    /// The same, and what else is to be read with it.
    pub(super) async fn read_with(
        context: &mut Context<'_, Desk>,
        user: i64,
        roles: &[Role],
        beside: Keys,
    ) -> Result<(Self, Batch), EngineError> {
        let keys = beside.rely_on(Key::profile(user));
        let mut keys = roles
            .iter()
            .fold(keys, |keys, role| keys.rely_on(Key::roster(role.as_str())));
        if roles.contains(&Role::Master) {
            keys = keys.rely_on(Key::catalogue());
        }
        let mut found = context.batch(keys).await?;
        let mut rosters = Vec::new();
        for role in roles {
            let roster = found.take(&Key::roster(role.as_str()))?;
            rosters.push((
                *role,
                roster.unwrap_or_else(|| Roster::empty(role.as_str())),
            ));
        }
        let catalogue = match roles.contains(&Role::Master) {
            true => found.take(&Key::catalogue())?,
            false => None,
        };
        let standing = Self {
            user,
            profile: found.take(&Key::profile(user))?,
            rosters,
            catalogue,
        };
        Ok((standing, found))
    }

    /// Whether somebody else holds the role.
    pub(crate) fn others_hold(&self, role: Role) -> bool {
        let mut rosters = self.rosters.iter().filter(|(of, _)| *of == role);
        rosters.any(|(_, roster)| roster.people.iter().any(|one| one.id != self.user))
    }

    /// The outcome with the profile changed to `after`, and with what has to follow: rosters, and
    /// whether clients can book the person.
    pub(crate) fn becomes(
        self,
        desk: &Desk,
        outcome: Outcome<Desk>,
        after: Profile,
    ) -> Result<Outcome<Desk>, Full> {
        let name = after.display_name();
        let mut outcome = outcome;
        for (role, roster) in self.rosters {
            let holds = after.active_roles().contains(&role);
            if role == Role::Master {
                let shop = self.catalogue.clone();
                if let Some(shop) = shop_with(desk, shop, &after, holds)? {
                    outcome = outcome.put(shop);
                }
            }
            outcome = match (roster.has(after.id), holds) {
                (false, true) => outcome.put(roster.with(after.id, &name).ok_or(Full(role))?),
                (true, false) => outcome.put(roster.without(after.id)),
                (true, true) | (false, false) => outcome,
            };
        }
        let menu = desk.menu_of(&after);
        Ok(keep(outcome, self.profile.as_ref(), after).also(menu))
    }
}

impl Desk {
    /// The call that sets somebody's command menu.
    fn menu_of(&self, person: &Profile) -> Idempotent {
        let mut roles = person.active_roles().to_vec();
        if self.is_named(person.id) && !roles.contains(&Role::Superadmin) {
            roles.push(Role::Superadmin);
        }
        menu::call(person.id, &roles, menu::language_of(person))
    }
}

/// The shop with or without that master; `None` when nothing changes.
fn shop_with(
    desk: &Desk,
    shop: Option<Catalogue>,
    person: &Profile,
    holds: bool,
) -> Result<Option<Catalogue>, Full> {
    let known = shop.as_ref().and_then(|shop| shop.master(person.id));
    let present = known.is_some_and(Member::is_present);
    match (present, holds) {
        (false, true) => {
            let shop = shop.unwrap_or_else(|| Catalogue::seeded(desk.zone().clone()));
            let name = shop.name_of(person);
            let with = shop.with_master(person.id, &name);
            with.map(Some).ok_or(Full(Role::Master))
        }
        (true, false) => Ok(shop.map(|shop| shop.without_master(person.id))),
        (true, true) | (false, false) => Ok(None),
    }
}
