use std::sync::atomic::{AtomicBool, Ordering};

use desk::Profile;
use engine::{Bot, Context, EngineError, Outcome, Situation};
use jiff::{SignedDuration, Timestamp};
use locales::{Language, Phrase};
use outbox::{Delivery, Draft, Kind, NoticeRow, Recipient};
use serde::{Deserialize, Serialize};
use store::{Key, Keys, Record};
use telegram::{ChatId, Content, Html, Idempotent, Keyboard, MessageId, Person, Rendered, Update};
use tokio::sync::Notify;

/// A business of a few commands: slots with an owner, found by the owner's name, with a reminder.
#[derive(Debug, Default)]
pub(crate) struct Rota {
    pub(crate) pause: Pause,
}

/// Holds the next handler that comes by, between its reads and its decision.
#[derive(Debug, Default)]
pub(crate) struct Pause {
    armed: AtomicBool,
    reached: Notify,
    over: Notify,
}

impl Pause {
    pub(crate) fn arm(&self) {
        self.armed.store(true, Ordering::Relaxed);
    }

    pub(crate) async fn reached(&self) {
        self.reached.notified().await;
    }

    pub(crate) fn end(&self) {
        self.over.notify_one();
    }

    async fn here(&self) {
        if self.armed.swap(false, Ordering::Relaxed) {
            self.reached.notify_one();
            self.over.notified().await;
        }
    }
}

/// A slot and its owner.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Slot {
    pub(crate) number: i64,
    pub(crate) owner: String,
    pub(crate) at: Option<Timestamp>,
}

impl Record for Slot {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        slot(self.number)
    }
}

/// A row of the index of owners.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Owned {
    pub(crate) owner: String,
    pub(crate) number: i64,
}

impl Record for Owned {
    const SCHEMA: u16 = 1;

    /// Names are found in whatever case they are typed.
    fn key(&self) -> Key {
        Key::parked_message(&format!("{}#{}", self.owner.to_lowercase(), self.number))
    }
}

pub(crate) fn slot(number: i64) -> Key {
    Key::staff_request(number)
}

/// The reminder of a slot at a time.
pub(crate) fn reminder(number: i64, at: Timestamp) -> String {
    format!("reminder-{number}-{}", at.as_second())
}

fn owned(slot: &Slot) -> Owned {
    let (owner, number) = (slot.owner.clone(), slot.number);
    Owned { owner, number }
}

fn reminding(slot: &Slot, at: Timestamp) -> Draft {
    let text = Phrase::new("request-rejected");
    Draft::new(
        Recipient::Person(frontdesk_tests::town::ANN),
        Kind::Access,
        text,
    )
    .with_id(reminder(slot.number, at))
    .due_at(at)
    .valid_until(at + SignedDuration::from_mins(5))
}

type Decided = Result<Outcome<Rota>, EngineError>;
type Asked<'a, 'b> = &'a mut Context<'b, Rota>;

impl Rota {
    async fn book(&self, context: Asked<'_, '_>, number: i64, owner: &str) -> Decided {
        if context.read::<Slot>(slot(number)).await?.is_some() {
            return Ok(Outcome::say("taken".into()));
        }
        let owner = owner.to_owned();
        let slot = Slot {
            number,
            owner,
            at: None,
        };
        Ok(Outcome::say("booked".into()).index(owned(&slot)).put(slot))
    }

    async fn rename(&self, context: Asked<'_, '_>, number: i64, owner: &str) -> Decided {
        let Some(was) = context.read::<Slot>(slot(number)).await? else {
            return Ok(Outcome::say("no such slot".into()));
        };
        self.pause.here().await;
        let owner = match owner {
            "loudly" => was.owner.to_uppercase(),
            name => name.to_owned(),
        };
        let is = Slot {
            owner,
            ..was.clone()
        };
        Ok(Outcome::say(format!("{} is {}", was.owner, is.owner))
            .index(owned(&is))
            .unindex(owned(&was).key())
            .put(is))
    }

    async fn forget(&self, context: Asked<'_, '_>, number: i64) -> Decided {
        let Some(was) = context.read::<Slot>(slot(number)).await? else {
            return Ok(Outcome::say("no such slot".into()));
        };
        self.pause.here().await;
        Ok(Outcome::say("forgotten".into())
            .remove(was.key())
            .unindex(owned(&was).key()))
    }

