use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

use crate::updates::Queue;
use crate::world::{Known, World};
use crate::{
    ApiError, CallEnd, CallRecord, ChatId, Delivery, Fault, Flood, Impossible, Limits, On, Outcome,
    Person, TelegramConfig, UserId, Via,
};

/// The largest update in bytes of JSON.
const MAX_UPDATE_BYTES: usize = 64 * 1024;

/// A small Telegram: people, chats, one bot, and the updates on their way to it.
///
/// Every method is one step that nothing else comes between.
#[derive(Debug)]
pub struct Telegram {
    world: Mutex<World>,
    changes: watch::Sender<u64>,
    config: TelegramConfig,
}

impl Telegram {
    /// A Telegram in which nobody is yet. The port of the configuration means nothing here.
    #[must_use]
    pub fn new(config: TelegramConfig) -> Arc<Self> {
        Arc::new(Self {
            world: Mutex::new(World::new(&config)),
            changes: watch::Sender::new(0),
            config,
        })
    }

    /// How it was set up.
    #[must_use]
    pub fn config(&self) -> &TelegramConfig {
        &self.config
    }

    /// Adds somebody who has not written to the bot yet, or changes what they are called.
    pub fn add_person(&self, person: Person) -> UserId {
        let id = person.id;
        self.change(|world| {
            let known = world.people.entry(id).or_insert_with(|| Known {
                person: person.clone(),
                blocks: false,
                deactivated: false,
            });
            known.person = person;
        });
        id
    }

    /// All people, by their ids.
    #[must_use]
    pub fn people(&self) -> Vec<Person> {
        let person = |known: &Known| known.person.clone();
        self.look(|world| world.people.values().map(person).collect())
    }

    /// The chats that a person is in, with the titles of those that have one.
    #[must_use]
    pub fn chats_of(&self, user: UserId) -> Vec<(ChatId, String)> {
        self.look(|world| {
            let theirs = world
                .chats
                .values()
                .filter(|chat| chat.migrated_to.is_none() && chat.members.contains(&user));
            theirs.map(|chat| (chat.id, chat.title.clone())).collect()
        })
    }

    /// An update of any kind, as it is: `{"update_id": …, <kind>: payload}`. Its queue and its
    /// life are those of the kind.
    ///
    /// # Errors
    /// [`Impossible::UpdateTooLarge`].
    pub fn inject(&self, kind: &str, payload: Value) -> Result<(), Impossible> {
        let bytes = payload.to_string().len();
        if bytes > MAX_UPDATE_BYTES {
            return Err(Impossible::UpdateTooLarge(bytes));
        }
        self.change(|world| {
            let queue = Queue::of(kind, &payload);
            let now = world.now();
            world.updates.add(kind, payload, queue, now);
        });
        Ok(())
    }

    /// Lets the update ids go on from another random number, which may be a smaller one.
    pub fn renumber_updates(&self) {
        self.change(|world| world.updates.renumber(&mut world.rng));
    }

    /// The updates that wait for the bot, in the order in which they happened.
    #[must_use]
    pub fn pending(&self) -> Vec<Value> {
        self.look(|world| world.updates.waiting.iter().map(|u| u.to_json()).collect())
    }

    /// The ids of the updates that expired before the bot acknowledged them.
    #[must_use]
    pub fn dropped(&self) -> Vec<i64> {
        self.look(|world| world.updates.dropped.clone())
    }

    /// The deliveries to be made now. Each counts as under way until it is
    /// [`finished`](Self::finished): nothing else of its queue becomes due before.
    #[must_use]
    pub fn due(&self) -> Vec<Delivery> {
        let due = self.world().due();
        if !due.is_empty() {
            self.changed();
        }
        due
    }

    /// How long it is until another delivery becomes due by itself.
    #[must_use]
    pub fn until_next_due(&self) -> Option<Duration> {
        let mut world = self.world();
        let now = world.now();
        let due = world.next_due()?;
        Some(due.duration_since(now).unsigned_abs())
    }

    /// Takes the outcome of a delivery: removes the update and performs the call in the answer, or
    /// puts the update back for later, or gives it up.
    pub fn finished(&self, delivery: &Delivery, outcome: &Outcome) {
        self.change(|world| world.finished(delivery, outcome));
    }

    /// Delivers one after the other through `webhook` until nothing is due at the clock's time.
    /// Returns how many deliveries that took.
    pub async fn deliver_all<F, Fut>(&self, mut webhook: F) -> usize
    where
        F: FnMut(Delivery) -> Fut,
        Fut: Future<Output = Outcome>,
    {
        let mut made = 0;
        loop {
            let due = self.due();
            if due.is_empty() {
                return made;
            }
            for delivery in due {
                let outcome = webhook(delivery.clone()).await;
                self.finished(&delivery, &outcome);
                made += 1;
            }
        }
    }

    /// Makes a call without HTTP, with all checks; a fault that loses the answer is error 0.
    ///
    /// # Errors
    /// What the Bot API refuses.
    pub fn call(&self, method: &str, params: Value) -> Result<Value, ApiError> {
        match self.call_via(method, params, Via::Direct) {
            CallEnd::Answered(result) => result,
            CallEnd::Hanging(_) | CallEnd::Closed(_) | CallEnd::Dropped => {
                Err(ApiError::new(0, "no answer"))
            }
        }
    }

    /// Every call that was made, oldest first.
    #[must_use]
    pub fn calls(&self) -> Vec<CallRecord> {
        self.look(|world| world.calls.clone())
    }

    /// Forgets the calls that were made, not what they did.
    pub fn clear_calls(&self) {
        self.change(|world| world.calls.clear());
    }

    /// Lets the next matching call fail. What was asked for first happens first.
    pub fn fail_next(&self, on: On, fault: Fault) {
        self.change(|world| world.faults.add(on, fault));
    }

    /// How many faults have not happened yet.
    #[must_use]
    pub fn faults_left(&self) -> usize {
        self.look(|world| world.faults.left())
    }

    /// Switches the limits of sending on or off. At the start they are off.
    pub fn set_limits(&self, limits: Limits) {
        self.change(|world| world.meter.limits = limits);
    }

    /// Refuses messages and edits with 429 for a time, whatever the limits are.
    pub fn flood(&self, flood: Flood, lasts: Duration) {
        self.change(|world| world.meter.flood(flood, world.clock.now() + lasts));
    }

    /// A number that grows with every change, to wait for one.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    pub(crate) fn call_via(&self, method: &str, params: Value, via: Via) -> CallEnd {
        self.change(|world| world.call(method, params, via))
    }

    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let result = act(&mut self.world());
        self.changed();
        result
    }

    /// A step that changes nothing that anybody waits for.
    pub(crate) fn step<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        act(&mut self.world())
    }

    pub(crate) fn look<T>(&self, read: impl FnOnce(&World) -> T) -> T {
        read(&self.world())
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world
            .lock()
            .expect("a step of the world does not panic")
    }

    fn changed(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }
}
