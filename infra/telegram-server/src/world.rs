use std::collections::VecDeque;

use clock::SharedClock;
use fastrand::Rng;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::chat::{Author, BotStatus, Chat, ChatKind, Message};
use crate::entities;
use crate::faults::Faults;
use crate::kept::Tracked;
use crate::limits::Meter;
use crate::updates::{Queue, Updates};
use crate::webhook::WebhookState;
use crate::{
    CallRecord, CallbackAnswer, ChatId, GroupPrivacy, Impossible, Person, TelegramConfig, UserId,
};

/// Everything there is: what [`crate::Telegram`] keeps behind its lock.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) clock: SharedClock,
    pub(crate) rng: Rng,
    pub(crate) bot: Bot,
    pub(crate) people: Tracked<UserId, Known>,
    pub(crate) chats: Tracked<ChatId, Chat>,
    pub(crate) presses: Tracked<String, Press>,
    pub(crate) updates: Updates,
    pub(crate) webhook: WebhookState,
    /// Lists of commands by scope and language.
    pub(crate) commands: Tracked<(String, String), Value>,
    pub(crate) calls: VecDeque<CallRecord>,
    pub(crate) faults: Faults,
    pub(crate) meter: Meter,
    /// How many times `getUpdates` was called: a newer call ends the older ones.
    pub(crate) polls: u64,
}

#[derive(Debug)]
pub(crate) struct Bot {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) username: String,
    pub(crate) privacy: GroupPrivacy,
}

/// A person and what is between them and the bot.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Known {
    pub(crate) person: Person,
    /// Whether the bot is blocked by them.
    pub(crate) blocks: bool,
    pub(crate) deactivated: bool,
}

/// A pressed button.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Press {
    pub(crate) user: UserId,
    pub(crate) chat: ChatId,
    pub(crate) message_id: i64,
    pub(crate) data: String,
    pub(crate) at: Timestamp,
    /// Presses are numbered in their order.
    pub(crate) number: u64,
    pub(crate) answer: Option<CallbackAnswer>,
}

impl World {
    pub(crate) fn new(config: &TelegramConfig) -> Self {
        let mut rng = Rng::with_seed(config.seed);
        Self {
            clock: config.clock.clone(),
            bot: Bot {
                id: config.bot_id,
                name: config.name.clone(),
                username: config.username.clone(),
                privacy: config.privacy,
            },
            people: Tracked::default(),
            chats: Tracked::default(),
            presses: Tracked::default(),
            updates: Updates::new(&mut rng),
            webhook: WebhookState::default(),
            commands: Tracked::default(),
            calls: VecDeque::new(),
            faults: Faults::default(),
            meter: Meter::default(),
            polls: 0,
            rng,
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A person whose account works.
    pub(crate) fn active(&self, user: UserId) -> Result<&Person, Impossible> {
        let known = self.people.get(&user);
        let known = known.ok_or(Impossible::NoSuchPerson(user))?;
        if known.deactivated {
            return Err(Impossible::Deactivated(user));
        }
        Ok(&known.person)
    }

    /// The chat that a person acts in. Their private chat begins with their first act.
    pub(crate) fn entered(&mut self, user: UserId, chat: ChatId) -> Result<&mut Chat, Impossible> {
        self.active(user)?;
        if chat == ChatId::from(user) {
            if self.people.get(&user).is_some_and(|known| known.blocks) {
                return Err(Impossible::BotIsBlocked(user));
            }
            self.begin_private_chat(user);
        }
        let entered = self.chats.get_mut(&chat);
        let entered = entered.filter(|chat| chat.members.contains(&user));
        let entered = entered.ok_or(Impossible::NotInChat { user, chat })?;
        match entered.migrated_to {
            Some(supergroup) => Err(Impossible::Migrated(supergroup)),
            None => Ok(entered),
        }
    }

    pub(crate) fn begin_private_chat(&mut self, user: UserId) {
        let id = ChatId::from(user);
        let new = || Chat::new(id, ChatKind::Private, "");
        let chat = self.chats.get_or_insert_with(id, new);
        chat.members.insert(user);
    }

    /// Forgets the oldest messages of chats with more than `count`.
    pub(crate) fn forget_old_messages(&mut self, count: usize) {
        let is_long = |chat: &&Chat| chat.messages.len() > count;
        let long = self.chats.values().filter(is_long).map(|chat| chat.id);
        for id in long.collect::<Vec<_>>() {
            if let Some(chat) = self.chats.get_mut(&id) {
                chat.messages.keep_last(count);
            }
        }
    }

    /// Adds a message to a chat and tells the bot, if the bot may know.
    pub(crate) fn post(&mut self, chat: ChatId, message: Message) -> i64 {
        let Some(place) = self.chats.get_mut(&chat) else {
            return 0;
        };
        let kind = match place.kind {
            ChatKind::Channel => "channel_post",
            ChatKind::Private | ChatKind::Group | ChatKind::Supergroup => "message",
        };
        let id = place.add(message);
        self.tell(kind, chat, id);
        id
    }

    /// Tells the bot about a message of a chat, if the bot may know.
    pub(crate) fn tell(&mut self, kind: &str, chat: ChatId, id: i64) {
        let found = self.chats.get(&chat);
        let Some((chat, message)) = found.and_then(|chat| Some((chat, chat.messages.get(&id)?)))
        else {
            return;
        };
        if !self.bot_sees(chat, message) {
            return;
        }
        let payload = self.message_json(chat, message);
        let queue = Queue::Chat(chat.id);
        self.updates.add(kind, payload, queue, self.clock.now());
    }

    fn bot_sees(&self, chat: &Chat, message: &Message) -> bool {
        let all = self.bot.privacy == GroupPrivacy::Everything
            || chat.is_private()
            || chat.bot == BotStatus::Administrator;
        chat.bot != BotStatus::Removed && (all || self.is_for_bot(chat, message))
    }

    /// Whether privacy mode lets a message through.
    fn is_for_bot(&self, chat: &Chat, message: &Message) -> bool {
        let text = message.text();
        let mention = format!("@{}", self.bot.username);
        let answers_bot = message
            .reply_to
            .and_then(|id| chat.messages.get(&id))
            .is_some_and(|answered| answered.author == Author::Bot);
        let is_service = is_service(message);
        let command = text.split_whitespace().next().unwrap_or_default();
        let bare_command = command.starts_with('/') && !command.contains('@');
        answers_bot || is_service || bare_command || text.contains(&mention)
    }
}

/// Whether it says what happened to a chat.
pub(crate) fn is_service(message: &Message) -> bool {
    SERVICE.iter().any(|name| message.body.contains_key(*name))
}

/// The fields of messages that say what happened to a chat.
const SERVICE: [&str; 4] = [
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
];

/// The body of a text message of a person.
pub(crate) fn text_body(text: &str) -> Map<String, Value> {
    marked_body("text", "entities", text)
}

/// The caption of what a person sends.
pub(crate) fn caption_body(caption: &str) -> Map<String, Value> {
    if caption.is_empty() {
        return Map::new();
    }
    marked_body("caption", "caption_entities", caption)
}

fn marked_body(name: &str, entities_name: &str, text: &str) -> Map<String, Value> {
    let mut body = Map::from_iter([(name.to_owned(), text.into())]);
    let entities = entities::found_in(text);
    if !entities.is_empty() {
        body.insert(entities_name.to_owned(), entities.into());
    }
    body
}
