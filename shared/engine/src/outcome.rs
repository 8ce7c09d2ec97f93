use std::fmt;

use jiff::Timestamp;
use outbox::{Draft, Knock, NoticeRow};
use store::{Key, ReadSet, Record, StoreError, Transaction};
use telegram::Idempotent;

use crate::{Answer, Bot};

/// What a handler has decided: data, nothing is written or sent yet.
pub struct Outcome<B: Bot> {
    pub(crate) answer: Answer<B::Screen>,
    pub(crate) dialogue: Option<B::Dialogue>,
    pub(crate) writes: Vec<Box<dyn Write>>,
    pub(crate) notices: Vec<Draft>,
    pub(crate) beside: Vec<Idempotent>,
    pub(crate) knocks: Vec<Knock>,
    pub(crate) forgets_replies: bool,
    pub(crate) mark: Option<&'static Mark>,
}

/// What the business calls what an update did, for the metrics. The engine only carries it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mark {
    /// What it was done to, such as `booking`.
    pub subject: &'static str,
    /// What was done, one of a short closed list.
    pub outcome: &'static str,
}

impl<B: Bot> Outcome<B> {
    /// An answer and nothing else.
    #[must_use]
    pub fn answer(answer: Answer<B::Screen>) -> Self {
        Self {
            answer,
            dialogue: None,
            writes: Vec::new(),
            notices: Vec::new(),
            beside: Vec::new(),
            knocks: Vec::new(),
            forgets_replies: false,
            mark: None,
        }
    }

    /// A new message and nothing else.
    #[must_use]
    pub fn say(screen: B::Screen) -> Self {
        Self::answer(Answer::Say(screen))
    }

    /// The pressed message becomes this screen.
    #[must_use]
    pub fn edit(screen: B::Screen) -> Self {
        Self::answer(Answer::Edit(screen))
    }

    /// A text over the chat.
    #[must_use]
    pub fn alert(screen: B::Screen) -> Self {
        Self::answer(Answer::Alert(screen))
    }

    /// The same, with the dialogue going to `dialogue`.
    #[must_use]
    pub fn go(mut self, dialogue: B::Dialogue) -> Self {
        self.dialogue = Some(dialogue);
        self
    }

    /// The same, with the dialogue going to `dialogue` unless the handler has said where it goes.
    #[must_use]
    pub fn else_go(mut self, dialogue: B::Dialogue) -> Self {
        self.dialogue.get_or_insert(dialogue);
        self
    }