    /// Moves a slot to another time, or away from its time: the reminder goes with it.
    async fn set(&self, context: Asked<'_, '_>, number: i64, at: Option<Timestamp>) -> Decided {
        let Some(was) = context.read::<Slot>(slot(number)).await? else {
            return Ok(Outcome::say("no such slot".into()));
        };
        let old = was.at.map(|at| Key::notice(&reminder(number, at)));
        let new = at.map(|at| Key::notice(&reminder(number, at)));
        let keys = Keys::default().rely_on(slot(number));
        let keys = old.iter().chain(&new).cloned().fold(keys, Keys::look_at);
        let mut batch = context.batch(keys).await?;
        self.pause.here().await;
        let is = Slot { at, ..was };
        let mut outcome = Outcome::say("set".into());
        if let Some(key) = old.filter(|old| Some(old) != new.as_ref())
            && let Some(notice) = batch.take::<NoticeRow>(&key)?
        {
            outcome = outcome.cancel(notice, context.now);
        }
        if let Some(at) = at {
            outcome = outcome.notify(reminding(&is, at));
        }
        Ok(outcome.put(is))
    }

    /// Says something, and edits a message beside it.
    fn beside(&self, context: &Context<'_, Self>, message: &str, says: &str) -> Outcome<Self> {
        let message = MessageId::new(message.parse().unwrap_or_default());
        let chat = ChatId::new(context.person.id.get());
        let screen = self.render(&"edited".to_owned(), context.language, context.now);
        Outcome::say(says.to_owned()).also(Idempotent::edit(chat, message, screen))
    }

    async fn twice(&self, context: Asked<'_, '_>, number: i64) -> Decided {
        let first = context.read::<Slot>(slot(number)).await?;
        self.pause.here().await;
        let mut batch = context.batch(Keys::default().look_at(slot(number))).await?;
        let second = batch.take::<Slot>(&slot(number))?;
        assert_eq!(first, second, "no handler sees two states of one record");
        let owner = second.map(|slot| slot.owner).unwrap_or_default();
        Ok(Outcome::say(format!("twice {owner}")))
    }
}

impl Bot for Rota {
    type Dialogue = ();
    type Profile = Profile;
    type Screen = String;

    const DIALOGUE_SCHEMA: u16 = 1;

    fn chosen_language(_: &Profile) -> Option<Language> {
        None
    }

    fn authorize(&self, _: &mut Context<'_, Self>) -> Result<(), Outcome<Self>> {
        Ok(())
    }

    async fn handle(&self, context: &mut Context<'_, Self>) -> Decided {
        let Update::Message(message) = context.update else {
            return Ok(Outcome::alert("only texts".into()));
        };
        let Content::Text(text) = &message.content else {
            return Ok(Outcome::say("only texts".into()));
        };
        let words: Vec<_> = text.split(' ').collect();
        let number = words.get(1).and_then(|word| word.parse().ok());
        let number = number.unwrap_or_default();
        let now = context.now;
        match words[..] {
            ["book", _, owner] => self.book(context, number, owner).await,
            ["rename", _, owner] => self.rename(context, number, owner).await,
            ["forget", _] => self.forget(context, number).await,
            ["forget", _, "unread"] => Ok(Outcome::say("?".into()).remove(slot(number))),
            ["free", _] => self.set(context, number, None).await,
            ["set", _, minutes] => {
                let minutes = minutes.parse().unwrap_or_default();
                let at = now + SignedDuration::from_mins(minutes);
                self.set(context, number, Some(at)).await
            }
            ["twice", _] => self.twice(context, number).await,
            ["adrift", _, owner] => {
                let owner = owner.to_owned();
                Ok(Outcome::say("?".into()).index(Owned { owner, number }))
            }
            ["beside", message] => Ok(self.beside(context, message, "answered")),
            ["book", _, owner, "beside", message] => {
                let slot = Slot {
                    number,
                    owner: owner.to_owned(),
                    at: None,
                };
                Ok(self.beside(context, message, "booked").put(slot))
            }
            ["repeat", word] => Ok(Outcome::say(word.repeat(1_000))),
            ["unknown"] => {
                let key = Key::delivery(context.person.id.get());
                context.look::<Delivery>(key.clone()).await?;
                Ok(Outcome::say("forgotten".into()).remove(key))
            }
            _ => Ok(Outcome::say("what?".into())),
        }
    }

    fn screen(&self, situation: Situation, _: Option<&Person>) -> String {
        format!("{situation:?}")
    }

    fn render(&self, screen: &String, _: Language, _: Timestamp) -> Rendered {
        Rendered {
            text: Html::escape(screen),
            keyboard: Keyboard::None,
        }
    }
}
