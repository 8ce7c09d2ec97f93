use std::future::Future;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

use crate::kept::WorldFile;
use crate::params::Params;
use crate::updates::Queue;
use crate::world::{Known, World};
use crate::{
    ApiError, CallEnd, CallRecord, ChatId, Delivery, Fault, Flood, Impossible, KeepError, Limits,
    On, Outcome, Person, TelegramConfig, Upload, UserId, Via,
};

/// The largest update in bytes of JSON.
const MAX_UPDATE_BYTES: usize = 64 * 1024;

/// A small Telegram: people, chats, one bot, and the updates on their way to it.
///
/// Every method is one step that nothing else comes between.
#[derive(Debug)]
pub struct Telegram {
    held: Mutex<Held>,
    changes: watch::Sender<u64>,
    config: TelegramConfig,
}

#[derive(Debug)]
struct Held {
    world: World,
    /// Where the world is kept, if it is.
    file: Option<WorldFile>,
}

impl Telegram {
    /// A Telegram in which nobody is yet, and that is gone with the process. The port of the
    /// configuration means nothing here.
    #[must_use]
    pub fn new(config: TelegramConfig) -> Arc<Self> {
        let world = World::new(&config);
        Self::of(config, world, None)
    }

    /// The Telegram that is kept in a file, or a new one where there is no such file; the folder
    /// has to be there. The file is held alone.
    ///
    /// When a method has returned, and before the answer to a call goes out, what it changed is
    /// in the file, whole: the end of the process, however it comes, loses nothing. A power cut
    /// may lose the last changes. If the file cannot be written later on, that is logged once and
    /// the world goes on in memory; when it can be written again, nothing is missing in it.
    ///
    /// The bot and its token come from the configuration. The seed is that of a new world alone:
    /// update ids and all other numbers go on where they were. An update whose delivery was under
    /// way counts as not delivered, and is due at once, unless its life is over by then. Of a
    /// chat the last 500 messages stay. Forgotten are [`calls`](Self::calls),
    /// [`dropped`](Self::dropped), faults and limits.
    ///
    /// # Errors
    /// When the file cannot be read and written, or is none of this version.
    pub fn kept(config: TelegramConfig, path: impl AsRef<Path>) -> Result<Arc<Self>, KeepError> {
        let mut world = World::new(&config);
        let file = WorldFile::open(path.as_ref(), &mut world)?;
        Ok(Self::of(config, world, Some(file)))
    }

    fn of(config: TelegramConfig, world: World, file: Option<WorldFile>) -> Arc<Self> {
        Arc::new(Self {
            held: Mutex::new(Held { world, file }),
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
            let known = world.people.get_or_insert_with(id, || Known {
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
        self.look(|world| {
            world
                .updates
                .waiting
                .values()
                .map(|u| u.to_json())
                .collect()
        })
    }

    /// The updates that wait for the bot because of what happened in one chat: its messages, and
    /// presses of its buttons.
    #[must_use]
    pub fn pending_in(&self, chat: impl Into<ChatId>) -> Vec<Value> {
        let chat = chat.into();
        self.look(|world| {
            let waiting = world.updates.waiting.values();
            waiting
                .filter(|u| u.is_about(chat))
                .map(|u| u.to_json())
                .collect()
        })
    }

    /// The last 10,000 ids of updates that expired before the bot acknowledged them.
    #[must_use]
    pub fn dropped(&self) -> Vec<i64> {
        self.look(|world| world.updates.dropped.iter().copied().collect())
    }

    /// The deliveries to be made now. Each counts as under way until it is
    /// [`finished`](Self::finished): nothing else of its queue becomes due before.
    #[must_use]
    pub fn due(&self) -> Vec<Delivery> {
        let due = self.step(World::due);
        if !due.is_empty() {
            self.changed();
        }
        due
    }

    /// How long it is until another delivery becomes due by itself.
    #[must_use]
    pub fn until_next_due(&self) -> Option<Duration> {
        self.step(|world| {
            let due = world.next_due()?;
            Some(due.duration_since(world.now()).unsigned_abs())
        })
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
        self.upload(method, params, Vec::new())
    }

    /// Makes a call with files beside its parameters, as [`call`](Self::call) does.
    ///
    /// # Errors
    /// What the Bot API refuses.
    pub fn upload(
        &self,
        method: &str,
        params: Value,
        files: Vec<Upload>,
    ) -> Result<Value, ApiError> {
        match self.call_via(method, params, files, Via::Direct) {
            CallEnd::Answered(result) => result,
            CallEnd::Hanging(_) | CallEnd::Closed(_) | CallEnd::Dropped => {
                Err(ApiError::new(0, "no answer"))
            }
        }
    }

    /// The last 10,000 calls that were made, oldest first.
    #[must_use]
    pub fn calls(&self) -> Vec<CallRecord> {
        self.look(|world| world.calls.iter().cloned().collect())
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

    pub(crate) fn call_via(
        &self,
        method: &str,
        params: Value,
        files: Vec<Upload>,
        via: Via,
    ) -> CallEnd {
        let params = Params::new(params).with_files(files);
        self.change(|world| world.call(method, &params, via))
    }

    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let result = self.step(act);
        self.changed();
        result
    }

    /// A step that changes nothing that anybody waits for.
    pub(crate) fn step<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let mut held = self.held();
        let Held { world, file } = &mut *held;
        let result = act(world);
        match file {
            Some(file) => file.keep(world),
            None => drop(world.touched()),
        }
        result
    }

    pub(crate) fn look<T>(&self, read: impl FnOnce(&World) -> T) -> T {
        read(&self.held().world)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held
            .lock()
            .expect("a step of the world does not panic")
    }

    fn changed(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }
}
