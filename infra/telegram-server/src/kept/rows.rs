//! A world as rows, and back.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::webhook::WebhookState;
use crate::world::World;
use crate::{ChatId, UserId};

/// What a row is about. In this order a world is put together: a chat before its messages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Key {
    /// What there is once.
    State,
    Person(UserId),
    Chat(ChatId),
    Message(ChatId, i64),
    Press(String),
    /// An update that waits, by its place in the order of all.
    Update(u64),
    /// A list of commands, by scope and language.
    Commands(String, String),
}

/// What there is once, as it is kept.
#[derive(Deserialize, Serialize)]
struct State {
    /// What the randomness goes on from.
    seed: u64,
    next_update_id: i64,
    allowed_updates: Option<Vec<String>>,
    webhook: WebhookState,
}

/// A row that means nothing.
#[derive(Debug, Error)]
pub(crate) enum Unreadable {
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    #[error("a message of chat {0}, which is not there")]
    Stray(ChatId),
}

impl World {
    /// The rows that may have changed since this was last asked, besides [`Key::State`].
    pub(crate) fn touched(&mut self) -> BTreeSet<Key> {
        let mut touched = BTreeSet::new();
        for id in self.chats.take_touched() {
            if let Some(chat) = self.chats.passing_mut(&id) {
                let messages = chat.messages.take_touched();
                touched.extend(
                    messages
                        .into_iter()
                        .map(|message| Key::Message(id, message)),
                );
            }
            touched.insert(Key::Chat(id));
        }
        touched.extend(self.people.take_touched().into_iter().map(Key::Person));
        touched.extend(self.presses.take_touched().into_iter().map(Key::Press));
        let waiting = self.updates.waiting.take_touched();
        touched.extend(waiting.into_iter().map(Key::Update));
        let lists = self.commands.take_touched().into_iter();
        touched.extend(lists.map(|(scope, language)| Key::Commands(scope, language)));
        touched
    }

    /// A row as JSON; none of what is not there any more.
    pub(crate) fn row(&self, key: &Key) -> Option<String> {
        match key {
            Key::State => Some(json(&self.state())),
            Key::Person(id) => self.people.get(id).map(json),
            Key::Chat(id) => self.chats.get(id).map(json),
            Key::Message(chat, id) => self.chats.get(chat)?.messages.get(id).map(json),
            Key::Press(id) => self.presses.get(id).map(json),
            Key::Update(place) => self.updates.waiting.get(place).map(json),
            Key::Commands(scope, language) => {
                let list = (scope.clone(), language.clone());
                self.commands.get(&list).map(json)
            }
        }
    }

    /// Takes a row back in.
    pub(crate) fn restore(&mut self, key: Key, row: &str) -> Result<(), Unreadable> {
        match key {
            Key::State => self.restore_state(serde_json::from_str(row)?),
            Key::Person(id) => self.people.insert(id, serde_json::from_str(row)?),
            Key::Chat(id) => self.chats.insert(id, serde_json::from_str(row)?),
            Key::Message(chat, id) => {
                let found = self.chats.get_mut(&chat).ok_or(Unreadable::Stray(chat))?;
                found.messages.insert(id, serde_json::from_str(row)?);
            }
            Key::Press(id) => self.presses.insert(id, serde_json::from_str(row)?),
            Key::Update(place) => {
                self.updates
                    .waiting
                    .insert(place, serde_json::from_str(row)?);
            }
            Key::Commands(scope, language) => {
                let list = (scope, language);
                self.commands.insert(list, serde_json::from_str(row)?);
            }
        }
        Ok(())
    }

    fn state(&self) -> State {
        State {
            seed: self.rng.get_seed(),
            next_update_id: self.updates.next_id,
            allowed_updates: self.updates.allowed.clone(),
            webhook: self.webhook.clone(),
        }
    }

    fn restore_state(&mut self, state: State) {
        self.rng = Rng::with_seed(state.seed);
        self.updates.next_id = state.next_update_id;
        self.updates.allowed = state.allowed_updates;
        self.webhook = state.webhook;
    }
}

fn json(row: &impl Serialize) -> String {
    serde_json::to_string(row).expect("a row has no map with keys that are no text")
}
