use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use telegram_server::{ChatId, Shown, Telegram, UserId};
use tokio::sync::watch;

/// What all requests share: Telegram, and how far people have read.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) telegram: Arc<Telegram>,
    /// The last message that a person has read in a chat.
    read: Mutex<BTreeMap<(UserId, ChatId), i64>>,
    readings: watch::Sender<u64>,
    closed: watch::Sender<bool>,
}

impl Desk {
    /// Everybody has read what is there.
    pub(crate) fn new(telegram: Arc<Telegram>) -> Self {
        Self {
            read: Mutex::new(everything(&telegram)),
            telegram,
            readings: watch::Sender::new(0),
            closed: watch::Sender::new(false),
        }
    }

    /// A person has read a chat up to a message.
    pub(crate) fn has_read(&self, user: UserId, chat: ChatId, up_to: i64) {
        let before = {
            let mut read = self.read();
            let last = read.entry((user, chat)).or_default();
            std::mem::replace(last, up_to.max(*last))
        };
        if up_to > before {
            self.readings.send_modify(|readings| *readings += 1);
        }
    }

    /// How many messages of others a person has not read; who writes has read what was there.
    pub(crate) fn unread(&self, user: UserId, chat: ChatId, screen: &[Shown]) -> usize {
        let read = self.read().get(&(user, chat)).copied().unwrap_or_default();
        let is_new = |shown: &&Shown| shown.message_id > read && shown.user != Some(user);
        screen.iter().rev().take_while(is_new).count()
    }

    /// A number that grows when somebody has read something.
    pub(crate) fn readings(&self) -> watch::Receiver<u64> {
        self.readings.subscribe()
    }

    /// Lets no stream go on.
    pub(crate) fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Becomes true when no stream may go on.
    pub(crate) fn closed(&self) -> watch::Receiver<bool> {
        self.closed.subscribe()
    }

    fn read(&self) -> MutexGuard<'_, BTreeMap<(UserId, ChatId), i64>> {
        self.read.lock().expect("noting a number does not panic")
    }
}

/// The last message of every chat of everybody.
fn everything(telegram: &Telegram) -> BTreeMap<(UserId, ChatId), i64> {
    let people = telegram.people().into_iter().map(|person| person.id);
    let chats = people.flat_map(|user| {
        let chats = telegram.chats_of(user).into_iter();
        chats.map(move |(chat, _)| (user, chat))
    });
    let last = |(user, chat): (UserId, ChatId)| {
        let last = telegram.screen(chat).last()?.message_id;
        Some(((user, chat), last))
    };
    chats.filter_map(last).collect()
}
