use serde_json::{Value, json};

use super::Answer;
use crate::ApiError;
use crate::params::Params;
use crate::world::World;

/// The most commands in a list.
const MAX_COMMANDS: usize = 100;

impl World {
    pub(super) fn set_my_commands(&mut self, params: &Params) -> Answer {
        let commands = params.structure("commands");
        let list = commands.as_ref().and_then(Value::as_array);
        let list = list.ok_or_else(|| ApiError::bad_request("can't parse list of bot commands"))?;
        if list.len() > MAX_COMMANDS {
            return Err(ApiError::bad_request("BOT_COMMANDS_TOO_MUCH"));
        }
        for command in list {
            check(command)?;
        }
        self.commands.insert(scope(params), json!(list));
        Ok(json!(true))
    }

    pub(super) fn get_my_commands(&self, params: &Params) -> Value {
        let commands = self.commands.get(&scope(params)).cloned();
        commands.unwrap_or_else(|| json!([]))
    }

    pub(super) fn delete_my_commands(&mut self, params: &Params) -> Value {
        self.commands.remove(&scope(params));
        json!(true)
    }
}

/// Whom a list is for: a scope and a language.
fn scope(params: &Params) -> (String, String) {
    let everywhere = || json!({"type": "default"});
    let scope = params.structure("scope").unwrap_or_else(everywhere);
    let language = params.text("language_code").unwrap_or_default();
    (scope.to_string(), language)
}

/// A command has 1 to 32 of a–z, 0–9 and `_`, its description 1 to 256 characters.
fn check(command: &Value) -> Result<(), ApiError> {
    let name = command["command"].as_str().unwrap_or_default();
    let name = name.trim_start_matches('/');
    let in_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !(1..=32).contains(&name.len()) || !name.chars().all(in_name) {
        return Err(ApiError::bad_request("BOT_COMMAND_INVALID"));
    }
    let description = command["description"].as_str().unwrap_or_default();
    if !(1..=256).contains(&description.chars().count()) {
        return Err(ApiError::bad_request("BOT_COMMAND_DESCRIPTION_INVALID"));
    }
    Ok(())
}
