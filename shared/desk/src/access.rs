//! Who may do what: checked on every command, every press, and every answer in a form.

use engine::{Context, Outcome};
use serde::{Deserialize, Serialize};
use telegram::{Content, Update};

use crate::{Command, Desk, Dialogue, Press, Profile, Role, Screen};

/// Who may do something.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Access {
    /// Everybody, those who are deactivated included.
    #[serde(rename = "a")]
    Anybody,
    /// Everybody who is not deactivated.
    #[serde(rename = "e")]
    Everyone,
    /// Whoever runs the staff and the shop: managers, and superadmins.
    #[serde(rename = "g")]
    Managers,
    /// Masters, in their own calendar.
    #[serde(rename = "m")]
    Masters,
    /// Superadmins alone.
    #[serde(rename = "s")]
    Superadmins,
}

impl Access {
    /// Whether somebody with these roles may.
    #[must_use]
    pub fn allows(self, roles: &[Role]) -> bool {
        let has = |role| roles.contains(&role);
        match self {
            Self::Anybody | Self::Everyone => true,
            Self::Managers => has(Role::Manager) || has(Role::Superadmin),
            Self::Masters => has(Role::Master),
            Self::Superadmins => has(Role::Superadmin),
        }
    }

    /// What somebody hears who may not.
    pub(crate) fn refused(self) -> Screen {
        match self {
            Self::Masters => Screen::MastersOnly,
            Self::Superadmins => Screen::SuperadminsOnly,
            Self::Anybody | Self::Everyone | Self::Managers => Screen::NotAllowed,
        }
    }

    /// Who may do what this update asks for.
    pub(crate) fn needed(update: &Update, dialogue: &Dialogue) -> Self {
        match update {
            Update::Message(message) => match &message.content {
                Content::Command(command) => {
                    Command::named(&command.name).map_or(Self::Anybody, Command::access)
                }
                _ => dialogue.access(),
            },
            Update::Press(press) => {
                let press = press.data.as_deref().and_then(Press::read);
                press.map_or(Self::Anybody, Press::access)
            }
            Update::EditedMessage(_) | Update::Unused => Self::Anybody,
        }
    }
}

impl Desk {
    /// The sender's roles, for a decision that rests on them.
    pub(crate) fn roles(&self, context: &mut Context<'_, Self>) -> Vec<Role> {
        context.rely_on_profile();
        self.shown_roles(context)
    }

    /// The sender's roles, to be shown.
    pub(crate) fn shown_roles(&self, context: &Context<'_, Self>) -> Vec<Role> {
        let stored = context.profile().map(Profile::active_roles);
        let mut roles = stored.unwrap_or_default().to_vec();
        let named = self.is_named_superadmin(context.person);
        if named && !roles.contains(&Role::Superadmin) {
            roles.push(Role::Superadmin);
        }
        roles
    }

    /// Whether the sender is shut out. A named superadmin never is, whatever the table says.
    pub(crate) fn is_shut_out(&self, context: &Context<'_, Self>) -> bool {
        let deactivated = context.profile().is_some_and(|profile| profile.deactivated);
        deactivated && !self.is_named_superadmin(context.person)
    }

    /// What happens instead of what the update asks for, where the sender may not do that. A form
    /// that the sender may not answer any more is closed: it would be open again with the role.
    pub(crate) fn refusal(&self, context: &mut Context<'_, Self>) -> Option<Outcome<Self>> {
        if is_out_of_place(context) {
            return Some(Outcome::alert(Screen::PrivateOnly));
        }
        let needed = Access::needed(context.update, context.dialogue);
        let refused = self.denial(context, needed)?;
        let form = context.dialogue.access();
        if self.denial(context, form).is_none() {
            return Some(Outcome::alert(refused));
        }
        context.rely_on_profile();
        let says = match refused {
            Screen::Deactivated => refused,
            _ if needed == form => Screen::FormClosed(form),
            _ => refused,
        };
        Some(Outcome::alert(says).go(Dialogue::Idle))
    }

    /// Why the sender may not do what is for these; `None` where they may. What everybody may
    /// rests on no role; who is shut out in the same instant may still end that one update.
    fn denial(&self, context: &mut Context<'_, Self>, access: Access) -> Option<Screen> {
        match access {
            Access::Anybody => None,
            _ if self.is_shut_out(context) => Some(Screen::Deactivated),
            Access::Everyone => None,
            // What the settings give rests on nothing in the table.
            _ if self.is_named_superadmin(context.person) && access.allows(&[Role::Superadmin]) => {
                None
            }
            _ if access.allows(&self.roles(context)) => None,
            _ => Some(access.refused()),
        }
    }
}

/// Whether something personal is asked for in front of others.
fn is_out_of_place(context: &Context<'_, Desk>) -> bool {
    let in_front_of_others = context.envelope.chat.is_some() && !context.envelope.is_private();
    in_front_of_others
        && match context.update {
            Update::Message(message) => match &message.content {
                Content::Command(command) => {
                    Command::named(&command.name).is_some_and(Command::is_personal)
                }
                _ => false,
            },
            Update::Press(press) => {
                let press = press.data.as_deref().and_then(Press::read);
                press.is_some_and(|press| press.is_personal())
            }
            Update::EditedMessage(_) | Update::Unused => false,
        }
}
