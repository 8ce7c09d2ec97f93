//! Groups and channels, and who is in them.

use serde_json::{Map, Value, json};

use crate::chat::{Author, BotStatus, Chat, ChatKind, Message};
use crate::json::user_json;
use crate::updates::Queue;
use crate::world::{World, text_body};
use crate::{ChatId, Impossible, Telegram, UserId, html};

/// A group or supergroup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: ChatId,
    /// Its name.
    pub title: String,
    /// Who is in it, besides the bot.
    pub members: Vec<UserId>,
}

impl Telegram {
    /// All groups and supergroups, by their ids. One that became a supergroup is listed as that.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        self.look(|world| {
            let chats = world.chats.values();
            chats.filter(|chat| chat.is_group()).map(group).collect()
        })
    }

    /// A group that people and the bot have been in for long: the bot is told nothing.
    pub fn add_group(&self, title: &str, members: &[UserId]) -> ChatId {
        self.change(|world| world.new_chat(ChatKind::Group, title, members))
    }

    /// A supergroup that people and the bot have been in for long: the bot is told nothing.
    pub fn add_supergroup(&self, title: &str, members: &[UserId]) -> ChatId {
        self.change(|world| world.new_chat(ChatKind::Supergroup, title, members))
    }

    /// A channel in which the bot is an administrator.
    pub fn add_channel(&self, title: &str) -> ChatId {
        self.change(|world| {
            let id = world.new_chat(ChatKind::Channel, title, &[]);
            if let Some(chat) = world.chats.get_mut(&id) {
                chat.bot = BotStatus::Administrator;
            }
            id
        })
    }

    /// A post appears in a channel. Returns its number; 0 where there is no such channel.
    pub fn post(&self, channel: ChatId, text: &str) -> i64 {
        self.change(|world| {
            let date = world.now().as_second();
            let message = Message::new(Author::Chat, date, text_body(text), html::escape(text));
            world.post(channel, message)
        })
    }

    /// A person joins a group.
    ///
    /// # Errors
    /// When there is no such person or group.
    pub fn join(&self, user: UserId, group: ChatId) -> Result<(), Impossible> {
        self.change(|world| {
            let person = user_json(world.active(user)?);
            let not_in_chat = Impossible::NotInChat { user, chat: group };
            let chat = world.chats.get_mut(&group).ok_or(not_in_chat)?;
            chat.members.insert(user);
            let body = json!({"new_chat_members": [person]});
            world.service(user, group, body);
            world.member_changed(user, group, ("left", "member"));
            Ok(())
        })
    }

    /// A person leaves a group.
    ///
    /// # Errors
    /// When they are not in it.
    pub fn leave(&self, user: UserId, group: ChatId) -> Result<(), Impossible> {
        self.change(|world| {
            world.entered(user, group)?.members.remove(&user);
            let person = user_json(world.active(user)?);
            world.service(user, group, json!({"left_chat_member": person}));
            world.member_changed(user, group, ("member", "left"));
            Ok(())
        })
    }

    /// A person adds the bot to a group that it was removed from.
    ///
    /// # Errors
    /// When the person is not in the group.
    pub fn add_bot(&self, by: UserId, group: ChatId) -> Result<(), Impossible> {
        self.change(|world| {
            world.change_bot(by, group, BotStatus::Member)?;
            let body = json!({"new_chat_members": [world.bot_json()]});
            world.service(by, group, body);
            Ok(())
        })
    }

    /// A person removes the bot from a group.
    ///
    /// # Errors
    /// When the person is not in the group.
    pub fn remove_bot(&self, by: UserId, group: ChatId) -> Result<(), Impossible> {
        self.change(|world| world.change_bot(by, group, BotStatus::Removed))
    }

    /// A person makes the bot an administrator of a group.
    ///
    /// # Errors
    /// When the person is not in the group.
    pub fn promote_bot(&self, by: UserId, group: ChatId) -> Result<(), Impossible> {
        self.change(|world| world.change_bot(by, group, BotStatus::Administrator))
    }

    /// A group becomes a supergroup with a new id, which is returned. Calls for the old id are
    /// refused with `migrate_to_chat_id`.
    ///
    /// # Errors
    /// When the person is not in the group.
    pub fn migrate(&self, by: UserId, group: ChatId) -> Result<ChatId, Impossible> {
        self.change(|world| {
            let chat = world.entered(by, group)?;
            let (title, members, bot) = (chat.title.clone(), chat.members.clone(), chat.bot);
            let members: Vec<UserId> = members.into_iter().collect();
            let id = world.new_chat(ChatKind::Supergroup, &title, &members);
            world.service(by, group, json!({"migrate_to_chat_id": id.0}));
            world.service(by, id, json!({"migrate_from_chat_id": group.0}));
            if let Some(chat) = world.chats.get_mut(&group) {
                chat.migrated_to = Some(id);
            }
            if let Some(chat) = world.chats.get_mut(&id) {
                chat.bot = bot;
            }
            Ok(id)
        })
    }
}

fn group(chat: &Chat) -> Group {
    Group {
        id: chat.id,
        title: chat.title.clone(),
        members: chat.members.iter().copied().collect(),
    }
}

impl World {
    fn new_chat(&mut self, kind: ChatKind, title: &str, members: &[UserId]) -> ChatId {
        let number = self.rng.i64(1_000_000_000..4_000_000_000);
        let id = match kind {
            ChatKind::Private | ChatKind::Group => ChatId(-number),
            ChatKind::Supergroup | ChatKind::Channel => ChatId(-1_000_000_000_000 - number),
        };
        let mut chat = Chat::new(id, kind, title);
        chat.members.extend(members);
        self.chats.insert(id, chat);
        id
    }

    fn change_bot(
        &mut self,
        by: UserId,
        group: ChatId,
        status: BotStatus,
    ) -> Result<(), Impossible> {
        self.entered(by, group)?;
        let person = self.active(by)?.clone();
        self.set_bot_status(group, &person, status);
        Ok(())
    }

    /// A message that says what happened to the chat.
    fn service(&mut self, user: UserId, chat: ChatId, body: Value) {
        let date = self.now().as_second();
        let body = match body {
            Value::Object(body) => body,
            _ => Map::new(),
        };
        let message = Message::new(Author::Person(user), date, body, String::new());
        self.post(chat, message);
    }

    /// Administrators may ask to be told who is in the group.
    fn member_changed(&mut self, user: UserId, group: ChatId, statuses: (&str, &str)) {
        let (Some(known), Some(chat)) = (self.people.get(&user), self.chats.get(&group)) else {
            return;
        };
        if chat.bot == BotStatus::Administrator {
            let payload = self.person_member_json(chat, &known.person, statuses);
            let kind = "chat_member";
            let queue = Queue::Other(kind.to_owned(), user.0);
            self.updates.add(kind, payload, queue, self.clock.now());
        }
    }
}
