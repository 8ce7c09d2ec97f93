//! `botctl commands …`

use std::fmt;

use clap::Subcommand;
use locales::Language;
use serde_json::{Value, json};
use settings::Environment;
use telegram::{CommandScope, Idempotent, LanguageCode, MenuCommand};

use crate::bot::Bot;
use crate::menu_change::MenuChange;
use crate::report::{self, Ended, Report};

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Let the apps offer the commands of this build, in every language; sets only what differs
    Sync,
}

/// What everybody is to be offered whose app speaks a language.
struct Menu {
    /// None for every language without a menu of its own.
    code: Option<LanguageCode>,
    commands: Vec<MenuCommand>,
}

/// The menus that were set.
struct Changes(Vec<MenuChange>);

/// Reads all menus, then sets those that differ. What a failure leaves undone the next run does.
pub(crate) async fn sync(environment: &Environment) -> Ended {
    let bot = Bot::of(environment).await?;
    let mut different = Vec::new();
    for menu in Menu::all() {
        let found = bot.commands(menu.code).await?;
        if let Some(change) = MenuChange::between(menu.code, &found, &menu.commands) {
            different.push((menu, change));
        }
    }
    let mut changes = Vec::new();
    for (menu, change) in different {
        bot.perform(&menu.call()).await?;
        changes.push(change);
    }
    Ok(Box::new(Changes(changes)))
}

impl Report for Changes {
    fn to_json(&self) -> Value {
        let changes: Vec<_> = self.0.iter().map(MenuChange::to_json).collect();
        json!({"changes": changes})
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("Every menu of commands is as it should be; nothing was changed.");
        }
        let rows = self.0.iter().map(MenuChange::row);
        f.write_str(&report::table(MenuChange::HEADER, rows))
    }
}

impl Menu {
    /// English for every language, and then each of ours, English once more: who chose it for
    /// their app gets it whatever becomes of the first.
    fn all() -> impl Iterator<Item = Self> {
        let every = Self::in_language(None, Language::default());
        let ours = Language::ALL.into_iter();
        let ours = ours.map(|one| Self::in_language(LanguageCode::new(one.code()), one));
        [every].into_iter().chain(ours)
    }

    /// What somebody without a role may do. Who has one gets a menu of their own, from the bot.
    fn in_language(code: Option<LanguageCode>, language: Language) -> Self {
        let commands = desk::menu::commands(language, &[]);
        Self { code, commands }
    }

    fn call(self) -> Idempotent {
        Idempotent::set_my_commands(CommandScope::Default, self.code, self.commands)
    }
}

#[cfg(test)]
mod tests {
    use desk::Command;

    use super::*;

    #[test]
    fn everybody_is_offered_the_same_commands() {
        let menus: Vec<_> = Menu::all().collect();
        assert_eq!(menus.len(), 1 + Language::ALL.len());
        let names = |menu: &Menu| {
            let names = menu.commands.iter().map(|line| line.name().to_owned());
            names.collect::<Vec<_>>()
        };
        for menu in &menus {
            assert_eq!(names(menu), names(&menus[0]));
            for line in &menu.commands {
                let key = format!("command-{}", line.name());
                assert_ne!(line.description(), key, "{:?}", menu.code);
            }
        }
        assert!(names(&menus[0]).contains(&Command::Cancel.name().to_owned()));
        assert!(
            menus[0].commands.len() < Command::ALL.len(),
            "not those of the staff"
        );
        let english = [&menus[0], &menus[1]].map(|menu| &menu.commands);
        assert_eq!(english[0], english[1]);
        assert_ne!(menus[2].commands, menus[3].commands);
    }
}
