//! The lists of commands, and which of them an app shows.

use serde_json::{Value, json};
use telegram_server::ChatId;

use crate::story::Story;

fn list(name: &str) -> Value {
    json!([{"command": name, "description": "Go"}])
}

impl Story {
    fn sets(&self, name: &str, scope: &Value, language: &str) {
        let call = json!({"commands": list(name), "scope": scope, "language_code": language});
        self.calls("setMyCommands", call);
    }

    /// The first command that Anna's app, which speaks Russian, offers.
    fn is_offered(&self, chat: impl Into<ChatId>) -> Option<String> {
        let menu = self.telegram.menu(self.anna, chat);
        menu.first().map(|command| command.name.clone())
    }
}

#[test]
fn lists_are_kept_by_scope_and_language() {
    let story = Story::begun();
    story.sets("german", &json!({"type": "default"}), "de");
    story.sets("chat", &json!({"type": "chat", "chat_id": "100"}), "");
    let of = |params: Value| story.calls("getMyCommands", params);
    assert_eq!(of(json!({})), json!([]));
    assert_eq!(of(json!({"language_code": "de"})), list("german"));
    let chat = json!({"scope": {"chat_id": 100, "type": "chat"}});
    assert_eq!(
        of(chat.clone()),
        list("chat"),
        "a number is as good as text"
    );
    story.calls("deleteMyCommands", json!({"language_code": "de"}));
    assert_eq!(of(json!({"language_code": "de"})), json!([]));
    assert_eq!(of(chat), list("chat"));
}

#[test]
fn commands_are_kept_trimmed() {
    let story = Story::new();
    let padded = json!([{"command": " /start ", "description": " Begin\n"}]);
    story.calls("setMyCommands", json!({"commands": padded.to_string()}));
    let kept = json!([{"command": "start", "description": "Begin"}]);
    assert_eq!(story.calls("getMyCommands", json!({})), kept);
}

#[test]
fn bad_commands_are_refused() {
    let story = Story::new();
    let refusal = |name: &str, description: &str| {
        let list = json!([{"command": name, "description": description}]);
        story.refusal("setMyCommands", json!({"commands": list}))
    };
    let refusals = [
        refusal("Start", "Go"),
        refusal("/", "Go"),
        refusal(&"a".repeat(33), "Go"),
        refusal("start", " "),
        refusal("start", &"я".repeat(257)),
        story.refusal("setMyCommands", json!({"commands": {}})),
        story.refusal(
            "setMyCommands",
            json!({"commands": vec![list("a")[0].clone(); 101]}),
        ),
    ];
    insta::assert_snapshot!(refusals.join("\n"), @r"
    400: Bad Request: BOT_COMMAND_INVALID
    400: Bad Request: command must be non-empty
    400: Bad Request: command length must not exceed 32
    400: Bad Request: command description must be non-empty
    400: Bad Request: command description length must not exceed 256
    400: Bad Request: expected an Array of BotCommand
    400: Bad Request: BOT_COMMANDS_TOO_MUCH
    ");
}

#[test]
fn bad_scopes_and_languages_are_refused() {
    let story = Story::begun();
    let channel = story.telegram.add_channel("News");
    let refusal = |params: Value| story.refusal("getMyCommands", params);
    let refusals = [
        refusal(json!({"scope": {"type": "everyone"}})),
        refusal(json!({"scope": "default"})),
        refusal(json!({"scope": {"type": "chat"}})),
        refusal(json!({"scope": {"type": "chat", "chat_id": 200}})),
        refusal(json!({"scope": {"type": "chat", "chat_id": channel.0}})),
        refusal(json!({"scope": {"type": "chat_administrators", "chat_id": 100}})),
        refusal(json!({"scope": {"type": "chat_member", "chat_id": 100, "user_id": 0}})),
        refusal(json!({"language_code": "english"})),
        refusal(json!({"language_code": "EN"})),
    ];
    insta::assert_snapshot!(refusals.join("\n"), @r#"
    400: Bad Request: can't parse BotCommandScope: Unsupported type specified
    400: Bad Request: can't parse BotCommandScope: Unsupported type specified
    400: Bad Request: can't parse BotCommandScope: Can't find field "chat_id"
    400: Bad Request: chat not found
    400: Bad Request: can't change commands in channel chats
    400: Bad Request: can't use specified scope in private chats
    400: Bad Request: can't parse BotCommandScope: Invalid user_id specified
    400: Bad Request: invalid language code specified
    400: Bad Request: invalid language code specified
    "#);
}

#[test]
fn the_narrowest_list_is_offered_in_private() {
    let story = Story::begun();
    assert_eq!(story.is_offered(story.anna), None);
    let here = json!({"type": "chat", "chat_id": 100});
    let private = json!({"type": "all_private_chats"});
    let steps = [
        ("default", json!({"type": "default"}), ""),
        ("default_ru", json!({"type": "default"}), "ru"),
        ("private", private.clone(), ""),
        ("private_ru", private, "ru"),
        ("here", here.clone(), ""),
        ("here_ru", here, "ru"),
    ];
    for (name, scope, language) in steps {
        story.sets(name, &scope, language);
        assert_eq!(story.is_offered(story.anna).as_deref(), Some(name));
    }
    let boris = story.telegram.menu(story.boris, story.boris);
    assert_eq!(boris[0].name, "private", "his app speaks English");
}

#[test]
fn the_narrowest_list_is_offered_in_groups() {
    let story = Story::begun();
    let group = story.telegram.add_group("Salon", &[story.anna]);
    let here = json!({"type": "chat", "chat_id": group.0});
    let member = json!({"type": "chat_member", "chat_id": group.0, "user_id": 100});
    let steps = [
        ("default", json!({"type": "default"})),
        ("groups", json!({"type": "all_group_chats"})),
        ("here", here),
        ("member", member),
    ];
    for (name, scope) in steps {
        story.sets(name, &scope, "");
        assert_eq!(story.is_offered(group).as_deref(), Some(name));
    }
    story.sets("admins", &json!({"type": "all_chat_administrators"}), "");
    assert_eq!(story.is_offered(group).as_deref(), Some("member"));
}
