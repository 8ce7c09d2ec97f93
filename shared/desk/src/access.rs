//! Who may do what: checked on every command, every press, and every answer in a form.

use engine::Context;
use telegram::{Content, Update};

use crate::{Command, Desk, Dialogue, Press, Profile, Role, Screen};

/// Who may do something.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Access {
    /// Everybody, those who are deactivated included.
    Anybody,
    /// Everybody who is not deactivated.
    Everyone,
    /// Whoever runs the staff and the shop: managers, and superadmins.
    Managers,
    /// Masters, in their own calendar.
    Masters,
    /// Superadmins alone.
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

    /// Why the sender may not do what the update asks for; `None` where they may. What everybody
    /// may rests on no role; who is shut out in the same instant may still end that one update.
    pub(crate) fn refusal(&self, context: &mut Context<'_, Self>) -> Option<Screen> {
        match Access::needed(context.update, context.dialogue) {
            _ if is_out_of_place(context) => Some(Screen::PrivateOnly),
            Access::Anybody => None,
            // A named superadmin may, whatever the table says of them.
            _ if self.is_named_superadmin(context.person) => None,
            _ if self.is_shut_out(context) => Some(Screen::Deactivated),
            Access::Everyone => None,
            needed if needed.allows(&self.roles(context)) => None,
            _ => Some(Screen::NotAllowed),
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
