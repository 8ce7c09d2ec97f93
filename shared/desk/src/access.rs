//! Who may do what: checked on every command, every press, and every answer in a form.

use engine::Context;
use telegram::{Content, Update};

use crate::{Command, Desk, Dialogue, Press, Role};

/// Who may do something.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Access {
    /// Everybody.
    Everyone,
    /// Whoever runs the staff and the shop: managers, and superadmins.
    Managers,
    /// Superadmins alone.
    Superadmins,
}

impl Access {
    /// Whether somebody with these roles may.
    #[must_use]
    pub fn allows(self, roles: &[Role]) -> bool {
        let has = |role| roles.contains(&role);
        match self {
            Self::Everyone => true,
            Self::Managers => has(Role::Manager) || has(Role::Superadmin),
            Self::Superadmins => has(Role::Superadmin),
        }
    }

    /// Who may do what this update asks for.
    pub(crate) fn needed(update: &Update, dialogue: &Dialogue) -> Self {
        match update {
            Update::Message(message) => match &message.content {
                Content::Command(command) => {
                    Command::named(&command.name).map_or(Self::Everyone, Command::access)
                }
                _ => dialogue.access(),
            },
            Update::Press(press) => {
                let press = press.data.as_deref().and_then(Press::read);
                press.map_or(Self::Everyone, Press::access)
            }
            Update::EditedMessage(_) | Update::Unused => Self::Everyone,
        }
    }
}

impl Desk {
    /// The sender's roles, for a decision that rests on them.
    pub(crate) fn roles(&self, context: &mut Context<'_, Self>) -> Vec<Role> {
        let named = self.is_named_superadmin(context.person);
        let stored = context.rely_on_profile();
        let mut roles = stored
            .map(|profile| profile.roles.clone())
            .unwrap_or_default();
        if named && !roles.contains(&Role::Superadmin) {
            roles.push(Role::Superadmin);
        }
        roles
    }

    /// Whether the sender may do what the update asks for. What everybody may rests on no role.
    pub(crate) fn allows(&self, context: &mut Context<'_, Self>) -> bool {
        match Access::needed(context.update, context.dialogue) {
            Access::Everyone => true,
            // A named superadmin may, whatever the table says of them.
            _ if self.is_named_superadmin(context.person) => true,
            needed => needed.allows(&self.roles(context)),
        }
    }
}
