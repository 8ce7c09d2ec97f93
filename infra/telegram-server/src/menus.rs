//! The commands that an app offers.

use serde_json::{Value, json};

use crate::world::World;
use crate::{ChatId, Telegram, UserId};

/// A line of the list that an app shows behind a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuCommand {
    /// The name, without the slash.
    pub name: String,
    /// What is written beside it.
    pub description: String,
}

impl Telegram {
    /// The commands that a person's app offers in a chat, in the app's language: the first list
    /// that is set, from the narrowest scope to the widest, and in each scope the one of the
    /// language before the one of all (<https://core.telegram.org/bots/api#determining-list-of-commands>).
    /// Nobody but the bot is an administrator here.
    #[must_use]
    pub fn menu(&self, user: UserId, chat: impl Into<ChatId>) -> Vec<MenuCommand> {
        let chat = chat.into();
        self.look(|world| world.menu(user, chat))
    }
}

impl World {
    fn menu(&self, user: UserId, chat: ChatId) -> Vec<MenuCommand> {
        let language = self.language_of(user);
        let lists = scopes(user, chat).into_iter().flat_map(|scope| {
            let scope = scope.to_string();
            [(scope.clone(), language.clone()), (scope, String::new())]
        });
        let mut set = lists.filter_map(|list| self.commands.get(&list));
        let lines = set.next().and_then(Value::as_array);
        lines.into_iter().flatten().map(line).collect()
    }

    /// The two letters of a person's language tag.
    fn language_of(&self, user: UserId) -> String {
        let known = self.people.get(&user);
        let tag = known.and_then(|known| known.person.language_code.clone());
        let tag = tag.unwrap_or_default().to_lowercase();
        tag.split(['-', '_']).next().unwrap_or_default().to_owned()
    }
}

/// The scopes of a person in a chat, the narrowest first, as [`World::commands`] has them.
fn scopes(user: UserId, chat: ChatId) -> Vec<Value> {
    let here = json!({"type": "chat", "chat_id": chat.0});
    let everywhere = json!({"type": "default"});
    if chat == user.into() {
        return vec![here, json!({"type": "all_private_chats"}), everywhere];
    }
    let member = json!({"type": "chat_member", "chat_id": chat.0, "user_id": user.0});
    vec![member, here, json!({"type": "all_group_chats"}), everywhere]
}

fn line(command: &Value) -> MenuCommand {
    let text = |name: &str| command[name].as_str().unwrap_or_default().to_owned();
    MenuCommand {
        name: text("command"),
        description: text("description"),
    }
}
