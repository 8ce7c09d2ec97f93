use serde_json::{Value, json};

use super::Answer;
use crate::chat::ChatKind;
use crate::params::Params;
use crate::world::World;
use crate::{ApiError, ChatId};

/// The most commands in a list.
const MAX_COMMANDS: usize = 100;

/// The most characters of a command's name.
const MAX_NAME: usize = 32;

/// The most characters of a command's description.
const MAX_DESCRIPTION: usize = 256;

impl World {
    pub(super) fn set_my_commands(&mut self, params: &Params) -> Answer {
        let commands = params.structure("commands").unwrap_or_else(|| json!([]));
        let expected = || ApiError::bad_request("expected an Array of BotCommand");
        let commands = commands.as_array().ok_or_else(expected)?;
        let list = self.list(params)?;
        let commands: Result<Vec<_>, _> = commands.iter().map(command).collect();
        let commands = commands?;
        if commands.len() > MAX_COMMANDS {
            return Err(ApiError::bad_request("BOT_COMMANDS_TOO_MUCH"));
        }
        self.commands.insert(list, json!(commands));
        Ok(json!(true))
    }

    /// The list of just this scope and language.
    pub(super) fn get_my_commands(&self, params: &Params) -> Answer {
        let commands = self.commands.get(&self.list(params)?).cloned();
        Ok(commands.unwrap_or_else(|| json!([])))
    }

    pub(super) fn delete_my_commands(&mut self, params: &Params) -> Answer {
        let list = self.list(params)?;
        self.commands.remove(&list);
        Ok(json!(true))
    }

    /// Whom a list is for: a scope, in one spelling, and a language.
    fn list(&self, params: &Params) -> Result<(String, String), ApiError> {
        let scope = params.structure("scope");
        let scope = scope.unwrap_or_else(|| json!({"type": "default"}));
        let scope = self.scope(&scope)?;
        let language = params.text("language_code").unwrap_or_default();
        let letters = language.bytes().filter(u8::is_ascii_lowercase).count();
        if !language.is_empty() && (language.len(), letters) != (2, 2) {
            return Err(ApiError::bad_request("invalid language code specified"));
        }
        Ok((scope.to_string(), language))
    }

    fn scope(&self, scope: &Value) -> Result<Value, ApiError> {
        let kind = scope["type"].as_str().unwrap_or_default();
        match kind {
            "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => {
                Ok(json!({"type": kind}))
            }
            "chat" | "chat_administrators" => {
                let chat = self.scope_of_chat(scope, kind)?;
                Ok(json!({"type": kind, "chat_id": chat.0}))
            }
            "chat_member" => {
                let user = integer(&scope["user_id"]).filter(|user| *user > 0);
                let user = user.ok_or_else(|| unreadable("Invalid user_id specified"))?;
                let chat = self.scope_of_chat(scope, kind)?;
                Ok(json!({"type": kind, "chat_id": chat.0, "user_id": user}))
            }
            _ => Err(unreadable("Unsupported type specified")),
        }
    }

    /// The chat of a scope, which the bot has to know.
    fn scope_of_chat(&self, scope: &Value, kind: &str) -> Result<ChatId, ApiError> {
        let missing = || unreadable("Can't find field \"chat_id\"");
        let id = integer(&scope["chat_id"]).map(ChatId).ok_or_else(missing)?;
        let chat = self.chats.get(&id);
        let chat = chat.ok_or_else(|| ApiError::bad_request("chat not found"))?;
        let refused = match (chat.kind, chat.migrated_to) {
            (_, Some(supergroup)) => return Err(ApiError::migrated(supergroup.0)),
            (ChatKind::Private, None) if kind != "chat" => {
                "can't use specified scope in private chats"
            }
            (ChatKind::Channel, None) => "can't change commands in channel chats",
            (ChatKind::Private | ChatKind::Group | ChatKind::Supergroup, None) => return Ok(id),
        };
        Err(ApiError::bad_request(refused))
    }
}

fn unreadable(why: &str) -> ApiError {
    ApiError::bad_request(&format!("can't parse BotCommandScope: {why}"))
}

/// A number, which may also come as text.
fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// A command as it is kept: trimmed, and without the slash.
fn command(given: &Value) -> Result<Value, ApiError> {
    let text = |name: &str| given[name].as_str().unwrap_or_default().trim();
    let name = text("command");
    let name = name.strip_prefix('/').unwrap_or(name);
    let description = text("description");
    let length = description.chars().count();
    let in_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let refused = if name.is_empty() {
        "command must be non-empty".to_owned()
    } else if name.chars().count() > MAX_NAME {
        format!("command length must not exceed {MAX_NAME}")
    } else if description.is_empty() {
        "command description must be non-empty".to_owned()
    } else if length > MAX_DESCRIPTION {
        format!("command description length must not exceed {MAX_DESCRIPTION}")
    } else if !name.chars().all(in_name) {
        "BOT_COMMAND_INVALID".to_owned()
    } else {
        return Ok(json!({"command": name, "description": description}));
    };
    Err(ApiError::bad_request(&refused))
}
