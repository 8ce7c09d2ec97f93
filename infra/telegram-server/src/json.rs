//! Telegram's objects as JSON (<https://core.telegram.org/bots/api#available-types>).

use serde_json::{Map, Value, json};

use crate::Person;
use crate::chat::{Author, BotStatus, Chat, ChatKind, Message};
use crate::world::World;

impl World {
    /// A `Message`, with the one it answers, but not with the one that that one answers.
    pub(crate) fn message_json(&self, chat: &Chat, message: &Message) -> Value {
        let mut json = self.bare_message_json(chat, message);
        let answered = message.reply_to.and_then(|id| chat.messages.get(&id));
        if let Some(answered) = answered {
            json["reply_to_message"] = self.bare_message_json(chat, answered);
        }
        json
    }

    fn bare_message_json(&self, chat: &Chat, message: &Message) -> Value {
        let mut json = Value::Object(message.body.clone());
        json["message_id"] = message.id.into();
        json["date"] = message.date.into();
        json["chat"] = self.chat_json(chat);
        match message.author {
            Author::Bot => json["from"] = self.bot_json(),
            Author::Person(user) => {
                let author = self.people.get(&user);
                json["from"] = author.map(|known| user_json(&known.person)).into();
            }
            Author::Chat => json["sender_chat"] = self.chat_json(chat),
        }
        if let Some(date) = message.edit_date {
            json["edit_date"] = date.into();
        }
        if !message.buttons.is_empty() {
            json["reply_markup"] = json!({"inline_keyboard": message.buttons});
        }
        json
    }

    /// A `Chat`.
    pub(crate) fn chat_json(&self, chat: &Chat) -> Value {
        let kind = match chat.kind {
            ChatKind::Private => return self.private_chat_json(chat),
            ChatKind::Group => "group",
            ChatKind::Supergroup => "supergroup",
            ChatKind::Channel => "channel",
        };
        json!({"id": chat.id.0, "title": chat.title, "type": kind})
    }

    fn private_chat_json(&self, chat: &Chat) -> Value {
        let mut json = Map::new();
        json.insert("id".to_owned(), chat.id.0.into());
        json.insert("type".to_owned(), "private".into());
        let person = chat.members.first().and_then(|user| self.people.get(user));
        if let Some(known) = person {
            names(&mut json, &known.person);
        }
        Value::Object(json)
    }

    /// The bot as a `User`.
    pub(crate) fn bot_json(&self) -> Value {
        json!({
            "id": self.bot.id,
            "is_bot": true,
            "first_name": self.bot.name,
            "username": self.bot.username,
        })
    }

    /// A `ChatMemberUpdated` about the bot.
    pub(crate) fn bot_member_json(
        &self,
        chat: &Chat,
        by: &Person,
        statuses: (BotStatus, BotStatus),
    ) -> Value {
        let was_removed = if chat.is_private() { "kicked" } else { "left" };
        json!({
            "chat": self.chat_json(chat),
            "from": user_json(by),
            "date": self.now().as_second(),
            "old_chat_member": member_json(&self.bot_json(), bot_status(statuses.0, was_removed)),
            "new_chat_member": member_json(&self.bot_json(), bot_status(statuses.1, "kicked")),
        })
    }

    /// A `ChatMemberUpdated` about a person, who acted themselves.
    pub(crate) fn person_member_json(
        &self,
        chat: &Chat,
        person: &Person,
        statuses: (&str, &str),
    ) -> Value {
        let user = user_json(person);
        json!({
            "chat": self.chat_json(chat),
            "from": user,
            "date": self.now().as_second(),
            "old_chat_member": member_json(&user, statuses.0),
            "new_chat_member": member_json(&user, statuses.1),
        })
    }
}

/// A `User`.
pub(crate) fn user_json(person: &Person) -> Value {
    let mut json = Map::new();
    json.insert("id".to_owned(), person.id.0.into());
    json.insert("is_bot".to_owned(), false.into());
    names(&mut json, person);
    if let Some(language) = &person.language_code {
        json.insert("language_code".to_owned(), language.as_str().into());
    }
    Value::Object(json)
}

fn names(json: &mut Map<String, Value>, person: &Person) {
    let first_name = Some(&person.first_name);
    let fields = [
        ("first_name", first_name),
        ("last_name", person.last_name.as_ref()),
        ("username", person.username.as_ref()),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            json.insert(name.to_owned(), value.as_str().into());
        }
    }
}

fn bot_status(status: BotStatus, removed: &'static str) -> &'static str {
    match status {
        BotStatus::Member => "member",
        BotStatus::Administrator => "administrator",
        BotStatus::Removed => removed,
    }
}

/// A `ChatMember`.
fn member_json(user: &Value, status: &str) -> Value {
    let mut json = json!({"user": user, "status": status});
    match status {
        "kicked" => json["until_date"] = 0.into(),
        "administrator" => {
            for right in RIGHTS {
                json[right] = true.into();
            }
        }
        _ => {}
    }
    json
}

/// The rights of an administrator that are always named.
const RIGHTS: [&str; 14] = [
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_send_welcome_messages",
];