    /// The same, with a record written: over the version that the handler read, or where it read
    /// that there is none.
    #[must_use]
    pub fn put<R: Record + Send + Sync + 'static>(mut self, record: R) -> Self {
        self.writes.push(Box::new(Put(record)));
        self
    }

    /// The same, with a record deleted, at the version that the handler has read or looked at.
    /// Where there was none, that becomes the condition; without a look it is a fault.
    #[must_use]
    pub fn remove(mut self, key: Key) -> Self {
        self.writes.push(Box::new(Remove(key)));
        self
    }

    /// The same, with a row of an index, by which a record is found: written whatever is there.
    /// It has no condition of its own, since it can be made from that record, which has to be
    /// read or written by the same outcome; else it is a fault.
    #[must_use]
    pub fn index<R: Record + Send + Sync + 'static>(mut self, row: R) -> Self {
        self.writes.push(Box::new(Index(row)));
        self
    }

    /// The same, with a row of an index deleted, if there is one. A row that the outcome also
    /// writes, under the same key, stays: the order does not matter.
    #[must_use]
    pub fn unindex(mut self, key: Key) -> Self {
        self.writes.push(Box::new(Unindex(key)));
        self
    }

    /// The same, with a notice to somebody else.
    #[must_use]
    pub fn notify(mut self, notice: Draft) -> Self {
        self.notices.push(notice);
        self
    }

    /// The same, with a notice cancelled that the handler has looked at; nothing, where that
    /// notice has ended or is being sent just now.
    ///
    /// It is cancelled at the version that was looked at. If somebody claims it meanwhile, the
    /// handler runs again and sees the claim: what was cancelled here is never sent.
    #[must_use]
    pub fn cancel(self, notice: NoticeRow, now: Timestamp) -> Self {
        match notice.cancelled(now) {
            Some(cancelled) => self.put(cancelled),
            None => self,
        }
    }

    /// The same, counted as this. Only what was committed or answered by this very update counts:
    /// not a repetition, nor what was refused for haste.
    #[must_use]
    pub fn mark(mut self, mark: &'static Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// The same, with a call beside the reply, made once after the commit, or after the answer
    /// where nothing is written. It may be lost and is not made for a repetition of the update:
    /// nothing may depend on it.
    #[must_use]
    pub fn also(mut self, call: Idempotent) -> Self {
        self.beside.push(call);
        self
    }

    /// The same, with these messages sent to the bulk queue once the outcome's writes are
    /// committed. They may be lost, and are not sent for a repetition of the update: what is
    /// written has to say when the monitor rings in their stead.
    #[must_use]
    pub fn knock(mut self, knocks: impl IntoIterator<Item = Knock>) -> Self {
        self.knocks.extend(knocks);
        self
    }

    /// The same, with the replies forgotten that the conversation keeps for repetitions of earlier
    /// updates. Which updates it has seen stays: a repetition changes nothing, and is answered with
    /// nothing.
    #[must_use]
    pub fn forget_replies(mut self) -> Self {
        self.forgets_replies = true;
        self
    }

    /// The same, with another conversation emptied of what was said in it: its open form and its
    /// last replies. It has to have been looked at; which updates it has seen stays, as with
    /// [`Outcome::forget_replies`]. The conversation of the update itself is no other one.
    #[must_use]
    pub fn silence(mut self, conversation: Key) -> Self {
        self.writes.push(Box::new(Silence(conversation)));
        self
    }

    /// Whether the handler has decided what becomes of an item.
    pub(crate) fn decides_on(&self, key: &Key) -> bool {
        self.writes.iter().any(|write| write.key() == *key)
    }
}

impl<B: Bot> fmt::Debug for Outcome<B>
where
    B::Screen: fmt::Debug,
    B::Dialogue: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcome")
            .field("answer", &self.answer)
            .field("dialogue", &self.dialogue)
            .field("writes", &self.writes.len())
            .field("notices", &self.notices)
            .field("beside", &self.beside)
            .field("knocks", &self.knocks)
            .finish()
    }
}

/// A write, whatever the record's type.
pub(crate) trait Write: Send + Sync {
    fn key(&self) -> Key;

    fn add_to(&self, transaction: &mut Transaction, reads: &ReadSet) -> Result<(), StoreError>;
}

struct Put<R>(R);
struct Remove(Key);
struct Index<R>(R);
struct Unindex(Key);
struct Silence(Key);

impl<R: Record + Send + Sync> Write for Put<R> {
    fn key(&self) -> Key {
        self.0.key()
    }

    fn add_to(&self, transaction: &mut Transaction, reads: &ReadSet) -> Result<(), StoreError> {
        transaction.put(&self.0, reads)
    }
}

impl Write for Remove {
    fn key(&self) -> Key {
        self.0.clone()
    }

    fn add_to(&self, transaction: &mut Transaction, reads: &ReadSet) -> Result<(), StoreError> {
        transaction.remove(self.0.clone(), reads)
    }
}

impl<R: Record + Send + Sync> Write for Index<R> {
    fn key(&self) -> Key {
        self.0.key()
    }

    fn add_to(&self, transaction: &mut Transaction, _: &ReadSet) -> Result<(), StoreError> {
        transaction.index(&self.0)
    }
}

impl Write for Unindex {
    fn key(&self) -> Key {
        self.0.clone()
    }

    fn add_to(&self, transaction: &mut Transaction, _: &ReadSet) -> Result<(), StoreError> {
        transaction.unindex(self.0.clone())
    }
}

impl Write for Silence {
    fn key(&self) -> Key {
        self.0.clone()
    }

    fn add_to(&self, transaction: &mut Transaction, reads: &ReadSet) -> Result<(), StoreError> {
        transaction.silence(self.0.clone(), reads)
    }
}
