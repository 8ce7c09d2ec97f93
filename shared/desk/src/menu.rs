//! The command menu that an app offers: everybody's per language, and one of their own for people
//! who may do more.

use locales::{Language, Locale, Phrase};
use telegram::{ChatId, CommandScope, Idempotent, MenuCommand};

use crate::{Command, Profile, Role};

/// The menu of somebody with these roles. Without any it is everybody's, which the operator sets
/// for each language.
#[must_use]
pub fn commands(language: Language, roles: &[Role]) -> Vec<MenuCommand> {
    let may = |command: &Command| command.access().allows(roles);
    let line = |command: Command| {
        let description = Locale::of(language).plain(&Phrase::new(command.description()));
        MenuCommand::new(command.name(), &description).expect("the commands are Telegram's kind")
    };
    Command::ALL.into_iter().filter(may).map(line).collect()
}

/// The call that gives a person the menu of these roles; without roles beyond the client's, and
/// for somebody who is shut out, everybody's again.
pub(crate) fn call(user: i64, roles: &[Role], language: Language) -> Idempotent {
    let scope = CommandScope::Chat {
        chat: ChatId::new(user),
    };
    if roles.is_empty() {
        Idempotent::delete_my_commands(scope, None)
    } else {
        Idempotent::set_my_commands(scope, None, commands(language, roles))
    }
}

/// The language of somebody else's menu.
pub(crate) fn language_of(profile: &Profile) -> Language {
    let telegrams = || Language::of_telegram(profile.telegram_language.as_deref());
    profile.language.unwrap_or_else(telegrams)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(roles: &[Role]) -> Vec<String> {
        let commands = commands(Language::Ru, roles).into_iter();
        commands.map(|command| command.name().to_owned()).collect()
    }

    #[test]
    fn a_menu_has_what_the_roles_allow() {
        assert!(!names(&[]).contains(&"people".to_owned()));
        assert!(names(&[Role::Manager]).contains(&"people".to_owned()));
        assert!(!names(&[Role::Manager]).contains(&"invite".to_owned()));
        assert!(names(&[Role::Superadmin]).contains(&"invite".to_owned()));
    }

    /// A line of the one is a line of the other, for whatever roles.
    #[test]
    fn the_help_lists_the_menu() {
        for (language, roles) in Language::ALL.into_iter().flat_map(|language| {
            let one = Role::ALL.map(|role| vec![role]);
            let roles = one.into_iter().chain([Vec::new(), Role::ALL.to_vec()]);
            roles.map(move |roles| (language, roles))
        }) {
            let menu = commands(language, &roles).into_iter();
            let line = |of: MenuCommand| format!("/{} — {}", of.name(), of.description());
            let help = crate::Screen::Help {
                roles,
                deactivated: false,
            };
            let help = help.render(language).text.visible_text();
            let listed: Vec<_> = help.lines().skip(1).map(str::to_owned).collect();
            assert_eq!(listed, menu.map(line).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_menu_is_one_that_telegram_takes() {
        for language in Language::ALL {
            let all = commands(language, &Role::ALL);
            assert_eq!(all.len(), Command::ALL.len());
        }
    }
}
