//! People who act in the stand-in, and what they then see.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use clock::SharedClock;
use telegram_server::{Impossible, SharedContact, Telegram, UserId};

use super::buttons::Target;
use super::presence::{Groups, Present, give_phone};
use super::seen::labels;
use super::snapshot::Snapshot;
use super::{Contact, Refusal, Screen, Seen, Show, Sight, Who};

/// How long an act waits for the bot.
const LIMIT: Duration = Duration::from_secs(10);

/// The people of the sandbox. One acts at a time; the bot answers them side by side.
#[derive(Debug)]
pub(crate) struct People {
    telegram: Arc<Telegram>,
    clock: SharedClock,
    /// Held by whoever acts, so that what an act caused can be told from what others did.
    turn: Mutex<Groups>,
}

/// What an act was, if the bot may answer it over the chat.
enum Act {
    Sent,
    /// The id of the callback query.
    Pressed(String),
}

impl People {
    pub(crate) fn new(telegram: Arc<Telegram>, clock: SharedClock) -> Self {
        let groups = Groups::of(&telegram);
        Self {
            telegram,
            clock,
            turn: Mutex::new(groups),
        }
    }

    /// Where they are.
    pub(crate) fn telegram(&self) -> Arc<Telegram> {
        Arc::clone(&self.telegram)
    }

    pub(crate) async fn say(&self, who: &Who, text: &str) -> Result<Seen, Refusal> {
        self.act(who, |telegram, at| {
            telegram.say(at.user, at.chat, text)?;
            Ok(Act::Sent)
        })
        .await
    }

    /// Lets somebody write, and does not wait for the bot.
    pub(crate) fn write(&self, who: &Who, text: &str) -> Result<(), Refusal> {
        let at = self.turn().present(&self.telegram, who)?;
        let written = self.telegram.say(at.user, at.chat, text);
        written.map_err(|source| Refusal::impossible(at.user, source))?;
        Ok(())
    }

    pub(crate) async fn contact(&self, contact: &Contact) -> Result<Seen, Refusal> {
        let owner = contact.of.unwrap_or(contact.who.user);
        give_phone(&self.telegram, owner, contact.phone.as_deref())?;
        let shared = match contact.of {
            Some(of) => SharedContact::Of(UserId(of)),
            None => SharedContact::Own,
        };
        self.act(&contact.who, |telegram, at| {
            telegram.share_contact(at.user, at.chat, &shared)?;
            Ok(Act::Sent)
        })
        .await
    }

    /// Presses what has this label, on the keyboard or else on the newest message that has it.
    pub(crate) async fn press(&self, who: &Who, label: &str) -> Result<Seen, Refusal> {
        let at = self.turn().present(&self.telegram, who)?;
        let target = Target::find(&self.telegram, at, label)?;
        self.act(who, |telegram, at| match &target {
            Target::Key(label) => {
                telegram.tap(at.user, at.chat, label)?;
                Ok(Act::Sent)
            }
            Target::Below { message_id, button } => {
                let id = telegram.press(at.user, at.chat, *message_id, button)?;
                Ok(Act::Pressed(id))
            }
        })
        .await
    }

    pub(crate) fn show(&self, show: &Show) -> Result<Screen, Refusal> {
        let at = self.turn().present(&self.telegram, &show.who)?;
        let messages = self.telegram.screen(at.chat);
        let first = messages.len().saturating_sub(show.last);
        Ok(Screen {
            messages: messages[first..].iter().map(Sight::of).collect(),
            keyboard: labels(self.telegram.keyboard(at.chat).as_ref()),
        })
    }

    /// Lets somebody act, waits until the bot has dealt with it, and tells what is new.
    async fn act(
        &self,
        who: &Who,
        act: impl FnOnce(&Telegram, Present) -> Result<Act, Impossible>,
    ) -> Result<Seen, Refusal> {
        let (before, mine, act) = {
            let mut turn = self.turn();
            let earlier = self.pending();
            let at = turn.present(&self.telegram, who)?;
            let before = Snapshot::of(&self.telegram, at);
            let acted =
                act(&self.telegram, at).map_err(|source| Refusal::impossible(at.user, source))?;
            let mine = self.pending().difference(&earlier).copied().collect();
            (before, mine, acted)
        };
        let answered = clock::within(&*self.clock, LIMIT, self.dealt_with(&mine)).await;
        answered.ok_or(Refusal::NoAnswerInTime(LIMIT.as_secs()))?;
        let press = match &act {
            Act::Sent => None,
            Act::Pressed(id) => Some(id.as_str()),
        };
        Ok(before.news(&self.telegram, press))
    }

    /// Ends when none of the updates waits for the bot any more.
    async fn dealt_with(&self, mine: &BTreeSet<i64>) {
        let mut changes = self.telegram.changes();
        while !self.pending().is_disjoint(mine) {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    fn pending(&self) -> BTreeSet<i64> {
        let updates = self.telegram.pending().into_iter();
        let ids = updates.filter_map(|update| update["update_id"].as_i64());
        ids.collect()
    }

    fn turn(&self) -> MutexGuard<'_, Groups> {
        self.turn.lock().expect("an act does not panic")
    }
}
